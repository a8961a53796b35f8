"""Everything that can be acted on has a name that is read out, on every page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.node.protocol import Examine, ShowStorage
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.scene import Place
from desktop.ui.start import build
from tests.ui.accessible import nameless
from tests.ui.fakes import FakeHost
from tests.ui.settings.conftest import CHECKS, STORED


def test_a_nameless_button_is_found(window: QWidget) -> None:
    layout = QVBoxLayout(window)
    layout.addWidget(QPushButton("Named"))
    assert not nameless(window)
    layout.addWidget(QPushButton())
    window.show()
    assert len(nameless(window)) == 1


@pytest.mark.parametrize("place", list(Place))
def test_every_page_speaks(
    qtbot: QtBot, around: Around, bridge: Bridge, host: FakeHost, tmp_path: Path, place: Place
) -> None:
    host.answers |= {ShowStorage: STORED, Examine: CHECKS}
    window, _ = build(around, bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    if not window.has_page(place):
        pytest.skip("this page is not built yet")
    window.show()
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)
    window.go_to(place)
    assert not nameless(window)
