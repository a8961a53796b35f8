"""The page of people in its states: empty, on its way, full, narrowed, wrong."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import ProfileLocked
from desktop.node.protocol import LinkedPersonResult, ListNearby, ListPeople, LookAtLink, ShowPerson
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.people.adding import AddSheet
from desktop.ui.people.cards import NearbyCard, PersonCard
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Scene
from tests.ui.fakes import AMBER, FakeHost, NotedErrands
from tests.ui.people.samples import BEN, HERON, HOSTILE_NAMES, KAYA, LANTERN, MIRA, Lists, contact


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, waiting: Waiting) -> PeoplePage:
    made = PeoplePage(scene, waiting)
    qtbot.addWidget(made)
    made.resize(1016, 700)
    made.show()
    return made


def names(page: PeoplePage) -> list[str]:
    """Return whose cards are shown, in their order."""
    cards = [card for card in page.everybody.findChildren(PersonCard) if card.isVisible()]
    cards.sort(key=lambda card: (card.mapTo(page, card.pos()).y(), card.x()))
    return [card.accessibleName() for card in cards]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def button(widget: QWidget, name: str) -> QPushButton:
    return next(
        found
        for found in widget.findChildren(QPushButton)
        if found.accessibleName() == name and found.isVisible()
    )


def test_with_nobody_it_says_what_it_is_for_and_how_to_begin(
    page: PeoplePage, lists: Lists, errands: NotedErrands
) -> None:
    lists()
    assert "Nobody here yet" in texts(page)
    button(page, "Invite somebody").click()
    assert errands.done == [("invite", None)]


def test_before_the_list_has_come_it_is_not_called_empty(
    qtbot: QtBot, page: PeoplePage, host: FakeHost, scene: Scene
) -> None:
    host.never.add(ListPeople)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.has(ListNearby))
    assert "Nobody here yet" not in texts(page)


def test_everybody_has_a_card_and_whoever_is_blocked_is_folded_away(
    qtbot: QtBot, page: PeoplePage, lists: Lists
) -> None:
    lists(people=[LANTERN, KAYA, MIRA, BEN])
    qtbot.waitUntil(lambda: names(page) == ["Ben", "Mira", "Kaya"])
    button(page, "Blocked · 1").click()
    qtbot.waitUntil(lambda: names(page) == ["Ben", "Mira", "Kaya", "Quiet Lantern"])


def test_a_card_leads_to_the_person_and_passes_them_something(
    page: PeoplePage, lists: Lists, errands: NotedErrands
) -> None:
    lists(people=[BEN])
    (card,) = page.everybody.findChildren(PersonCard)
    assert card.accessibleDescription() == "verified, online, Youth club"
    card.click()
    button(card, "Pass Ben something").click()
    assert errands.done == [("show_person", BEN.person), ("share", ((), (BEN.person,)))]


def test_a_card_stays_the_same_while_what_it_shows_changes(page: PeoplePage, lists: Lists) -> None:
    lists(people=[MIRA])
    (before,) = page.everybody.findChildren(PersonCard)
    before.setFocus()
    lists(people=[msgspec.structs.replace(MIRA, online=True)])
    (after,) = page.everybody.findChildren(PersonCard)
    assert after is before
    assert "online" in texts(after)


def test_searching_narrows_and_says_when_nobody_is_meant(
    qtbot: QtBot, page: PeoplePage, lists: Lists
) -> None:
    lists(people=[BEN, MIRA], nearby=[HERON])
    page.search.setText("club")
    qtbot.waitUntil(lambda: names(page) == ["Ben"])
    page.search.setText("zebra")
    assert names(page) == []
    assert "Nobody here goes by “zebra”." in texts(page)
    page.search.clear()
    qtbot.waitUntil(lambda: names(page) == ["Ben", "Mira"])


def test_many_are_shown_when_asked_for(qtbot: QtBot, page: PeoplePage, lists: Lists) -> None:
    lists(people=[contact(f"Person {number:03}") for number in range(80)])
    qtbot.waitUntil(lambda: len(names(page)) == 60)
    button(page, "Show all 80").click()
    qtbot.waitUntil(lambda: len(names(page)) == 80)


def test_somebody_nearby_can_be_added(qtbot: QtBot, page: PeoplePage, lists: Lists, host: FakeHost) -> None:
    host.answers[LookAtLink] = LinkedPersonResult(HERON.person, HERON.name, HERON.link)
    lists(nearby=[HERON])
    (card,) = page.everybody.findChildren(NearbyCard)
    card.add.click()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, AddSheet)
    qtbot.addWidget(sheet)
    assert sheet._link.text() == HERON.link


def test_the_switch_shows_oneself_and_follows_what_is_so(
    qtbot: QtBot, page: PeoplePage, lists: Lists, host: FakeHost
) -> None:
    lists()
    (switch,) = page.everybody.findChildren(NamedSwitch)
    assert not switch.isChecked()
    host.answers[ShowPerson] = msgspec.structs.replace(AMBER, shown_nearby=True)
    switch.click()
    assert host.asked_for(ListNearby)[-1].show is True
    qtbot.waitUntil(lambda: switch.isEnabled() and switch.isChecked())
    assert "Everybody in this network sees your name now" in switch.accessibleDescription()


def test_the_switch_goes_back_if_it_cannot_be_done(
    qtbot: QtBot, page: PeoplePage, lists: Lists, host: FakeHost, errands: NotedErrands
) -> None:
    lists()
    (switch,) = page.everybody.findChildren(NamedSwitch)
    host.answers[ListNearby] = error = ProfileLocked(path="/x")
    switch.click()
    qtbot.waitUntil(lambda: ("tell_trouble", error) in errands.done)
    assert not switch.isChecked()


def test_a_node_that_could_not_begin_can_be_started_again_here(
    qtbot: QtBot, page: PeoplePage, host: FakeHost, scene: Scene
) -> None:
    host.never.add(ListPeople)
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.bridge.is_running)
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: "People cannot be shown at the moment" in texts(page))
    host.never.clear()
    button(page, "Start again").click()
    qtbot.waitUntil(lambda: "Nobody here yet" in texts(page))


def test_when_the_node_ends_nobody_is_called_online(
    qtbot: QtBot, page: PeoplePage, lists: Lists, host: FakeHost, scene: Scene
) -> None:
    lists(people=[BEN], nearby=[HERON])
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: not scene.bridge.is_running)
    qtbot.waitUntil(lambda: names(page) == ["Ben"])
    assert "online" not in texts(page)
    assert not scene.picture.nearby


@pytest.mark.parametrize("width", [780, 1016, 3600])
def test_no_name_makes_the_page_wider_than_the_window(page: PeoplePage, lists: Lists, width: int) -> None:
    page.resize(width, 540)
    lists(people=[contact(name, note=name, person=str(at)) for at, name in enumerate(HOSTILE_NAMES)])
    for area in page.everybody.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= width
    assert len(page.everybody.findChildren(PersonCard)) == len(HOSTILE_NAMES)


def test_everything_on_the_page_has_a_name_to_be_read_out(page: PeoplePage, lists: Lists) -> None:
    lists(people=[BEN, MIRA, KAYA, LANTERN], nearby=[HERON])
    assert all(found.accessibleName() for found in page.findChildren(QPushButton))
