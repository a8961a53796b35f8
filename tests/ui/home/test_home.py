"""Home: useful while nothing is here, a wall once something is."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.events import PersonChanged, TransferChanged
from desktop.ids import PersonId
from desktop.node.protocol import ListPeople
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.home.page import HomePage
from desktop.ui.home.wall import WallCard
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.people.samples import BEN, HOSTILE_NAMES
from tests.ui.transfers.sample_rows import row


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, bridge: Bridge) -> HomePage:
    made = HomePage(scene, Waiting(scene.picture))
    qtbot.addWidget(made)
    made.resize(1016, 700)
    made.show()
    bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListPeople))
    return made


def buttons(page: HomePage) -> dict[str, QPushButton]:
    found = page.findChildren(QPushButton)
    return {button.accessibleName(): button for button in found if button.isVisible()}


def cards(page: HomePage) -> list[str]:
    return [card.accessibleName() for card in page.findChildren(WallCard) if card.isVisible()]


def test_with_nothing_here_it_says_what_to_do_first(page: HomePage, scene: Scene) -> None:
    buttons(page)["Choose what to pass along"].click()
    buttons(page)["I was given a link"].click()
    buttons(page)["Look around first"].click()
    assert isinstance(scene.errands, NotedErrands)
    assert [what for what, _ in scene.errands.done] == ["share", "open_link", "open_demo"]
    assert not page.search.isVisible()


def test_once_something_is_here_it_is_a_wall_to_search(qtbot: QtBot, page: HomePage, host: FakeHost) -> None:
    host.tell(*(TransferChanged(row(number, name=name)) for number, name in enumerate(("Old maps", "Choir"))))
    qtbot.waitUntil(lambda: len(cards(page)) == 2)
    assert page.search.isVisible()
    assert "Choose what to pass along" not in buttons(page)
    page.search.setText("MAPS old")
    assert cards(page) == ["Old maps"]


def test_who_knows_somebody_needs_no_sample(qtbot: QtBot, page: HomePage, host: FakeHost) -> None:
    host.answers[ListPeople] = [BEN]
    host.tell(PersonChanged(PersonId(bytes(32))))
    qtbot.waitUntil(lambda: "Look around first" not in buttons(page))
    assert "Invite somebody" in buttons(page)


@pytest.mark.parametrize("width", [600, 836])
def test_it_never_needs_more_room_than_there_is(page: HomePage, width: int) -> None:
    page.resize(1600, 700)
    page.resize(width, 700)
    assert page.minimumSizeHint().width() <= width


def test_names_that_strangers_chose_are_plain_and_cut(qtbot: QtBot, page: HomePage, host: FakeHost) -> None:
    host.tell(*(TransferChanged(row(number, name=name)) for number, name in enumerate(HOSTILE_NAMES)))
    qtbot.waitUntil(lambda: len(cards(page)) == len(HOSTILE_NAMES))
    assert page.minimumSizeHint().width() < 1016
