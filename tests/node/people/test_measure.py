"""How much of what somebody says is taken in at once."""

from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.node.people.measure import Measure
from tests.clocks import TestClock


def test_whatever_an_honest_program_says_at_once_is_heard_at_once() -> None:
    measure = Measure(TestClock())
    books = [limits.BOOK_BYTES] * 2
    offers = [3 * limits.KIB] * limits.OFFERS_OPEN
    most_unsaid = [200] * 256
    assert [measure.wait_for(size) for size in (*books, *offers, *most_unsaid)] == [0.0] * 308


def test_a_flood_is_heard_five_times_a_second() -> None:
    clock = TestClock()
    measure = Measure(clock)
    heard = 0
    for _ in range(2_000):
        clock.advance(measure.wait_for(100))
        heard += 1
        if clock.elapsed > 60:
            break
    assert heard == 901  # six hundred at once, then five a second


@given(st.lists(st.tuples(st.integers(0, limits.PEER_FRAME_BYTES), st.floats(0, 1_000)), max_size=50))
def test_what_was_saved_up_is_never_more_than_once(said: list[tuple[int, float]]) -> None:
    clock = TestClock()
    measure = Measure(clock, at_once=10, a_second=1)
    for count, pause in said:
        clock.advance(measure.wait_for(count) + pause)
        assert measure._left <= 10
