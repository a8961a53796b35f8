"""A window's people, with a node that answers as it is told to."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.events import NearbyChanged, PersonChanged, RequestCame
from desktop.ids import PersonId
from desktop.node.protocol import ListNearby, ListOffers, ListPeople, ListRequests
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.people.samples import Lists


@pytest.fixture
def waiting(scene: Scene) -> Waiting:
    return Waiting(scene.picture)


@pytest.fixture
def errands(scene: Scene) -> NotedErrands:
    assert isinstance(scene.errands, NotedErrands)
    return scene.errands


@pytest.fixture
def lists(qtbot: QtBot, scene: Scene, host: FakeHost) -> Lists:
    """Have the node tell these lists, and wait until the window has them."""
    kinds = {"people": ListPeople, "requests": ListRequests, "offers": ListOffers, "nearby": ListNearby}
    somebody = PersonId(b"p" * 32)

    def has(told: dict[str, object]) -> bool:
        return all(getattr(scene.picture, name) == answer for name, answer in told.items())

    def tell(**told: object) -> None:
        for name, answer in told.items():
            host.answers[kinds[name]] = answer
        if scene.bridge.is_running:
            host.tell(PersonChanged(somebody), RequestCame(somebody), NearbyChanged())
        else:
            scene.bridge.start()
        qtbot.waitUntil(lambda: scene.picture.has(*kinds.values()) and has(told))

    return tell
