"""Questions wait, can be put off, and are answered from their cards."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import FolderUnusable
from desktop.node.protocol import (
    AcceptOffer,
    AcceptPerson,
    BlockPerson,
    DeclineOffer,
    DeclinePerson,
    Standing,
    StandingResult,
)
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.sheets import Question
from desktop.ui.people.questions import OfferCard
from desktop.ui.people.waiting import Waiting
from desktop.ui.people.waiting_box import WaitingBox
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.people.samples import BEN, HOSTILE_NAMES, MALLORY, SUMMER, TEO, Lists, offer


@pytest.fixture
def box(qtbot: QtBot, scene: Scene, waiting: Waiting) -> WaitingBox:
    made = WaitingBox(scene, waiting, with_put_off=True)
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


def button(widget: QWidget, name: str) -> QPushButton:
    return next(found for found in widget.findChildren(QPushButton) if found.accessibleName() == name)


def all_text(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def test_what_waits_is_shown_newest_first_and_takes_no_room_otherwise(box: WaitingBox, lists: Lists) -> None:
    lists()
    assert box.isHidden()
    lists(requests=[TEO, MALLORY], offers=[SUMMER])
    assert [card.accessibleName() for card in box.cards] == [
        "Ben would like to pass you Summer photos",
        "Teo would like to know you",
        "M\u0456ra would like to know you",
    ]
    assert not box.isHidden()


def test_an_offer_says_what_it_is_and_in_whose_words(box: WaitingBox, lists: Lists) -> None:
    lists(offers=[SUMMER])
    said = all_text(box)
    for part in ("214 files, 1.2 GB", "“from the lake”", "a.jpg, b.jpg, c.jpg and 211 more"):
        assert part in said


def test_an_imitation_is_warned_of_on_the_card(box: WaitingBox, lists: Lists) -> None:
    lists(requests=[MALLORY])
    assert "Take care: this name looks like that of Mira" in all_text(box)


def test_getting_it_goes_where_one_wants_it_and_is_told(
    qtbot: QtBot, box: WaitingBox, lists: Lists, host: FakeHost, errands: NotedErrands
) -> None:
    lists(offers=[SUMMER])
    host.answers[AcceptOffer] = [offer(SUMMER.offer, transfer="the-transfer")]
    (card,) = box.cards
    assert isinstance(card, OfferCard)
    button(card, "Get it").click()
    assert not button(card, "Get it").isEnabled()  # once is enough
    qtbot.waitUntil(lambda: bool(errands.done))
    assert errands.done == [("tell", ("Summer photos is on its way to you.", ("Show",)))]
    card.put_into("/somewhere")
    assert button(card, "Into /somewhere").isVisibleTo(card)
    card._get()
    assert host.asked_for(AcceptOffer) == [
        AcceptOffer(SUMMER.offer),
        AcceptOffer(SUMMER.offer, "/somewhere"),
    ]


def test_what_cannot_be_done_is_said_on_the_card_and_can_be_tried_again(
    qtbot: QtBot, box: WaitingBox, lists: Lists, host: FakeHost
) -> None:
    lists(offers=[SUMMER])
    host.answers[AcceptOffer] = FolderUnusable(path="/nowhere")
    (card,) = box.cards
    button(card, "Get it").click()
    qtbot.waitUntil(lambda: "Nothing can be put into “/nowhere”" in all_text(card))
    assert button(card, "Get it").isEnabled()


def test_no_thanks_is_told_to_them(box: WaitingBox, lists: Lists, host: FakeHost) -> None:
    lists(offers=[SUMMER])
    host.answers[DeclineOffer] = []
    button(box, "No thanks").click()
    assert host.asked_for(DeclineOffer) == [DeclineOffer(SUMMER.offer)]


def test_later_leaves_it_and_it_can_be_looked_at_again(
    box: WaitingBox, lists: Lists, host: FakeHost, waiting: Waiting
) -> None:
    lists(offers=[SUMMER], requests=[TEO])
    button(box.cards[0], "Later").click()
    button(box.cards[0], "Not now").click()
    assert not waiting.questions()
    assert "2 questions put off until later" in all_text(box)
    assert not host.asked_for(DeclineOffer)
    button(box, "Look at them").click()
    assert len(box.cards) == 2


@pytest.mark.parametrize(
    ("answer", "command"),
    [("Accept", AcceptPerson(TEO.request)), ("Decline", DeclinePerson(TEO.request))],
)
def test_a_request_is_answered(
    box: WaitingBox, lists: Lists, host: FakeHost, answer: str, command: AcceptPerson | DeclinePerson
) -> None:
    lists(requests=[TEO])
    host.answers[type(command)] = StandingResult(TEO.person, Standing.UNVERIFIED)
    button(box, answer).click()
    assert host.asked[-1] == command


def test_blocking_is_asked_about_first(qtbot: QtBot, box: WaitingBox, lists: Lists, host: FakeHost) -> None:
    lists(requests=[TEO])
    host.answers[BlockPerson] = StandingResult(TEO.person, Standing.BLOCKED)
    button(box, "Block").click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.addWidget(question)
    assert not host.asked_for(BlockPerson)
    button(question, "Block").click()
    assert host.asked_for(BlockPerson) == [BlockPerson(TEO.person)]


def test_a_card_goes_when_it_is_answered_and_the_others_stay(box: WaitingBox, lists: Lists) -> None:
    lists(requests=[TEO, MALLORY])
    stays = box.cards[1]
    lists(requests=[MALLORY])
    assert box.cards == [stays]


def test_only_one_persons_questions_can_be_shown(box: WaitingBox, lists: Lists) -> None:
    lists(requests=[TEO], offers=[SUMMER])
    box.show_only(BEN.person)
    assert [card.accessibleName() for card in box.cards] == ["Ben would like to pass you Summer photos"]


def test_two_people_may_offer_the_same(lists: Lists, waiting: Waiting) -> None:
    lists(offers=[SUMMER, offer(SUMMER.offer, person="somebody-else")])
    waiting.put_off(waiting.questions()[0])
    assert len(waiting.questions()) == 1


@pytest.mark.parametrize("text", HOSTILE_NAMES)
def test_no_text_of_a_stranger_breaks_a_card(box: WaitingBox, lists: Lists, text: str) -> None:
    lists(offers=[offer("x", name=text, title=text, text=text, names=(text,) * 20)])
    assert box.minimumSizeHint().width() <= 760


def test_an_answer_on_its_way_when_the_node_ends_can_be_given_again(
    qtbot: QtBot, box: WaitingBox, lists: Lists, host: FakeHost, scene: Scene
) -> None:
    lists(offers=[SUMMER])
    host.never.add(AcceptOffer)
    (card,) = box.cards
    button(card, "Get it").click()
    scene.bridge.restart()
    qtbot.waitUntil(button(card, "Get it").isEnabled)
    assert "Try again" in all_text(card)
