"""The page of models in front of a host that knows three of them."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import ModelNotSeen
from desktop.node.protocol import ListModels, LookAtModel, ModelFile, ModelResult, ModelsResult
from desktop.share.models.sights import Drawing
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.models.page import ModelsPage
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost

FOLDER = "/home/amber/prints"
VASE = ModelFile("vases/Spiral vase.3mf", 1_900_000, 1)
BOX = ModelFile("Box.stl", 684, 1)
BROKEN = ModelFile("Broken <i>one.stl", 3_000, 1)
LISTED = ModelsResult(FOLDER, (BOX, BROKEN, VASE), all=True)


def seen(command: LookAtModel) -> ModelResult | ModelNotSeen:
    if "Broken" in command.path:
        return ModelNotSeen(path=command.path, why="damaged")
    pixels = command.width * command.height
    drawing = Drawing(command.width, command.height, bytes([160]) * pixels, bytes([255]) * pixels, False)
    size = (72.0, 40.25, 18.0)
    if command.closely:
        return ModelResult(31_448, size, watertight=True, volume_mm3=51_840.0, drawing=drawing)
    return ModelResult(31_448, size, watertight=None, volume_mm3=None, drawing=drawing)


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, host: FakeHost, bridge: Bridge) -> ModelsPage:
    """The page, in sight, with no folder chosen yet."""
    host.answers |= {ListModels: LISTED, LookAtModel: seen}
    made = ModelsPage(scene)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)
    return made
