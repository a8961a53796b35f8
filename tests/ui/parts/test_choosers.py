"""A dialog of the system is gone for good once it is closed."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.ui.parts.choosers import choose_file, choose_files, choose_folder, choose_new_file
from desktop.ui.scene import Scene
from desktop.ui.sharing.link_sheet import LinkSheet
from desktop.ui.sharing.share_sheet import ShareSheet


@pytest.mark.parametrize("kind", ["folder", "files", "file", "new"])
def test_it_goes_with_its_answer_or_without(qtbot: QtBot, window: QWidget, kind: str) -> None:
    told: list[object] = []
    for is_answered in (True, False):
        dialog = {
            "folder": lambda: choose_folder(window, "Where?", "", told.append),
            "files": lambda: choose_files(window, "Which?", told.append),
            "file": lambda: choose_file(window, "Which?", told.append, kinds="Pictures (*.png)"),
            "new": lambda: choose_new_file(window, "Where?", "a.png", told.append),
        }[kind]()
        if is_answered:
            signal = dialog.filesSelected if kind == "files" else dialog.fileSelected
            signal.emit(["/a"] if kind == "files" else "/a")
        dialog.reject()
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))  # type: ignore[misc]  # bound by default
    assert len(told) == 1


def test_sheets_keep_no_dialogs(qtbot: QtBot, scene: Scene, window: QWidget) -> None:
    share, link = ShareSheet(scene, [], [], window), LinkSheet(scene, "", window)
    for ask in (share._choose_files, share._choose_folder, link._choose_folder):
        ask()
    for dialog in window.findChildren(QFileDialog):
        dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
