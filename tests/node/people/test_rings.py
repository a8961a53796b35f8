"""How often strangers may ring, and how long one waits before calling again."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.node.people.backoff import Backoff
from desktop.node.people.doorbell import Rings
from tests.clocks import TestClock


def test_each_stranger_rings_five_times_a_day() -> None:
    clock = TestClock()
    rings, allowed = Rings(clock), []
    for _ in range(10):
        clock.advance(120)
        allowed.append(rings.allow(b"eve"))
    assert allowed == [True] * 5 + [False] * 5
    assert rings.allow(b"ann")
    clock.advance(86_400)
    assert rings.allow(b"eve")


def test_a_thousand_strangers_ring_thirty_times_a_minute() -> None:
    clock = TestClock()
    rings = Rings(clock)
    assert sum(rings.allow(number.to_bytes(4)) for number in range(1000)) == 30
    clock.advance(61)
    assert rings.allow(b"ann")


def test_what_is_remembered_is_bounded() -> None:
    clock = TestClock()
    rings = Rings(clock)
    for number in range(10_050):
        clock.advance(3)
        rings.allow(number.to_bytes(4))
    assert len(rings._of) == 10_000


@given(st.integers(0, 40), st.floats(0, 1))
def test_waiting_grows_to_minutes_and_begins_anew(failures: int, chance: float) -> None:
    backoff = Backoff(lambda: chance)
    waits = [backoff.failed() for _ in range(failures)]
    assert all(0.75 <= wait <= 375 for wait in waits)
    assert waits == sorted(waits)
    backoff.succeeded()
    assert backoff.failed() <= 1.25
