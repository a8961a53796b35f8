"""What is said about people."""

import msgspec
import pytest
from hypothesis import given

from desktop.node.protocol import (
    ContactResult,
    Likeness,
    LinkedPersonResult,
    PathNow,
    RequestResult,
    Standing,
)
from desktop.ui.words import people as words
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.people import Speech
from desktop.ui.words.times import Times
from tests.clocks import TestClock
from tests.hostile import harmful, made, texts
from tests.ui.people.samples import BEN, KAYA, LANTERN, MALLORY, MIRA, TEO, contact

SPEECH = Speech(ENGLISH, Times(TestClock()))


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (BEN, "online"),
        (MIRA, "last seen yesterday"),
        (contact("Jo"), "not seen here yet"),
        (LANTERN, "blocked"),
    ],
)
def test_whether_somebody_is_there(person: ContactResult, said: str) -> None:
    assert words.presence(person, SPEECH) == said


def test_whoever_was_asked_is_said_to_be_asked_and_since_when() -> None:
    assert words.presence(KAYA, SPEECH).startswith("asked on ")
    assert words.presence(KAYA, SPEECH).endswith(", no answer yet")


def test_a_card_read_out_tells_everything() -> None:
    assert words.whole_story(BEN, SPEECH) == "verified, online, Youth club"
    assert words.whole_story(LANTERN, SPEECH) == "blocked"


def test_facts_say_how_sure_how_long_and_by_which_way() -> None:
    assert [fact.icon for fact in words.facts(BEN, SPEECH)] == ["shield-check", "users", "route"]
    relayed = msgspec.structs.replace(BEN, path=PathNow.RELAY)
    assert "relay" in words.facts(relayed, SPEECH)[-1].text
    assert [fact.icon for fact in words.facts(LANTERN, SPEECH)] == ["ban"]


def test_an_imitation_is_warned_of_by_the_name_that_is_known() -> None:
    assert "looks like that of Mira" in words.likeness(MALLORY.alike, ENGLISH)
    assert words.likeness(Likeness(known=True, name="Mira"), ENGLISH).startswith("You know this person")
    assert words.likeness(None, ENGLISH) == ""


def test_nobody_is_without_a_name() -> None:
    assert words.called("  ", ENGLISH) == "Somebody without a name"
    assert len(words.called("x" * 1000, ENGLISH)) == words.NAME_SHOWN


@pytest.mark.parametrize(
    ("found", "may_be_asked"),
    [
        (LinkedPersonResult("p", "Jo", "l"), True),
        (LinkedPersonResult("p", "Jo", "l", asks=True), True),
        (LinkedPersonResult("p", "Jo", "l", state=Standing.REQUESTED), False),
        (LinkedPersonResult("p", "Jo", "l", state=Standing.VERIFIED), False),
        (LinkedPersonResult("p", "Jo", "l", state=Standing.BLOCKED), False),
    ],
)
def test_only_whoever_is_not_known_can_be_asked(found: LinkedPersonResult, *, may_be_asked: bool) -> None:
    assert words.may_be_asked(found) is may_be_asked
    assert words.found_about(found, ENGLISH)


def test_the_line_below_ones_own_name() -> None:
    assert words.me_line([], ENGLISH, is_running=True) == "nobody added yet"
    assert words.me_line([BEN, MIRA, KAYA, LANTERN], ENGLISH, is_running=True) == "2 people · 1 online"
    assert words.me_line([MIRA], ENGLISH, is_running=True) == "1 person · none online"
    assert words.me_line([BEN], ENGLISH, is_running=False) == "not connected"


def test_looking_for_somebody_is_by_every_word_in_any_case() -> None:
    assert words.matches("ben CLUB", BEN.name, BEN.note)
    assert words.matches("", "anything")
    assert not words.matches("ben choir", BEN.name, BEN.note)


@given(made(ContactResult))
def test_whatever_somebody_is_called_it_is_said_in_plain_words(person: ContactResult) -> None:
    said = [
        words.presence(person, SPEECH),
        words.whole_story(person, SPEECH),
        words.called(person.name, ENGLISH),
        *(fact.text for fact in words.facts(person, SPEECH)),
    ]
    assert not [bad for text in said for bad in harmful(text, "")]


@given(made(RequestResult), texts())
def test_whatever_is_asked_is_said_in_plain_words(request: RequestResult, text: str) -> None:
    said = [
        words.request_title(request, ENGLISH),
        words.request_about(request, SPEECH),
        words.likeness(request.alike, ENGLISH),
        words.quoted(text),
    ]
    assert not [bad for text in said for bad in harmful(text, "")]
    assert words.request_about(TEO, SPEECH).startswith("Asked 25 minutes ago. ")
