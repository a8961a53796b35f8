"""Asking for a place on the disk, with the system's own dialogs and without waiting for them."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_folder(parent: QWidget, title: str, start: str, done: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder; `done` hears which, unless the person thinks better of it."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, done)


def choose_file(parent: QWidget, title: str, start: str, done: Callable[[str], None]) -> QFileDialog:
    """Ask for a file that is there."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, done)


def choose_new_file(parent: QWidget, title: str, start: str, done: Callable[[str], None]) -> QFileDialog:
    """Ask where to write a file."""
    dialog = QFileDialog(parent, title, start)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _opened(dialog, done)


def _opened(dialog: QFileDialog, done: Callable[[str], None]) -> QFileDialog:
    dialog.fileSelected.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
