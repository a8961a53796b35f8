"""A friendly name to begin with, and one's own name cleaned."""

import importlib.resources
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import BadArgument
from desktop.limits import PERSON_NAME_LENGTH
from desktop.profile.names import clean_name, friendly_name


def _list(name: str) -> list[str]:
    return importlib.resources.files("resources").joinpath("words", name).read_text("utf-8").splitlines()


FIRST, SECOND = _list("first.txt"), _list("second.txt")


@pytest.mark.parametrize("words", [FIRST, SECOND], ids=["first", "second"])
def test_the_lists_are_plain_short_words_in_order(words: list[str]) -> None:
    assert len(words) >= 128
    assert words == sorted(set(words))
    assert all(
        word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 10 for word in words
    )


def test_no_name_says_the_same_word_twice() -> None:
    assert not set(FIRST) & set(SECOND)


def test_a_friendly_name_is_two_words_from_the_lists() -> None:
    first, second = friendly_name().split()
    assert first.lower() in FIRST
    assert second.lower() in SECOND
    assert first.istitle()
    assert second.istitle()


def test_the_same_bytes_make_the_same_name() -> None:
    assert friendly_name(io.BytesIO(bytes(16)).read) == f"{FIRST[0]} {SECOND[0]}".title()


def test_every_friendly_name_is_a_name() -> None:
    longest = f"{max(FIRST, key=len)} {max(SECOND, key=len)}".title()
    assert clean_name(longest) == longest


@pytest.mark.parametrize(
    ("text", "name"), [("  Amber\u200b  Kettle\n", "Amber Kettle"), ("n" * 50, "n" * 50)]
)
def test_a_name_is_cleaned(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["", " \n", "\u202e\u200b", "\u3164", "n" * 51, "n" * 100_000])
def test_nothing_left_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(BadArgument) as caught:
        clean_name(text)
    assert caught.value.text == text


@given(st.text())
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    try:
        name = clean_name(text)
    except BadArgument:
        return
    assert clean_name(name) == name
    assert 1 <= len(name) <= PERSON_NAME_LENGTH
