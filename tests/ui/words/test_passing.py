"""What is said of a pass of files: as a question, and as a line of a story."""

import pytest
from hypothesis import given

from desktop.node.protocol import OfferResult
from desktop.share.offers import Direction, OfferState
from desktop.ui.words import passing
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.people import Speech
from desktop.ui.words.times import Times
from tests.clocks import TestClock
from tests.hostile import harmful, made
from tests.ui.people.samples import BEN, SUMMER, ago, offer

SPEECH = Speech(ENGLISH, Times(TestClock()))
IN, OUT = Direction.IN, Direction.OUT


def test_an_offer_is_a_friendly_question() -> None:
    assert passing.question(SUMMER, ENGLISH) == "Ben would like to pass you Summer photos"
    assert passing.amount_and_when(SUMMER, SPEECH) == "214 files, 1.2 GB · 3 minutes ago"
    assert passing.first_names(SUMMER, ENGLISH) == "a.jpg, b.jpg, c.jpg and 211 more"


def test_few_files_are_all_named() -> None:
    assert passing.first_names(offer("x", names=("a.txt",), files=1), ENGLISH) == "a.txt"
    assert passing.first_names(offer("x", names=()), ENGLISH) == ""


@pytest.mark.parametrize(
    ("changes", "title", "standing"),
    [
        ({}, "Ben would like to pass you Summer photos", "waits for your answer"),
        ({"state": OfferState.ACCEPTED}, "Ben passed you Summer photos", "on its way to you"),
        ({"state": OfferState.FINISHED}, "Ben passed you Summer photos", "you have it"),
        ({"state": OfferState.DECLINED}, "Ben offered you Summer photos", "you did not want it"),
        ({"direction": OUT}, "You offered Summer photos", "waits for their answer"),
        (
            {"direction": OUT, "online": False},
            "You offered Summer photos",
            "waits for their answer, when they are online again",
        ),
        (
            {"direction": OUT, "state": OfferState.FINISHED, "online": False},
            "You passed Summer photos",
            "they have it",
        ),
        (
            {"direction": OUT, "state": OfferState.ACCEPTED, "trouble": "disk-full"},
            "You passed Summer photos",
            "stopped: there is no room for it on their computer",
        ),
        (
            {"state": OfferState.ACCEPTED, "trouble": "something-new"},
            "Ben passed you Summer photos",
            "stopped: Transfers says why",
        ),
    ],
)
def test_a_pass_is_a_line_of_the_story(changes: dict[str, object], title: str, standing: str) -> None:
    (chapter,) = passing.story([offer("x", **changes, at=ago(days=1))], BEN.person, SPEECH)
    assert (chapter.title, chapter.about) == (title, f"yesterday · {standing}")


def test_a_story_is_of_two_people_only() -> None:
    assert passing.story([SUMMER, offer("y", person="somebody else")], BEN.person, SPEECH) == passing.story(
        [SUMMER], BEN.person, SPEECH
    )


@given(made(OfferResult))
def test_whatever_is_offered_is_said_in_plain_words(offered: OfferResult) -> None:
    (chapter,) = passing.story([offered], offered.person, SPEECH)
    said = (
        passing.question(offered, ENGLISH),
        passing.amount_and_when(offered, SPEECH),
        passing.first_names(offered, ENGLISH),
        chapter.title,
        chapter.about,
    )
    assert not [bad for text in said for bad in harmful(text, "")]
    assert passing.question(offered, ENGLISH)
