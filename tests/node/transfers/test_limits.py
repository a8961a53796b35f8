"""A person's limit holds for both sessions together, and none of it lies idle."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.limits import LARGEST_RATE
from desktop.node.transfers.swarms import part_of

rates = st.integers(0, LARGEST_RATE)


@given(rates, rates)
def test_without_a_limit_there_is_none(used: int, limit: int) -> None:
    assert part_of(0, used) == 0
    assert part_of(limit, 0) == limit


@given(st.integers(1, LARGEST_RATE), rates)
def test_a_part_is_never_none_and_never_more_than_the_limit(limit: int, used: int) -> None:
    assert 1 <= part_of(limit, used) <= limit


@given(st.integers(1, LARGEST_RATE), st.data())
def test_two_who_use_their_parts_keep_to_the_limit(limit: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, limit))
    second = part_of(limit, first)
    for _ in range(3):
        first = part_of(limit, second)
        second = part_of(limit, first)
    assert first + second <= limit + 1
