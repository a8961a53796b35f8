"""Showing what came in the system's own folders: the only thing that is ever opened of it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_folder(folder: Path) -> bool:
    """Have the system show a folder, or the one it lies in; return whether it does."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_to_show(folder))))


def folder_to_show(folder: Path) -> Path:
    """Return a folder, or the one that it lies in if a system might run it.

    Some they run, by how the name ends (macOS an .app), instead of showing what is in them.
    """
    return folder_to_show(folder.parent) if _may_run(folder) else folder


def _may_run(folder: Path) -> bool:
    ending = folder.suffix[1:]
    return bool(ending) and " " not in ending and not ending.isdigit()
