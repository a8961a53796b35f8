"""Closing the window goes on where there is a tray, says so once, and ends elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings

from desktop.ui.around import Around
from desktop.ui.window.leaving import STAYS, Leaving


class FakeTray:
    def __init__(self, *, there: bool) -> None:
        self.is_there = there
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def leave(around: Around, memory: QSettings, tray: FakeTray) -> list[str]:
    parent = QObject()
    leaving = Leaving(around, memory, tray, parent)
    done: list[str] = []
    leaving.hid.connect(lambda: done.append("hid"))
    leaving.ended.connect(lambda: done.append("ended"))
    leaving.leave()
    return done


def test_it_goes_on_in_the_tray_and_says_so_once(around: Around, memory: QSettings) -> None:
    tray = FakeTray(there=True)
    assert leave(around, memory, tray) == ["hid"]
    assert leave(around, memory, tray) == ["hid"]
    assert [title for title, _ in tray.told] == ["Passalong goes on"]


def test_without_a_tray_it_ends(around: Around, memory: QSettings) -> None:
    assert leave(around, memory, FakeTray(there=False)) == ["ended"]


@pytest.mark.parametrize("off", [False, "false"])
def test_it_ends_if_that_was_chosen(around: Around, memory: QSettings, off: object) -> None:
    memory.setValue(STAYS, off)
    tray = FakeTray(there=True)
    assert leave(around, memory, tray) == ["ended"]
    assert not tray.told
