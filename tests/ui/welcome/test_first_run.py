"""The whole window with a real node: who is new is welcomed once, and locked keys are asked about first."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.keys import PassphraseCost
from desktop.profile.profile import Profile
from desktop.ui.scene import Place
from desktop.ui.window.gate import EndPage, PassphrasePage
from desktop.ui.window.window import Window
from tests.ui.welcome.opening import PATIENCE, Open, welcome_in

CHEAP = PassphraseCost(operations=1, memory_bytes=8192)


def test_who_is_new_is_welcomed_once(qtbot: QtBot, open_window: Open, home: Path) -> None:
    with open_window() as window:
        assert window.is_covered  # nothing of Home is seen before it is known who this is
        welcome = welcome_in(qtbot, window)
        for _ in welcome.stages:
            welcome.next.click()
        qtbot.waitUntil(lambda: not window.is_covered, timeout=PATIENCE)
        assert window.place is Place.HOME
    with open_window() as window:
        assert not window.is_covered
    (home / "window.ini").unlink()  # the window forgets, the profile does not
    with open_window() as window:
        assert window.is_covered
        qtbot.waitUntil(lambda: not window.is_covered, timeout=PATIENCE)


def test_what_is_typed_at_the_first_question_is_ones_name(
    qtbot: QtBot, qapp: QApplication, open_window: Open
) -> None:
    with open_window() as window:
        window.activateWindow()
        welcome = welcome_in(qtbot, window)
        qtbot.waitUntil(lambda: window.isActiveWindow() and qapp.focusWidget() is not None)
        focused = qapp.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, "Nora")
        QTest.keyClick(focused, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: welcome.at == 1, timeout=PATIENCE)
        qtbot.waitUntil(lambda: "Nora" in names_in(window), timeout=PATIENCE)


def names_in(window: Window) -> list[str]:
    return [button.accessibleName() for button in window.sidebar.findChildren(QPushButton)]


def test_locked_keys_are_asked_about_until_they_open(qtbot: QtBot, open_window: Open, home: Path) -> None:
    Profile.open(home, clock=WallClock(), passphrase=lambda: "tea for two", cost=CHEAP).close()
    with open_window() as window:
        qtbot.waitUntil(lambda: window.findChild(PassphrasePage) is not None, timeout=PATIENCE)
        page = window.findChild(PassphrasePage)
        assert page is not None
        page.field.setText("coffee for one")
        page.open.click()
        assert not page.open.isEnabled()
        qtbot.waitUntil(page.open.isEnabled, timeout=PATIENCE)
        page.field.setText("tea for two")
        page.open.click()
        assert welcome_in(qtbot, window).isVisibleTo(window)


def test_a_profile_that_is_open_elsewhere_is_tried_again(qtbot: QtBot, open_window: Open, home: Path) -> None:
    other = Profile.open(home, clock=WallClock(), passphrase=lambda: None)
    with open_window() as window:
        qtbot.waitUntil(lambda: window.findChild(EndPage) is not None, timeout=PATIENCE)
        page = window.findChild(EndPage)
        assert page is not None
        other.close()
        page.again.emit()
        assert welcome_in(qtbot, window).isVisibleTo(window)
