"""From Home to a picture of a real file, through a real node and its child process."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.node.host_news import HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.node.protocol import ModelResult, NetworkOptions
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, Host
from desktop.ui.models.page import ModelsPage
from desktop.ui.parts.tiles import FolderTile
from desktop.ui.scene import Place
from desktop.ui.start import build
from tests.share.models.making import binary_stl, sphere

PATIENCE = 30_000
ALONE = NetworkOptions(bind="127.0.0.1", no_dht=True, no_lan=True, no_relay=True)


def test_a_folder_on_home_becomes_a_wall_of_models(qtbot: QtBot, around: Around, tmp_path: Path) -> None:
    def make(hear: Callable[[HostNews], None], passphrase: str | None) -> Host:
        return NodeThread(lambda: lasting_node(tmp_path / "profile", ALONE, WallClock(), passphrase), hear)

    prints = tmp_path / "prints"
    prints.mkdir()
    (prints / "ball.stl").write_bytes(binary_stl(*sphere(20)))
    bridge = Bridge(make)
    window, _ = build(around, bridge, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running, timeout=PATIENCE)
    (tile,) = window.go_to(Place.HOME).findChildren(FolderTile)
    tile._take(prints)
    page = window.findChild(ModelsPage)
    assert isinstance(page, ModelsPage)
    assert window.place is Place.MODELS
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.rows.seen_at(0) is not None, timeout=PATIENCE)
    found = page.rows.seen_at(0)
    assert isinstance(found, ModelResult)
    assert found.drawing is not None
    assert max(found.drawing.cover) == 255
    bridge.stop()
    assert bridge.wait(PATIENCE / 1000)
