"""Once the node has ended nothing moves in the picture, and what could not be had otherwise is told."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import AppError, NotOnNetwork, OwnMistake, ProfileLocked, StoreFull
from desktop.events import NearbyChanged, PersonChanged, TransferState
from desktop.ids import PersonId
from desktop.node.protocol import ListNearby, ListPeople
from desktop.ui.scene import Scene
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.transfers import ALONE, figures, story
from tests.ui.fakes import FakeHost
from tests.ui.people.samples import HERON
from tests.ui.transfers.sample_rows import object_id, row, shared


def test_nothing_moves_once_the_node_has_ended(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    paused = row(3, state=TransferState.PAUSED, down=0, peers=0)
    host.transfers = (row(1, down=9_100_000, peers=4), shared(2, up=320_000, peers=2), paused)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.bridge.is_running)
    with qtbot.waitSignal(scene.picture.transfers_changed):
        host.break_down(OwnMistake())
    rows = scene.picture.transfers
    assert [(one.down, one.up, one.peers) for one in rows.values()] == [(0, 0, 0)] * 3
    for number in (1, 2):
        told = story(rows[object_id(number)], ALONE, ENGLISH)
        assert told.startswith("waits until Passalong runs")
        assert "/s" not in figures(rows[object_id(number)], ENGLISH)
    assert rows[object_id(3)] == paused


def test_it_moves_again_with_the_next_node(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    host.transfers = (row(1, down=9_100_000),)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.bridge.is_running)
    scene.bridge.restart()
    qtbot.waitUntil(lambda: len(host.passphrases) == 2 and scene.bridge.is_running)
    assert scene.picture.transfers == {object_id(1): row(1, down=9_100_000)}


@pytest.mark.parametrize("error", [StoreFull(path="/x"), OwnMistake()])
def test_a_list_that_cannot_be_had_is_told_and_asked_for_again(
    qtbot: QtBot, scene: Scene, host: FakeHost, error: AppError
) -> None:
    troubles: list[AppError] = []
    scene.bridge.trouble.connect(troubles.append)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListNearby))
    host.answers[ListNearby] = error
    scene.picture.look_nearby()
    scene.picture.look_nearby()  # it is on its way
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles == [error]
    host.answers[ListNearby] = [HERON]
    host.tell(NearbyChanged())
    qtbot.waitUntil(lambda: scene.picture.nearby == [HERON])


def test_that_the_node_has_ended_is_not_told_list_by_list(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    troubles: list[AppError] = []
    scene.bridge.trouble.connect(troubles.append)
    host.never.add(ListNearby)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.bridge.is_running)
    host.tell(PersonChanged(PersonId(bytes(32))))
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: not scene.bridge.is_running)
    scene.picture.look_nearby()
    qtbot.wait(0)
    assert not troubles


def test_a_node_that_looks_for_nobody_nearby_is_no_trouble(
    qtbot: QtBot, scene: Scene, host: FakeHost
) -> None:
    troubles: list[AppError] = []
    scene.bridge.trouble.connect(troubles.append)
    host.answers[ListNearby] = NotOnNetwork()
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListPeople) and not scene.picture._asking)
    assert not troubles
