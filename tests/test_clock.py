"""Hybrid time never runs backwards and never lags behind the wall."""

import time

from hypothesis import given
from hypothesis import strategies as st

from desktop.clock import (
    HybridTime,
    WallClock,
    day_number,
    hybrid_seconds,
    hybrid_time,
    moment,
    next_hybrid_time,
    whole_seconds,
)
from tests.clocks import TestClock

MOMENTS = st.integers(0, 2**40)


def test_the_wall_clock_is_the_systems() -> None:
    before = time.time()
    clock = WallClock()
    assert before - 1 <= clock.now() <= time.time() + 1
    assert clock.monotonic() <= clock.monotonic()


def test_a_test_clock_moves_only_when_told() -> None:
    clock = TestClock()
    assert clock.now() == clock.now()
    clock.advance(2.5)
    assert (clock.now(), clock.monotonic()) == (1_800_000_002.5, 2.5)


def test_setting_the_wall_back_does_not_turn_elapsed_time_back() -> None:
    clock = TestClock()
    clock.advance(10.0)
    clock.advance(-5.0)
    assert (clock.now(), clock.monotonic()) == (1_800_000_005.0, 10.0)


def test_seconds_are_whole() -> None:
    assert whole_seconds(TestClock(seconds=12.9)) == 12


@given(MOMENTS)
def test_a_day_begins_at_midnight_utc(day: int) -> None:
    assert day_number(day * 86_400) == day_number(day * 86_400 + 86_399) == day


@given(MOMENTS, st.integers(0, 2**16 - 1))
def test_hybrid_time_keeps_its_seconds(milliseconds: int, counter: int) -> None:
    assert hybrid_seconds(hybrid_time(milliseconds, counter)) == milliseconds // 1000


@given(st.lists(st.floats(-100_000, 100_000, allow_nan=False), max_size=20), st.integers(0, 2**62))
def test_hybrid_time_only_rises_and_never_lags(steps: list[float], start: int) -> None:
    clock = TestClock()
    newest = HybridTime(start)
    for step in steps:
        clock.advance(step)
        following = next_hybrid_time(clock, newest)
        assert following > newest
        assert following >= hybrid_time(int(clock.now() * 1000))
        newest = following


@given(MOMENTS)
def test_a_counter_that_runs_over_borrows_the_next_millisecond(milliseconds: int) -> None:
    clock = TestClock(seconds=0.0)
    full = hybrid_time(milliseconds, 2**16 - 1)
    assert next_hybrid_time(clock, full) == hybrid_time(milliseconds + 1)


def test_a_moment_is_written_whatever_second_it_is() -> None:
    assert moment(0) == "1970-01-01T00:00:00Z"
    assert moment(1_800_000_000) == "2027-01-15T08:00:00Z"
    assert moment(2**63 - 1) == "9999-12-31T23:59:59Z"
