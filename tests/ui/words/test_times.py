"""Moments as people say them, and that there is something to say of every one."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.words.times import Times
from tests.clocks import TestClock
from tests.hostile import texts

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 7, 15, 14, 30, tzinfo=BERLIN)
TIMES = Times(TestClock(WEDNESDAY.timestamp()), BERLIN)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-07-15T14:29:40", "just now"),
        ("2026-07-15T14:30:20", "in a moment"),
        ("2026-07-15T14:29:00", "1 minute ago"),
        ("2026-07-15T14:27:00", "3 minutes ago"),
        ("2026-07-15T14:33:00", "in 3 minutes"),
        ("2026-07-15T13:30:00", "1 hour ago"),
        ("2026-07-15T02:30:00", "12 hours ago"),
        ("2026-07-15T18:30:00", "in 4 hours"),
        ("2026-07-14T23:59:00", "yesterday"),
        ("2026-07-14T00:01:00", "yesterday"),
        ("2026-07-16T23:59:00", "tomorrow"),
        ("2026-07-13T12:00:00", "on Monday"),
        ("2026-07-09T12:00:00", "on Thursday"),
        ("2026-07-08T12:00:00", "on 8 July"),
        ("2026-07-19T12:00:00", "on Sunday"),
        ("2025-12-24T12:00:00", "on 24 December 2025"),
    ],
)
def test_a_moment_is_said_as_seen_from_now(moment: str, said: str) -> None:
    assert TIMES.when(at(moment)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-07-15T18:05:00", "until 18:05"),
        ("2026-07-16T18:05:00", "until tomorrow"),
        ("2026-07-19T18:05:00", "until Sunday"),
        ("2026-08-19T18:05:00", "until 19 August"),
        ("2027-01-01T18:05:00", "until 1 January 2027"),
        ("2026-07-14T18:05:00", "until yesterday"),
    ],
)
def test_how_long_something_is_so(moment: str, said: str) -> None:
    assert TIMES.until(at(moment)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-07-15T08:00:00", "since today"),
        ("2026-07-14T08:00:00", "since yesterday"),
        ("2026-07-12T08:00:00", "since Sunday"),
        ("2024-07-12T08:00:00", "since 12 July 2024"),
    ],
)
def test_from_when_on_something_is_so(moment: str, said: str) -> None:
    assert TIMES.since(at(moment)) == said


def test_midnight_is_that_of_the_zone() -> None:
    late = datetime(2026, 7, 14, 23, 30, tzinfo=ZoneInfo("UTC")).timestamp()  # 1:30 of the 15th in Berlin
    assert TIMES.when(late) == "13 hours ago"
    assert Times(TIMES.clock, ZoneInfo("UTC")).when(late) == "yesterday"


@pytest.mark.parametrize("zone", [None, BERLIN])
@given(st.floats() | st.integers(min_value=-(2**70), max_value=2**70), st.floats(min_value=0, max_value=4e9))
def test_there_is_something_to_say_of_every_moment(zone: ZoneInfo | None, moment: float, now: float) -> None:
    times = Times(TestClock(now), zone)
    assert times.when(moment)
    assert times.until(moment).startswith("until ")
    assert times.since(moment)
    times.exactly(moment)


@given(st.floats(min_value=0, max_value=4e9), st.floats(min_value=-1e9, max_value=1e9))
def test_what_is_past_is_never_said_to_come(now: float, ahead: float) -> None:
    said = Times(TestClock(now), BERLIN).when(now + ahead)
    if ahead < 0:
        assert not said.startswith("in ")
        assert said != "tomorrow"
    elif ahead > 1:
        assert not said.endswith(" ago")
        assert said not in {"yesterday", "just now"}


@given(texts())
def test_text_that_is_no_moment_says_nothing(text: str) -> None:
    assert TIMES.of(text) == "" or TIMES.seconds(text) is not None


def test_text_that_is_one_is_said() -> None:
    assert TIMES.of("2026-07-15T12:27:00Z") == "3 minutes ago"
    assert TIMES.of("2026-07-19T12:27:00Z", say=TIMES.until) == "until Sunday"
    assert TIMES.of(None) == ""
    assert TIMES.exactly(at("2026-07-15T14:27:00")) == "2026-07-15 14:27"
