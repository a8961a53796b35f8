"""What is said about people that must not be overlooked."""

from desktop.cli.answer import Look
from desktop.cli.people_answers import people_answer, standing_answer
from desktop.cli.tables import Ink
from desktop.node.protocol import (
    AddPerson,
    ContactResult,
    Likeness,
    ListPeople,
    Standing,
    StandingResult,
)
from desktop.ui.words.language import ENGLISH

LOOK = Look(ENGLISH, Ink(coloured=False))


def test_a_new_name_to_be_looked_at_twice_is_said_with_the_one_before() -> None:
    contact = ContactResult(
        person="abcdefgh",
        name="CIara",
        state=Standing.VERIFIED,
        online=True,
        name_before="Benedict",
        alike=Likeness(known=False, name="Clara"),
    )
    said = people_answer(ListPeople(), [contact], LOOK).body
    assert "You knew them as “Benedict”" in said
    assert "looks like that of “Clara”" in said


def test_a_link_that_does_not_hold_is_said() -> None:
    contact = ContactResult("abcdefgh", "Ben", Standing.REQUESTED, online=False, wrong_link=True)
    assert "ask them for a new one" in people_answer(ListPeople(), [contact], LOOK).body
    result = StandingResult("abcdefgh", Standing.REQUESTED, wrong_link=True)
    assert "Ask them for a new one" in standing_answer(AddPerson("link"), result, LOOK).before
