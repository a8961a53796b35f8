"""One person's page: their story, the note, what comes unasked, and how to part."""

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.node.protocol import (
    BlockPerson,
    ChangePerson,
    RemovePerson,
    Standing,
    StandingResult,
    UnblockPerson,
    VerificationResult,
    VerifyPerson,
)
from desktop.share.offers import Direction, OfferState
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.parts.sheets import Question
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.verifying import VerifySheet
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Scene
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.people.samples import (
    BEN,
    HOSTILE_NAMES,
    KAYA,
    LANTERN,
    MIRA,
    SUMMER,
    Lists,
    ago,
    contact,
    offer,
)

PASSED = offer(
    "offer-out", direction=Direction.OUT, state=OfferState.FINISHED, at=ago(days=1), transfer="the-transfer"
)


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, waiting: Waiting) -> PeoplePage:
    made = PeoplePage(scene, waiting)
    qtbot.addWidget(made)
    made.resize(1016, 700)
    made.show()
    return made


def text(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisible())


def button(widget: QWidget, name: str) -> QPushButton:
    return next(
        found
        for found in widget.findChildren(QPushButton)
        if found.accessibleName() == name and found.isVisibleTo(widget)
    )


def buttons(widget: QWidget) -> set[str]:
    return {found.accessibleName() for found in widget.findChildren(QPushButton) if found.isVisibleTo(widget)}


def answer_question(name: str) -> None:
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    button(question, name).click()


def test_it_tells_who_they_are_and_what_was_passed(page: PeoplePage, lists: Lists, qtbot: QtBot) -> None:
    lists(people=[BEN], offers=[PASSED])
    page.show_person(BEN.person)
    qtbot.waitUntil(lambda: "yesterday · they have it" in text(page.person))
    for said in (
        "Ben",
        "online",
        "Verified: nobody stands",
        "Connected directly",
        "You passed Summer photos",
    ):
        assert said in text(page.person)


def test_a_chapter_leads_to_its_transfer(
    page: PeoplePage, lists: Lists, errands: NotedErrands, qtbot: QtBot
) -> None:
    lists(people=[BEN], offers=[PASSED])
    page.show_person(BEN.person)
    qtbot.waitUntil(lambda: "Show" in buttons(page.person))
    button(page.person, "Show").click()
    button(page.person, "Pass something").click()
    assert errands.done == [("show_transfer", "the-transfer"), ("share", ((), (BEN.person,)))]


def test_what_waits_is_asked_above_the_story_and_not_told_twice(page: PeoplePage, lists: Lists) -> None:
    lists(people=[BEN], offers=[SUMMER, PASSED])
    page.show_person(BEN.person)
    assert text(page.person).count("Ben would like to pass you Summer photos") == 1
    assert "Get it" in buttons(page.person)


def test_what_was_put_off_stands_in_the_story(
    page: PeoplePage, lists: Lists, waiting: Waiting, qtbot: QtBot
) -> None:
    lists(people=[BEN], offers=[SUMMER])
    page.show_person(BEN.person)
    waiting.put_off(SUMMER)
    qtbot.waitUntil(lambda: "waits for your answer" in text(page.person))
    assert "Get it" not in buttons(page.person)


def test_a_long_story_is_shown_when_asked_for(page: PeoplePage, lists: Lists, qtbot: QtBot) -> None:
    many = [offer(f"o{at}", state=OfferState.FINISHED, title=f"Thing {at}") for at in range(30)]
    lists(people=[BEN], offers=many)
    page.show_person(BEN.person)
    qtbot.waitUntil(lambda: "Ben passed you Thing 19" in text(page.person))
    assert "Ben passed you Thing 20" not in text(page.person)
    button(page.person, "Show earlier").click()
    qtbot.waitUntil(lambda: "Ben passed you Thing 29" in text(page.person))


def test_the_note_is_kept_when_one_leaves_it(page: PeoplePage, lists: Lists, host: FakeHost) -> None:
    lists(people=[BEN])
    host.answers[ChangePerson] = StandingResult(BEN.person, Standing.VERIFIED)
    page.show_person(BEN.person)
    note = page.person.about.findChildren(QLineEdit)[0]
    assert note.text() == "Youth club"
    note.setFocus()
    note.selectAll()
    QTest.keyClicks(note, "Choir")
    lists(people=[msgspec.structs.replace(BEN, online=False)])
    assert note.text() == "Choir"  # news of them do not take away what is being written
    note.editingFinished.emit()
    assert host.asked_for(ChangePerson) == [ChangePerson(BEN.person, note="Choir")]


def test_a_note_that_was_not_changed_is_not_written(page: PeoplePage, lists: Lists, host: FakeHost) -> None:
    lists(people=[BEN])
    page.show_person(BEN.person)
    page.person.about.findChildren(QLineEdit)[0].editingFinished.emit()
    assert not host.asked_for(ChangePerson)


def test_what_they_pass_may_come_unasked_and_it_says_what_that_means(
    page: PeoplePage, lists: Lists, host: FakeHost
) -> None:
    lists(people=[MIRA])
    host.answers[ChangePerson] = StandingResult(MIRA.person, Standing.UNVERIFIED)
    page.show_person(MIRA.person)
    (switch,) = page.person.about.findChildren(NamedSwitch)
    switch.click()
    assert host.asked_for(ChangePerson) == [ChangePerson(MIRA.person, auto_accept=True)]
    lists(people=[msgspec.structs.replace(MIRA, auto_accept=True)])
    assert "Compare words first" in switch.accessibleDescription()


@pytest.mark.parametrize(
    ("name", "yes", "command"),
    [
        ("Block", "Block", BlockPerson(MIRA.person)),
        ("Take off the list", "Take off", RemovePerson(MIRA.person)),
    ],
)
def test_parting_is_asked_about_first(
    page: PeoplePage, lists: Lists, host: FakeHost, name: str, yes: str, command: BlockPerson | RemovePerson
) -> None:
    lists(people=[MIRA])
    host.answers[type(command)] = StandingResult(MIRA.person, Standing.BLOCKED)
    page.show_person(MIRA.person)
    button(page.person, name).click()
    assert not host.asked_for(type(command))
    answer_question(yes)
    assert host.asked[-1] == command


def test_whoever_is_blocked_can_be_unblocked(page: PeoplePage, lists: Lists, host: FakeHost) -> None:
    lists(people=[LANTERN])
    host.answers[UnblockPerson] = StandingResult(LANTERN.person, Standing.REMOVED)
    page.show_person(LANTERN.person)
    assert {"Block", "Pass something", "Compare words, to be sure who it is"}.isdisjoint(buttons(page.person))
    button(page.person, "Unblock").click()
    answer_question("Unblock")
    assert host.asked_for(UnblockPerson) == [UnblockPerson(LANTERN.person)]


def test_whoever_was_asked_is_shown_with_what_was_said(page: PeoplePage, lists: Lists) -> None:
    lists(people=[KAYA])
    page.show_person(KAYA.person)
    assert "“We met at the party”" in text(page.person)
    assert "Ask no more" in buttons(page.person)
    assert "Pass something" not in buttons(page.person)


def test_words_are_compared_from_here(page: PeoplePage, lists: Lists, host: FakeHost) -> None:
    lists(people=[MIRA])
    host.answers[VerifyPerson] = VerificationResult(MIRA.person, Standing.UNVERIFIED, ("word",) * 8)
    page.show_person(MIRA.person)
    button(page.person, "Compare words, to be sure who it is").click()
    assert isinstance(QApplication.activeModalWidget(), VerifySheet)


def test_it_goes_back_when_they_are_not_known_any_more(page: PeoplePage, lists: Lists) -> None:
    lists(people=[BEN, MIRA])
    page.show_person(MIRA.person)
    assert page.heading.text() == ""
    lists(people=[BEN])
    assert page.heading.text() == "People"
    assert page.everybody.isVisible()


def test_nobody_who_is_not_known_is_shown(page: PeoplePage, lists: Lists) -> None:
    lists(people=[BEN])
    page.show_person("somebody else")
    assert page.everybody.isVisible()


def test_arriving_again_begins_with_everybody(page: PeoplePage, lists: Lists) -> None:
    lists(people=[BEN])
    page.show_person(BEN.person)
    page.arrive()
    assert page.everybody.isVisible()


@pytest.mark.parametrize("width", [780, 1016, 3600])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_text_makes_the_page_wider_than_the_window(
    page: PeoplePage, lists: Lists, width: int, name: str
) -> None:
    page.resize(width, 540)
    person = contact(name, note=name, text=name, person=BEN.person)
    lists(people=[person], offers=[offer("x", name=name, title=name, text=name, names=(name,)), PASSED])
    page.show_person(BEN.person)
    for area in page.person.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= width


def test_comparing_words_stands_in_front_until_it_was_done(
    page: PeoplePage, lists: Lists, host: FakeHost, qtbot: QtBot
) -> None:
    lists(people=[MIRA, BEN])
    page.show_person(MIRA.person)
    assert "You have not made sure yet that this is Mira" in text(page.person)
    host.answers[VerifyPerson] = VerificationResult(MIRA.person, Standing.UNVERIFIED, ("a",) * 8)
    button(page.person, "Compare words").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(VerifySheet)))
    page.show_person(BEN.person)
    assert "made sure yet" not in text(page.person)
