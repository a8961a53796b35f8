"""The picture of people keeps up with the node, and says what is not known yet."""

from pytestqt.qtbot import QtBot

from desktop.errors import ProfileLocked
from desktop.events import NearbyChanged, PersonChanged
from desktop.ids import PersonId
from desktop.node.protocol import ListNearby, ListPeople
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost
from tests.ui.people.samples import BEN, HERON


def test_a_list_that_has_not_come_is_not_taken_for_an_empty_one(
    qtbot: QtBot, scene: Scene, host: FakeHost
) -> None:
    host.never.add(ListPeople)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListNearby))
    assert not scene.picture.has(ListNearby, ListPeople)


def test_who_is_near_is_asked_when_it_is_told_and_not_before(
    qtbot: QtBot, scene: Scene, host: FakeHost
) -> None:
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListNearby))
    asked = len(host.asked_for(ListNearby))
    host.answers[ListNearby] = [HERON]
    with qtbot.waitSignal(scene.picture.nearby_changed):
        host.tell(NearbyChanged())
    assert (scene.picture.nearby, len(host.asked_for(ListNearby))) == ([HERON], asked + 1)


def test_whoever_became_known_is_not_listed_as_near(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    host.answers[ListNearby] = [HERON]
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.nearby == [HERON])
    host.answers[ListNearby] = []
    host.tell(PersonChanged(PersonId(b"p" * 32)))
    qtbot.waitUntil(lambda: scene.picture.nearby == [])


def test_what_a_node_left_unanswered_is_asked_of_the_next(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    host.never.add(ListPeople)
    host.answers[ListPeople] = [BEN]
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.bridge.is_running)
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: not scene.bridge.is_running)
    host.never.clear()
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.people == [BEN])
