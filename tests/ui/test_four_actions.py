"""From a file on my desktop to somebody else having it: four actions, in a real window over real nodes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings, QUrl
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.node.demo import introduce, neighbourhood
from desktop.node.host_news import HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import LastingNode
from desktop.node.protocol import ChangePerson
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, Host
from desktop.ui.sharing.share_sheet import ShareSheet
from desktop.ui.start import build
from desktop.ui.window.incoming import Incoming
from desktop.ui.words.sharing import Audience
from tests.node.peers import some_bytes, unheard

PATIENCE = 30_000


def neighbours_in(home: Path) -> Callable[[Callable[[HostNews], None], str | None], Host]:
    """Return what makes the node of somebody who knows Ben, who gets unasked whatever they pass him."""

    def make(hear: Callable[[HostNews], None], passphrase: str | None) -> Host:
        del passphrase

        @asynccontextmanager
        async def run() -> AsyncIterator[LastingNode]:
            async with neighbourhood(home, 2, WallClock()) as (me, ben):
                await introduce(me, ben)
                trust = ChangePerson(me.node.me.person, auto_accept=True)
                await ben.node.carry_out(trust, unheard)
                yield me.node

        return NodeThread(run, hear)

    return make


class Hand:
    """Acts, and counts how often."""

    def __init__(self) -> None:
        self.actions = 0

    def drop(self, window: QWidget, file: Path) -> None:
        self.actions += 1
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(file))])
        (incoming,) = window.findChildren(Incoming)
        assert incoming.take(held)

    def click(self, button: QAbstractButton) -> None:
        self.actions += 1
        assert button.isVisible()
        assert button.isEnabled()
        button.click()


def test_four_actions_pass_a_file_to_somebody(qtbot: QtBot, around: Around, tmp_path: Path) -> None:
    home, file, hand = tmp_path / "street", tmp_path / "holiday.jpg", Hand()
    home.mkdir()
    file.write_bytes(some_bytes(300_000))
    bridge = Bridge(neighbours_in(home))
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window, errands = build(around, bridge, memory)
    qtbot.addWidget(window)
    window.show()
    bridge.start()
    qtbot.waitUntil(lambda: any(person.online for person in errands.scene.picture.people), timeout=PATIENCE)

    hand.drop(window, file)
    (sheet,) = window.findChildren(ShareSheet)
    qtbot.waitUntil(sheet.go.isEnabled, timeout=PATIENCE)
    hand.click(sheet.audience._choices[Audience.PEOPLE])
    (ben,) = sheet.audience._people.values()
    hand.click(ben)
    hand.click(sheet.go)

    got = home / "Ben" / "got" / file.name
    qtbot.waitUntil(lambda: got.is_file() and got.read_bytes() == file.read_bytes(), timeout=PATIENCE)
    assert hand.actions == 4
    bridge.stop()
    assert bridge.wait(PATIENCE / 1000)
