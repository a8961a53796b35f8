"""What is left of a stranger's text before it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.words.plain import SHOWN_LENGTH, brief, plain
from tests.hostile import harmful, texts


@given(texts())
def test_nothing_that_could_harm_a_terminal_is_left(text: str) -> None:
    assert not harmful(plain(text), allowed="")


@given(texts())
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once


@given(texts(), st.integers(min_value=1, max_value=200))
def test_brief_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(brief(text, limit)) <= limit


@pytest.mark.parametrize("text", ["Фото лето", "夏の写真", "क\u094d\u200dष", "👩\u200d🌾", "a  b", "e\u0301"])
def test_names_of_every_script_stay_whole(text: str) -> None:
    assert plain(text) == text
    assert brief(text) == text


def test_line_breaks_become_spaces_and_escapes_lose_their_power() -> None:
    assert plain("one\ntwo\x1b[31m") == "one two[31m"


def test_a_long_path_keeps_its_beginning_and_its_end() -> None:
    shown = brief("/start" + "x" * 10_000_000 + "/end.txt")
    assert shown.startswith("/start")
    assert shown.endswith("/end.txt")
    assert len(shown) == SHOWN_LENGTH


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("invoice.pdf" + " " * 200 + ".exe", "invoice.pdf … .exe"),
        ("invoice.pdf" + "\u3000\u2800\u3164\u00a0\u2003" * 9 + ".exe", "invoice.pdf … .exe"),
        ("invoice.pdf" + " \u200c" * 40 + ".exe", "invoice.pdf … .exe"),
        ("invoice.pdf\n\n\n\n.exe", "invoice.pdf … .exe"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("invoice.pdf.exe", "invoice.pdf.exe"),
        ("Anna  &  Ben", "Anna  &  Ben"),
    ],
)
def test_a_name_does_not_hide_how_it_ends(name: str, shown: str) -> None:
    assert brief(name) == shown
    assert brief("x" * 300 + name).endswith(shown.rpartition("…")[2])
