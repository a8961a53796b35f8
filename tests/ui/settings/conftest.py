"""The settings page in front of a host that keeps what is chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.node.protocol import CheckResult, Examine, ShowStorage, StorageResult, StoredResult
from desktop.ui.scene import Scene
from desktop.ui.settings.appearance import Appearance
from desktop.ui.settings.page import SettingsPage
from tests.ui.fakes import FakeHost
from tests.ui.system.places import system_in

STORED = StorageResult(
    got=(
        StoredResult("large", "Street party", 2_000_000, "/got"),
        StoredResult("small", "Vase", 7_000, "/got"),
    ),
    records=3_000_000,
    copies=1_000,
    log=500,
    free=41_000_000_000,
)
CHECKS = [
    CheckResult("clock", ok=True, data={"seconds": 0}),
    CheckResult("downloads", ok=False, data={"folder": "/got"}),
]


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def appearance(memory: QSettings, scene: Scene, tmp_path: Path) -> Appearance:
    return Appearance(
        memory, scene.around.theme, {"en": "English", "de": "Deutsch"}, lambda: system_in(tmp_path)
    )


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, host: FakeHost, appearance: Appearance) -> SettingsPage:
    """The page as it is once the node runs and has said what is chosen."""
    host.keep_settings()
    host.answers[ShowStorage] = STORED
    host.answers[Examine] = CHECKS
    made = SettingsPage(scene, appearance)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.settings is not None)
    return made
