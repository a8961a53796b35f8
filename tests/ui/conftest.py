"""Every test of the window draws into memory, in the light colours unless it says otherwise."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.picture import Picture
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.scene import Scene
from desktop.ui.window.ending import Application
from desktop.ui.words.language import Language
from tests.clocks import TestClock
from tests.ui.fakes import FakeHost, NotedErrands

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return Application


@pytest.fixture(autouse=True)
def nothing_left_over() -> None:
    """Let go of the windows of the test before: one that is still there would be closed, or typed into."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def around(qapp: QApplication) -> Around:
    return Around(Language(isolates=True), Theme(qapp, Shade.LIGHT), TestClock())


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def bridge(qtbot: QtBot, host: FakeHost) -> Iterator[Bridge]:
    """A bridge to the fake host, not begun."""
    made = Bridge(host.made)
    yield made
    made.stop()
    del qtbot


@pytest.fixture
def scene(around: Around, bridge: Bridge, tmp_path: Path) -> Scene:
    del tmp_path
    return Scene(around, bridge, Picture(bridge, bridge), NotedErrands())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window, for sheets to open in."""
    made = QWidget()
    qtbot.addWidget(made)
    return made
