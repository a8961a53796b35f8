"""What the window says when there is no node behind it, and how one is had again."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import (
    AppError,
    OwnMistake,
    PassphraseNeeded,
    PassphraseWrong,
    ProfileDamaged,
    ProfileLocked,
    StoreTooNew,
)
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.pages import Page
from desktop.ui.parts.states import Banner
from desktop.ui.scene import Place
from desktop.ui.window.gate import EndPage, PassphrasePage
from desktop.ui.window.window import NodeStanding, Window
from tests.ui.fakes import FakeHost


@pytest.fixture
def window(qtbot: QtBot, around: Around, bridge: Bridge, tmp_path: object) -> Window:
    made = Window(around, QSettings(f"{tmp_path}/window.ini", QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.add_page(Place.HOME, lambda: Page(around, "Home"))
    NodeStanding(around, bridge, made)
    made.go_to(Place.HOME)
    made.show()
    return made


def texts(window: Window) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def button(window: Window, name: str) -> Button:
    return next(one for one in window.findChildren(Button) if one.accessibleName() == name)


def test_a_node_that_goes_leaves_the_pages_and_begins_again(
    qtbot: QtBot, window: Window, bridge: Bridge, host: FakeHost
) -> None:
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)
    host.break_down(OwnMistake())
    qtbot.waitUntil(lambda: window.findChild(Banner) is not None)
    assert not window.is_covered
    button(window, "Start again").click()
    qtbot.waitUntil(lambda: window.findChild(Banner) is None)
    assert bridge.is_running


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (ProfileLocked(path="/me"), "Passalong is open already"),
        (StoreTooNew(path="/me/store.db"), "A newer Passalong was here"),
        (ProfileDamaged(path="/me"), "Your profile is damaged"),
        (OwnMistake(), "Nothing moves at the moment"),
    ],
)
def test_one_that_never_began_is_told_in_place_of_the_pages(
    qtbot: QtBot, window: Window, bridge: Bridge, host: FakeHost, error: AppError, title: str
) -> None:
    host.refuses = error
    bridge.start()
    qtbot.waitUntil(lambda: window.findChild(EndPage) is not None)
    assert title in texts(window)
    assert "--" not in texts(window)
    host.refuses = None
    button(window, "Try again").click()
    qtbot.waitUntil(lambda: not window.is_covered)


def test_the_passphrase_is_asked_for_until_it_fits(
    qtbot: QtBot, window: Window, bridge: Bridge, host: FakeHost
) -> None:
    host.refuses = PassphraseNeeded()
    bridge.start()
    qtbot.waitUntil(lambda: window.is_covered)
    host.refuses = None
    page = window.findChild(PassphrasePage)
    assert page is not None
    page.open.click()
    assert len(host.passphrases) == 1  # nothing was typed
    page.field.setText("tea for two")
    page.open.click()
    assert host.passphrases[-1] == "tea for two"
    qtbot.waitUntil(lambda: not window.is_covered)


def test_a_wrong_passphrase_is_no_blame(qtbot: QtBot, window: Window, bridge: Bridge, host: FakeHost) -> None:
    host.refuses = PassphraseWrong()
    bridge.start("coffee")
    qtbot.waitUntil(lambda: window.is_covered)
    assert "That does not open them" in texts(window)


def test_ending_is_offered_where_nothing_else_helps(
    qtbot: QtBot, window: Window, bridge: Bridge, host: FakeHost
) -> None:
    host.refuses = ProfileDamaged(path="/me")
    bridge.start()
    qtbot.waitUntil(lambda: window.is_covered)
    with qtbot.waitSignal(window.left), qtbot.assertNotEmitted(window.closing):
        button(window, "Close Passalong").click()


def test_of_several_covers_the_last_is_seen_and_the_others_come_back(window: Window) -> None:
    first, second = QWidget(), QWidget()
    window.cover(first)
    window.cover(second)
    assert second.isVisibleTo(window)
    window.uncover(second)
    assert first.isVisibleTo(window)
    assert window.is_covered
    window.uncover(first)
    assert not window.is_covered
