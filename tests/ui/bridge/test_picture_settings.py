"""The picture holds what is chosen, and asks anew when it is chosen elsewhere."""

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from desktop.events import ProfileChanged
from desktop.node.protocol import ShowPerson, ShowSettings
from desktop.ui.scene import Scene
from tests.ui.fakes import AMBER, CHOSEN, FakeHost


def test_what_is_chosen_is_known_once_the_node_runs(qtbot: QtBot, scene: Scene) -> None:
    assert scene.picture.settings is None
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.settings == CHOSEN)


def test_a_command_line_that_changes_it_is_noticed(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.settings is not None)
    host.answers[ShowSettings] = replace(CHOSEN, lan=False)
    host.answers[ShowPerson] = replace(AMBER, name="Ann")
    host.tell(ProfileChanged())
    qtbot.waitUntil(lambda: scene.picture.settings == replace(CHOSEN, lan=False))
    qtbot.waitUntil(lambda: scene.picture.me == replace(AMBER, name="Ann"))
