"""Opens the whole window with a real node."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.node.host_news import HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, Host, Return
from desktop.ui.start import build
from desktop.ui.window.window import Window
from tests.node.peers import LAB
from tests.ui.welcome.opening import PATIENCE, Open


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def open_window(qtbot: QtBot, around: Around, home: Path) -> Open:
    """Return what opens the window of the profile in `home`, as a start of Passalong does."""

    def make(hear: Callable[[HostNews], None], passphrase: str | None) -> Host:
        return NodeThread(lambda: lasting_node(home, LAB, WallClock(), passphrase), hear)

    def make_return(hear: Callable[[HostNews], None], back: Return) -> Host:
        return NodeThread(lambda: lasting_node(home, LAB, WallClock(), None, back), hear)

    @contextmanager
    def opened() -> Iterator[Window]:
        bridge = Bridge(make, make_return=make_return)
        window, _ = build(around, bridge, QSettings(str(home / "window.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        window.show()
        bridge.start()
        yield window
        bridge.stop()
        assert bridge.wait(PATIENCE / 1000)

    return opened
