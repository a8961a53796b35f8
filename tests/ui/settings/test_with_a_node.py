"""The settings page in front of a real node: what is switched off is off once the connection began anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.node.host_news import HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.node.protocol import NetworkOptions
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, Host
from desktop.ui.bridge.picture import Picture
from desktop.ui.parts.states import Banner
from desktop.ui.scene import Scene
from desktop.ui.settings.appearance import Appearance
from desktop.ui.settings.page import SettingsPage
from tests.ui.fakes import NotedErrands
from tests.ui.settings.test_page import button
from tests.ui.settings.test_sections import said
from tests.ui.system.places import system_in

PATIENCE = 30_000
ON_LOOPBACK = NetworkOptions(bind="127.0.0.1", dht_bootstrap="127.0.0.1:1", no_relay=True)


@pytest.fixture
def bridge(tmp_path: Path) -> Bridge:
    def make(hear: Callable[[HostNews], None], passphrase: str | None) -> Host:
        return NodeThread(
            lambda: lasting_node(tmp_path / "profile", ON_LOOPBACK, WallClock(), passphrase), hear
        )

    return Bridge(make)


def test_what_is_switched_off_is_off_once_begun_anew(
    qtbot: QtBot, around: Around, bridge: Bridge, tmp_path: Path
) -> None:
    picture = Picture(bridge, bridge)
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    page = SettingsPage(
        Scene(around, bridge, picture, NotedErrands()),
        Appearance(memory, around.theme, {}, lambda: system_in(tmp_path)),
    )
    qtbot.addWidget(page)
    page.show()
    bridge.start()
    qtbot.waitUntil(lambda: picture.settings is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Nothing yet. What you get is listed here." in said(page), timeout=PATIENCE)
    assert not button(page, "Public").isEnabled()  # this start forbids relays

    button(page, "BitTorrent network").click()
    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=PATIENCE)
    button(page, "Begin anew").click()
    qtbot.waitUntil(lambda: page.findChild(Banner) is None, timeout=PATIENCE)
    assert picture.settings is not None
    assert (picture.settings.dht, picture.settings.waits) == (False, ())

    bridge.stop()
    assert bridge.wait(PATIENCE / 1000)
