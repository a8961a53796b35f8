"""A stranger's words become one plain line that hides nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import clean_line, looks


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Amber \t Kettle\r\n", "Amber Kettle"),
        ("one\u2028two\x85three", "one two three"),
        ("a\u00a0\u3000b", "a b"),
        ("gpj.\u202eexe\u202c", "gpj.exe"),
        ("\u2066left\u2069\u200f", "left"),
        ("z\u200be\u200dr\u2060o\ufeff", "zero"),
        ("\x1b[31mred\x07", "[31mred"),
        ("nul\x00l", "null"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u3164\u2800\u115f\u034f", ""),
        ("\ud800x\ue000", "x"),
        ("tag\U000e0041ged", "tagged"),
        ("Пётр 李雷 ياسمين", "Пётр 李雷 ياسمين"),
        ("\U0001f600 ok\ufe0f", "\U0001f600 ok\ufe0f"),
        ("", ""),
    ],
)
def test_examples(text: str, line: str) -> None:
    assert clean_line(text, 100) == line


def test_a_long_line_is_cut_without_a_space_at_the_end() -> None:
    assert clean_line("abc def", 4) == "abc"


@given(st.text(alphabet=st.characters(), max_size=100), st.integers(0, 60))
def test_any_text_becomes_a_clean_line(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "  " not in line
    assert unicodedata.is_normalized("NFC", line)
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not hidden & set(map(unicodedata.category, line))
    assert clean_line(line, limit) == line
    line.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "ann"),
        ("Ann", "\u0410nn"),
        ("Martin", "M\u0430rtin"),
        ("Martin", "Mart\u00ecn"),
        ("Olga", "0lga"),
        ("Ann B.", "Ann-B"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert looks(one) == looks(other)


@pytest.mark.parametrize(("one", "other"), [("Ann", "Anna"), ("Ann", "Nan"), ("Иван", "Ivan")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert looks(one) != looks(other)
