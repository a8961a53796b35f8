"""How often it is heard who rings, and how long one waits before calling again."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ids import PersonId
from desktop.node.people.backoff import Backoff
from desktop.node.people.rings import Budget, Rings
from tests.clocks import TestClock


def person(number: int) -> PersonId:
    return PersonId(number.to_bytes(32))


def test_each_stranger_is_heard_five_times_a_day() -> None:
    clock = TestClock()
    rings, allowed = Rings(clock), []
    for _ in range(10):
        clock.advance(120)
        allowed.append(rings.allow_with_link(person(1)))
    assert allowed == [True] * 5 + [False] * 5
    assert rings.allow_with_link(person(2))
    clock.advance(86_400)
    assert rings.allow_with_link(person(1))


def test_a_thousand_strangers_with_the_link_are_heard_thirty_times_a_minute() -> None:
    clock = TestClock()
    rings = Rings(clock)
    assert sum(rings.allow_with_link(person(number)) for number in range(1000)) == 30
    assert rings.allow_known(person(1))
    clock.advance(61)
    assert rings.allow_with_link(person(1000))


def test_somebody_known_is_heard_fifty_times_a_day_whatever_others_do() -> None:
    rings = Rings(TestClock())
    assert sum(rings.allow_known(person(1)) for _ in range(1000)) == 50
    assert rings.allow_known(person(2))
    assert rings.allow_with_link(person(1))


def test_what_is_remembered_is_bounded() -> None:
    clock = TestClock()
    budget = Budget(clock, 5, 86_400)
    for number in range(10_050):
        budget.spend(number.to_bytes(4))
    assert len(budget._spent) == 10_000


@given(st.integers(0, 40), st.floats(0, 1))
def test_waiting_grows_to_minutes_and_begins_anew(failures: int, chance: float) -> None:
    backoff = Backoff(lambda: chance)
    waits = [backoff.failed() for _ in range(failures)]
    assert all(0.75 <= wait <= 375 for wait in waits)
    assert waits == sorted(waits)
    backoff.succeeded()
    assert backoff.failed() <= 1.25
