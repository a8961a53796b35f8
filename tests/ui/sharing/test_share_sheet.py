"""From files to a link, and from files to somebody: what is asked, said, and sent."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import NothingToShare
from desktop.node.protocol import (
    AddShare,
    ContactResult,
    ContentsResult,
    ListPeople,
    LookThrough,
    ProgressNews,
    ShareResult,
    Standing,
)
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.scene import Scene
from desktop.ui.sharing.given import Given
from desktop.ui.sharing.share_sheet import ShareSheet
from desktop.ui.words.sharing import Audience
from tests.ui.dropping import drop_on, hold_over
from tests.ui.fakes import FakeHost

SUMMER = Path("/home/me/Summer")
FOUND = ContentsResult(
    files=214, bytes=1_200_000_000, names=("Summer/a.jpg", "Summer/b.jpg"), junk=2, left_out=0
)
LINK = "passalong:share/abc"
SHARED = ShareResult(
    share="s" * 52,
    link=LINK,
    magnet=None,
    infohash_v1=None,
    infohash_v2=None,
    bytes=1_200_000_000,
    files=214,
)
BEN = ContactResult(person="b" * 52, name="Ben", state=Standing.VERIFIED, online=True)
ASKED = ContactResult(person="c" * 52, name="Cat", state=Standing.REQUESTED, online=False)


@pytest.fixture
def told(qtbot: QtBot, bridge: Bridge, host: FakeHost, scene: Scene) -> Scene:
    """The scene, with a node that knows Ben."""
    host.answers |= {LookThrough: FOUND, AddShare: SHARED, ListPeople: [BEN, ASKED]}
    bridge.start()
    qtbot.waitUntil(lambda: len(scene.picture.people) == 2)
    return scene


def opened(window: QWidget, scene: Scene, *paths: Path, to: tuple[str, ...] = ()) -> ShareSheet:
    sheet = ShareSheet(scene, paths, to, window)
    sheet.open()
    return sheet


def test_a_dropped_folder_becomes_a_link_with_one_button(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    sheet = opened(window, told, SUMMER)
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.title.text() == "Summer"
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(sheet.findChildren(Given)))
    (command,) = host.asked_for(AddShare)
    assert command == AddShare((str(SUMMER),), title="Summer")
    (given,) = sheet.findChildren(Given)
    given.copy.click()
    assert QGuiApplication.clipboard().text() == LINK


def test_what_is_chosen_for_somebody_goes_to_them_alone(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    sheet = opened(window, told, SUMMER, to=(BEN.person,))
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.audience.chosen is Audience.PEOPLE
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(host.asked_for(AddShare)))
    (command,) = host.asked_for(AddShare)
    assert (command.to, command.public, command.days) == ((BEN.person,), False, None)


def test_nobody_chosen_is_nobody_asked(qtbot: QtBot, window: QWidget, told: Scene) -> None:
    sheet = opened(window, told, SUMMER, to=(BEN.person,))
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.audience._people[BEN.person].setChecked(False)
    assert not sheet.go.isEnabled()


def test_only_those_who_said_yes_can_be_chosen(window: QWidget, told: Scene) -> None:
    sheet = opened(window, told, SUMMER)
    assert list(sheet.audience._people) == [BEN.person]


def test_what_cannot_be_passed_on_is_said_and_can_be_changed(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    host.answers[LookThrough] = NothingToShare(path=str(SUMMER))
    sheet = opened(window, told, SUMMER)
    qtbot.waitUntil(lambda: "no file" in sheet._trouble.text())
    assert not sheet.go.isEnabled()
    host.answers[LookThrough] = FOUND
    sheet.take([SUMMER])
    qtbot.waitUntil(sheet.go.isEnabled)
    assert not sheet._trouble.text()


def test_what_fails_while_reading_leads_back_with_everything_kept(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    host.answers[AddShare] = NothingToShare(path=str(SUMMER))
    host.news[AddShare] = [ProgressNews(step="reading", done=1, total=2)]
    sheet = opened(window, told, SUMMER)
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.title.setText("Lake")
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(sheet._trouble.text()))
    assert sheet.title.text() == "Lake"
    assert sheet.go.isVisible()


def test_closing_gives_up_what_is_being_read(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    host.never.add(AddShare)
    sheet = opened(window, told, SUMMER)
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.go.click()
    assert sheet._work is not None
    future = sheet._work.future
    sheet.reject()
    assert future.cancelled()


def test_what_is_dropped_on_the_sheet_is_passed_on(
    qtbot: QtBot, window: QWidget, told: Scene, host: FakeHost
) -> None:
    sheet = opened(window, told)
    assert not sheet.go.isEnabled()
    for path in (SUMMER, Path("/home/me/big.torrent")):
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path))])
        assert hold_over(sheet, dropped)
        drop_on(sheet, dropped)
        qtbot.waitUntil(sheet.go.isEnabled)
        assert host.asked_for(LookThrough)[-1] == LookThrough((str(path),))


def test_a_link_dropped_on_the_sheet_is_nothing_to_pass_on(window: QWidget, told: Scene) -> None:
    sheet = opened(window, told)
    dropped = QMimeData()
    dropped.setText(LINK)
    assert not hold_over(sheet, dropped)


def test_enter_copies_the_link_before_anything_closes(qtbot: QtBot, window: QWidget, told: Scene) -> None:
    sheet = opened(window, told, SUMMER)
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(sheet.findChildren(Given)))
    QGuiApplication.clipboard().clear()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == LINK
    assert sheet.isVisible()
