"""A pasted link says what it leads to before anything is begun."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import LinkCut
from desktop.node.protocol import (
    BeginGet,
    LinkKind,
    LinkResult,
    ReadLink,
    TransferResult,
)
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.scene import Scene
from desktop.ui.sharing.link_sheet import LinkSheet
from tests.ui.fakes import FakeHost, NotedErrands

LINK = "passalong:share/abc"
SHARE = LinkResult(LinkKind.SHARE, "Summer", 1000, None)
ROW = TransferResult("t" * 52, "s" * 52, "Summer", "downloading", 0, 1000, 0, 0, 0, None)


@pytest.fixture
def told(bridge: Bridge, host: FakeHost, scene: Scene) -> Scene:
    QGuiApplication.clipboard().clear()
    host.answers |= {ReadLink: SHARE, BeginGet: [ROW]}
    bridge.start()
    return scene


def opened(window: QWidget, scene: Scene, text: str = "") -> LinkSheet:
    sheet = LinkSheet(scene, text, window)
    sheet.open()
    return sheet


def noted(scene: Scene) -> list[tuple[str, object]]:
    assert isinstance(scene.errands, NotedErrands)
    return scene.errands.done


def test_one_button_begins_what_a_link_leads_to(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    sheet = opened(window, told, LINK)
    qtbot.waitUntil(sheet.go.isEnabled)
    assert not host.asked_for(BeginGet)
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(noted(told)))
    assert host.asked_for(BeginGet) == [BeginGet(LINK)]
    assert noted(told) == [("tell", ("“Summer” is on its way.", ("Show it",)))]


def test_the_link_that_was_copied_last_is_there_already(window: QWidget, told: Scene) -> None:
    QGuiApplication.clipboard().setText(f"look, Ann: {LINK} and bye")
    assert opened(window, told).link.text() == LINK


def test_words_that_are_no_link_are_not_pasted(window: QWidget, told: Scene) -> None:
    QGuiApplication.clipboard().setText("my secret diary")
    assert not opened(window, told).link.text()


def test_a_cut_link_is_said_and_can_be_mended(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    host.answers[ReadLink] = LinkCut()
    sheet = opened(window, told, "passalong:share/ab")
    qtbot.waitUntil(lambda: "missing or changed" in sheet._trouble.text())
    assert not sheet.go.isEnabled()
    host.answers[ReadLink] = SHARE
    sheet.link.setText(LINK)
    qtbot.waitUntil(sheet.go.isEnabled)
    assert not sheet._trouble.text()


def test_what_is_here_already_is_shown_and_not_got_again(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    host.answers[ReadLink] = LinkResult(LinkKind.SHARE, "Summer", 1000, None, ROW.transfer)
    sheet = opened(window, told, LINK)
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.go.click()
    assert noted(told) == [("show_transfer", ROW.transfer)]
    assert not host.asked_for(BeginGet)


def test_a_persons_link_asks_to_know_them(qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost) -> None:
    host.answers[ReadLink] = LinkResult(LinkKind.PERSON, "Ben", None, None, "b" * 52)
    sheet = opened(window, told, "passalong:person/abc")
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.go.click()
    assert noted(told) == [("add_person", "passalong:person/abc")]
