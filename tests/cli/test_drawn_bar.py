"""The bar on a terminal."""

import io

import pytest

from desktop.cli.drawn_bar import DrawnBar
from desktop.cli.progress import LateBar, PlainBar, Stage
from desktop.cli.terminal import Lines
from desktop.ui.words.language import ENGLISH
from tests.cli.fakes import Tty
from tests.clocks import TestClock


def test_the_bar_shows_the_newest_stage_and_goes_without_a_trace() -> None:
    stream, clock = Tty(), TestClock()
    drawn = DrawnBar(stream, clock)
    drawn.show(Stage("Getting", 1, 4, ("[bold]3 people[/]",)))
    assert "Getting" in stream.getvalue()
    assert "25 %" in stream.getvalue()
    assert "[bold]3 people[/]" in stream.getvalue()
    drawn.clear()
    assert stream.getvalue().endswith("\x1b[2K")


def test_the_bar_is_not_drawn_more_often_than_anybody_can_see() -> None:
    stream, clock = Tty(), TestClock()
    drawn = DrawnBar(stream, clock)
    drawn.show(Stage("Getting", 0, 1000))
    before = stream.getvalue()
    drawn.show(Stage("Getting", 1, 1000))
    assert stream.getvalue() == before
    clock.advance(0.2)
    drawn.show(Stage("Getting", 500, 1000))
    assert "50 %" in stream.getvalue()
    drawn.show(Stage("Getting", 1000, 1000))
    assert "100 %" in stream.getvalue()
    drawn.clear()


@pytest.mark.parametrize(("columns", "told"), [(120, "1 of 4, 9 kB/s, soon"), (60, "1 of 4"), (45, "")])
def test_where_there_is_little_room_the_bar_stays(
    columns: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    stream = Tty()
    DrawnBar(stream, TestClock()).show(Stage("Getting", 1, 4, ("1 of 4", "9 kB/s", "soon")))
    assert "25 %" in stream.getvalue()
    assert "━" * 6 in stream.getvalue()
    assert (told or "Getting") in stream.getvalue()
    assert ("soon" in stream.getvalue()) == ("soon" in told)


def test_without_a_terminal_there_is_a_line_for_each_tenth() -> None:
    stream = io.StringIO()
    plain = PlainBar(Lines(stream), ENGLISH)
    for done in range(101):
        plain.show(Stage("Reading", done, 100))
    plain.show(Stage("Getting", 0, 0))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11  # and none before there is anything, for what is soon over
    assert lines[0] == "Reading: 10 % of 100 bytes"
    assert lines[9] == "Reading: 100 % of 100 bytes"


def test_a_bar_is_made_only_when_there_is_something_to_show() -> None:
    made: list[PlainBar] = []

    def make() -> PlainBar:
        made.append(PlainBar(Lines(io.StringIO()), ENGLISH))
        return made[-1]

    late = LateBar(make)
    late.clear()
    assert not made
    late.show(Stage("Reading", 0, 1))
    late.show(Stage("Reading", 1, 1))
    late.clear()
    assert len(made) == 1
