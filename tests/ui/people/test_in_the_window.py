"""People in the whole window: the sidebar, the way to a person, and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.events import OfferChanged
from desktop.ids import PersonId
from desktop.node.protocol import ListOffers, ListPeople, ListRequests
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.parts.boxes import Card
from desktop.ui.people.inviting import InviteSheet
from desktop.ui.people.page import PeoplePage
from desktop.ui.scene import Place
from desktop.ui.start import build
from desktop.ui.window.window import Window
from tests.ui.fakes import FakeHost
from tests.ui.people.samples import BEN, MIRA, SUMMER, TEO


@pytest.fixture
def window(qtbot: QtBot, around: Around, bridge: Bridge, host: FakeHost, tmp_path: Path) -> Window:
    host.answers |= {ListPeople: [BEN, MIRA], ListRequests: [TEO]}
    made, _ = build(around, bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    bridge.start()
    qtbot.waitUntil(lambda: "1 online" in made.sidebar._me.accessibleDescription())
    return made


def people_page(window: Window) -> PeoplePage:
    page = window.go_to(Place.PEOPLE)
    assert isinstance(page, PeoplePage)
    return page


def test_the_sidebar_says_who_is_there_and_what_waits(qtbot: QtBot, window: Window) -> None:
    assert window.sidebar._me.accessibleDescription() == "2 people · 1 online"
    button = window.sidebar._buttons[Place.PEOPLE]
    qtbot.waitUntil(lambda: button.accessibleDescription() == "1 question waits for your answer")
    people_page(window).everybody._waiting.cards[0]._buttons[2].click()
    assert button.accessibleDescription() == ""  # put off, and not counted until it is taken up again


def test_the_sidebar_says_when_nothing_is_connected(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    bridge.stop()
    qtbot.waitUntil(lambda: window.sidebar._me.accessibleDescription() == "not connected")


def test_anything_may_lead_to_a_person(window: Window) -> None:
    page = people_page(window)
    window.go_to(Place.HOME)
    page._scene.errands.show_person(MIRA.person)
    assert window.place is Place.PEOPLE
    assert page.person.contact == MIRA


def test_inviting_is_there_from_everywhere(window: Window) -> None:
    people_page(window)._scene.errands.invite()
    assert window.findChildren(InviteSheet)


def test_an_offer_that_comes_is_told_over_another_page(qtbot: QtBot, window: Window, host: FakeHost) -> None:
    host.answers[ListOffers] = [SUMMER]
    host.tell(OfferChanged(PersonId(b"p" * 32), b"offer"))
    told = "Ben would like to pass you Summer photos"
    qtbot.waitUntil(lambda: any(card.accessibleName() == told for card in window.findChildren(Card)))
    assert window.place is Place.HOME  # nothing was taken away from whoever was at work
