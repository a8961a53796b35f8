"""What is said about people that must not be overlooked."""

from desktop.cli.answer import Look
from desktop.cli.people_answers import people_answer, standing_answer
from desktop.cli.tables import Ink
from desktop.node.protocol import (
    AddPerson,
    ChangePerson,
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


def test_what_was_changed_about_somebody_is_said() -> None:
    known = StandingResult("abcdefgh", Standing.UNVERIFIED)
    said = standing_answer(ChangePerson("Ben", note="next door", auto_accept=False), known, LOOK).before
    assert said == "Noted, for your eyes only. You are asked first about what they offer from now on."


def test_whether_somebody_has_heard_it_is_said() -> None:
    asked = StandingResult("abcdefgh", Standing.REQUESTED)
    heard = StandingResult("abcdefgh", Standing.REQUESTED, heard=True)
    again = StandingResult("abcdefgh", Standing.UNVERIFIED, asked_again=True)
    assert "goes on until they have heard" in standing_answer(AddPerson("link"), asked, LOOK).before
    assert "they have heard it" in standing_answer(AddPerson("link"), heard, LOOK).before
    assert "asked again" in standing_answer(AddPerson("link"), again, LOOK).before
