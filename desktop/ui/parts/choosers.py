"""Asking for a place on the disk, with the system's own dialogs and without waiting for them.

The only place that makes such a dialog: each is gone for good once it is closed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_folder(parent: QWidget, title: str, start: str, done: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder; `done` hears which, unless the person thinks better of it."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(done)
    return _opened(dialog)


def choose_files(parent: QWidget, title: str, done: Callable[[Sequence[Path]], None]) -> QFileDialog:
    """Ask for files, one or several."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    return _opened(dialog)


def choose_file(
    parent: QWidget, title: str, done: Callable[[str], None], *, start: str = "", kinds: str = ""
) -> QFileDialog:
    """Ask for one file, of these kinds as Qt writes them: `Pictures (*.png *.jpg)`."""
    dialog = QFileDialog(parent, title, start, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(done)
    return _opened(dialog)


def choose_new_file(
    parent: QWidget, title: str, start: str, done: Callable[[str], None], *, kinds: str = ""
) -> QFileDialog:
    """Ask where to write a file; one without an ending gets that of `start`."""
    dialog = QFileDialog(parent, title, start, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(start).suffix)
    dialog.fileSelected.connect(done)
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
