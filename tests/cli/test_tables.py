"""Columns, bars and folded lines."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.cli.tables import Ink, bar, columns, fold, width
from desktop.ui.words.plain import plain


@given(st.lists(st.tuples(*[st.text(max_size=12).map(plain)] * 3), max_size=6))
def test_columns_stand_below_each_other(rows: list[tuple[str, ...]]) -> None:
    lines = columns(rows)
    assert len(lines) == len(rows)
    widest = max((width(row[0]) for row in rows), default=0)
    for line, row in zip(lines, rows, strict=True):
        assert line.startswith(row[0].rstrip())
        assert width(line) >= (widest + 2 if "".join(row[1:]).strip() else 0)


def test_wide_and_combining_characters_count_as_they_are_drawn() -> None:
    assert width("abc") == 3
    assert width("夏の") == 4
    assert width("e\u0301") == 1


@given(st.integers(), st.integers(), st.integers(min_value=1, max_value=40))
def test_a_full_bar_means_nothing_is_missing(done: int, total: int, cells: int) -> None:
    drawn = bar(done, total, cells)
    assert len(drawn) == cells
    assert ("░" not in drawn) == (total > 0 and done >= total)


def test_long_lines_break_between_words_and_links_never() -> None:
    assert fold("one two three", 8, indent="  ") == "one two\n  three"
    assert fold("see passalong:abcdefghijkl", 8) == "see\npassalong:abcdefghijkl"
    assert fold("one two three", None) == "one two three"


def test_ink_is_only_for_streams_that_show_it() -> None:
    assert Ink(coloured=True).good("ok") == "\x1b[32mok\x1b[0m"
    assert Ink(coloured=False).good("ok") == "ok"
    assert Ink(coloured=True).muted("") == ""
