"""A sealed set against plain lists."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.net.sealed_set import END, NEVER, SealedSet, varint

times = st.integers(0, 5) | st.integers(0, NEVER - 1)
ids = st.integers(0, 40).map(lambda number: sha256(bytes([number])).digest()) | st.binary(
    min_size=32, max_size=32
)
item_lists = st.lists(st.tuples(times, ids), max_size=400)


def key(timestamp: int, item: bytes) -> bytes:
    return timestamp.to_bytes(8, "big") + item


def brute_fingerprint(items: list[tuple[int, bytes]]) -> bytes:
    total = sum(int.from_bytes(item, "little") for _, item in items) % 2**256
    return sha256(total.to_bytes(32, "little") + varint(len(items))).digest()[:16]


def held(sealed: SealedSet) -> list[bytes]:
    return [sealed.key(place) for place in range(len(sealed))]


@given(item_lists, st.data())
def test_it_is_a_sorted_set(items: list[tuple[int, bytes]], data: st.DataObject) -> None:
    sealed, right = SealedSet(items), sorted(set(items))
    assert held(sealed) == [key(*item) for item in right]
    lower, upper = sorted(data.draw(st.tuples(*[st.integers(0, len(right))] * 2)))
    assert list(sealed.ids(lower, upper)) == [item for _, item in right[lower:upper]]
    assert sealed.fingerprint(lower, upper) == brute_fingerprint(right[lower:upper])


@given(item_lists, times, st.binary(max_size=32))
def test_a_bound_stands_before_what_is_not_less(
    items: list[tuple[int, bytes]], timestamp: int, prefix: bytes
) -> None:
    whole = (timestamp, prefix.ljust(32, b"\0"))
    sealed = SealedSet(items)
    assert sealed.place_of(key(timestamp, prefix)) == sum(item < whole for item in set(items))
    assert sealed.place_of(END) == len(sealed)


@given(item_lists, item_lists, st.data())
def test_renewed_is_made_anew(
    items: list[tuple[int, bytes]], added: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    removed = data.draw(st.lists(st.sampled_from(items + added), max_size=100)) if items + added else []
    sealed = SealedSet(items)
    renewed, right = sealed.renewed(added, removed), SealedSet((set(items) | set(added)) - set(removed))
    assert held(renewed) == held(right)
    assert renewed.fingerprint(0, len(renewed)) == right.fingerprint(0, len(right))
    assert held(sealed) == held(SealedSet(items))  # it itself never changes


def test_it_grows_and_shrinks_by_thousands() -> None:
    items = [(number // 3, sha256(str(number).encode()).digest()) for number in range(5_000)]
    grown = SealedSet(items[:100]).renewed(items)
    assert held(grown) == held(SealedSet(items))
    assert all(earlier < later for earlier, later in pairwise(held(grown)))
    assert held(grown.renewed(removed=items[50:])) == held(SealedSet(items[:50]))
    assert len(grown.renewed(removed=items)) == 0


@pytest.mark.parametrize("item", [(-1, bytes(32)), (NEVER, bytes(32)), (0, bytes(31)), (0, bytes(33))])
def test_what_cannot_be_an_item_is_refused(item: tuple[int, bytes]) -> None:
    with pytest.raises(ValueError, match="not an item"):
        SealedSet([item])


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "00"), (127, "7f"), (128, "8100"), (16384, "818000"), (NEVER, "81" + "ff" * 8 + "7f")],
)
def test_numbers_are_written_with_the_greatest_digit_first(number: int, written: str) -> None:
    assert varint(number).hex() == written
