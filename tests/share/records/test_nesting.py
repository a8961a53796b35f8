"""Nesting is measured rightly for every shape of MessagePack, without recursion, on any bytes."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.share.records.nesting import deeper_than

LENGTHS = st.sampled_from([0, 1, 2, 4, 8, 16, 31, 32, 255, 256])
SCALARS = (
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.integers(-(2**63), 2**64 - 1)
    | LENGTHS.map(lambda length: "x" * length)
    | LENGTHS.map(bytes)
    | LENGTHS.map(lambda length: msgspec.msgpack.Ext(5, bytes(length)))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=17) | st.dictionaries(st.integers(0, 2**64 - 1), inner, max_size=17)
    ),
    max_leaves=8,
)


def depth(value: Any) -> int:
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 0


@given(VALUES, st.binary(max_size=3))
def test_exactly_as_deep_as_it_is(value: Any, behind: bytes) -> None:
    data = msgspec.msgpack.encode(value) + behind
    assert not deeper_than(data, depth(value))
    assert depth(value) == 0 or deeper_than(data, depth(value) - 1)


@pytest.mark.parametrize("many", [15, 16, 65_535, 65_536])
def test_long_ones_are_counted_through(many: int) -> None:
    for value in ([None] * many, dict.fromkeys(range(many)), "x" * many, bytes(many)):
        data = msgspec.msgpack.encode([value, [[[]]]])
        assert not deeper_than(data, 4)
        assert deeper_than(data, 3)


@given(st.binary(max_size=200), st.integers(0, 10))
def test_any_bytes_give_an_answer(data: bytes, limit: int) -> None:
    assert deeper_than(data, limit) in {True, False}


def test_what_would_overflow_the_stack_is_told() -> None:
    assert deeper_than(b"\x91" * 60_000, 8)
    assert deeper_than(b"\x81\xc0" * 30_000, 8)
    assert deeper_than(b"\xdd\xff\xff\xff\xff" * 10_000, 8)
