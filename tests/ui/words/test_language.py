"""Sentences in another language, and values in sentences."""

import gettext

from hypothesis import given

from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.plain import plain_sentence
from tests.hostile import harmful, texts


class Shouting(gettext.NullTranslations):
    """A language that can be told from English."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("{NAME}", "{name}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{{number}} of {msgid1 if n == 1 else msgid2}"


@given(texts())
def test_values_are_made_plain_and_never_taken_for_a_sentence(text: str) -> None:
    said = ENGLISH.say("It is “{name}”.", name=text)
    assert not harmful(said)
    assert len(said) < 200
    assert "{name}" not in said.replace(text, "") or "{name}" in text


def test_a_translation_takes_the_place_of_the_english() -> None:
    language = Language(Shouting())
    assert language.say("hello {name}", name="you") == "HELLO you"
    assert language.say_number("file", "files", 2_000) == "2,000 of files"


def test_a_name_read_from_the_right_turns_nothing_else_round() -> None:
    shown = Language(isolates=True).say("{giver} would like to pass you {name}", giver="דנה", name="صور")
    assert shown == "\u2068דנה\u2069 would like to pass you \u2068صور\u2069"
    assert Language(isolates=True).say("from {name}", name="Mira") == "from Mira"
    assert "\u2068" not in ENGLISH.say("from {name}", name="דנה")


def test_a_sentence_stays_isolated_when_it_is_made_plain() -> None:
    shown = Language(isolates=True).say("from {name}", name="דנה\u202e")
    assert plain_sentence(shown) == shown == "from \u2068דנה\u2069"
    assert plain_sentence("\u202e\u2066gpj") == "gpj"
