"""Two sides find out in what their sets differ, whatever those are; nonsense is refused."""

import contextlib
import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.net.reconcile import ReconcileError, Reconciler, SealedSet

type Items = list[tuple[int, bytes]]

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "vectors" / "reconcile.json").read_text(encoding="utf-8")
)
_PATIENCE: Final = 1_000


def made(count: int, *, per_second: int = 3) -> Items:
    start = 1_700_000_000
    return [(start + n // per_second, sha256(str(n).encode()).digest()) for n in range(count)]


def without(items: Items, multiples: int) -> Items:
    return [item for number, item in enumerate(items) if number % multiples]


def ids(items: Items) -> set[bytes]:
    return {item for _, item in items}


def reconciled(ours: Reconciler, theirs: Reconciler) -> tuple[list[bytes], list[bytes], list[int]]:
    """Return what the initiator has and needs, and the sizes of all messages."""
    have, need, sizes = list[bytes](), list[bytes](), list[int]()
    message: bytes | None = ours.initiate()
    while message is not None:
        reply, *nothing = theirs.reconcile(message)
        assert nothing == [[], []]
        assert reply is not None
        sizes += [len(message), len(reply)]
        assert len(sizes) < _PATIENCE
        message, more, wanted = ours.reconcile(reply)
        have += more
        need += wanted
    return have, need, sizes


frames = st.sampled_from([0, 4096, 5000])


@given(
    st.integers(0, 3_000),
    st.integers(1, 400),
    st.integers(1, 400),
    frames,
    frames,
    st.sampled_from([1, 3, 10**6]),
)
@example(3_000, 1, 2, 4096, 4096, 1)
@example(3_000, 2, 1, 4096, 4096, 10**6)
def test_the_difference_is_found(
    count: int, skipped: int, other: int, frame: int, other_frame: int, per_second: int
) -> None:
    items = made(count, per_second=per_second)
    a, b = without(items, skipped), without(items, other)
    have, need, sizes = reconciled(Reconciler(a, frame), Reconciler(SealedSet(b), other_frame))
    assert set(have) == ids(a) - ids(b)
    assert set(need) == ids(b) - ids(a)
    assert (len(have), len(need)) == (len(set(have)), len(set(need)))  # each is told once
    assert not frame or max(sizes[0::2]) <= frame
    assert not other_frame or max(sizes[1::2]) <= other_frame


def test_equal_sets_are_known_after_one_journey() -> None:
    items = made(50_000)
    have, need, sizes = reconciled(Reconciler(items), Reconciler(items))
    assert (have, need) == ([], [])
    assert sizes[1] == 1
    assert sizes[0] < 500


def test_a_small_difference_costs_little_of_a_large_set() -> None:
    items = made(60_000)
    have, need, sizes = reconciled(Reconciler(without(items, 6_000)), Reconciler(without(items, 7_000)))
    assert (len(have), len(need)) == (7, 8)
    assert sum(sizes) < 15 * 800
    assert len(sizes) <= 10  # five journeys there and back


def test_sides_talk_with_the_reference_implementation() -> None:
    items = made(600)
    ours, theirs = without(items, 97), without(items, 89)
    side = Reconciler(ours)
    message: bytes | None = side.initiate()
    have, need = list[bytes](), list[bytes]()
    for asked, answered in VECTORS["we begin"]:
        assert message == bytes.fromhex(asked)
        message, more, wanted = side.reconcile(bytes.fromhex(answered))
        have += more
        need += wanted
    assert message is None
    assert (set(have), set(need)) == (ids(ours) - ids(theirs), ids(theirs) - ids(ours))
    answering = Reconciler(ours)
    for asked, answered in VECTORS["they begin"]:
        assert answering.reconcile(bytes.fromhex(asked)) == (bytes.fromhex(answered), [], [])


@given(st.binary(max_size=300), st.booleans())
def test_nonsense_is_refused_and_nothing_else_happens(data: bytes, is_initiator: bool) -> None:  # noqa: FBT001
    side = Reconciler(made(100))
    if is_initiator:
        side.initiate()
    for message in (data, b"\x61" + data):
        try:
            reply, _, _ = side.reconcile(message)
        except ReconcileError:
            continue
        assert is_initiator or reply is not None


@given(st.data())
def test_a_message_that_was_changed_is_answered_or_refused(data: st.DataObject) -> None:
    message = bytearray(Reconciler(made(500)).initiate())
    place = data.draw(st.integers(0, len(message) - 1))
    message[place] = data.draw(st.integers(0, 255))
    side = Reconciler(made(400))
    with contextlib.suppress(ReconcileError):
        side.reconcile(bytes(message[: data.draw(st.integers(0, len(message)))]))


@pytest.mark.parametrize(
    "message",
    [
        "",
        "6105",  # a bound that ends early
        "61000003",  # no such mode
        "61000001" + "00" * 15,  # half a fingerprint
        "6100000201" + "00" * 31,  # half an id
        "61000002ffffffff7f",  # far more ids than there are bytes
        "610121" + "00" * 33 + "00",  # a prefix longer than an id
        "61" + "ff" * 12 + "7f0000",  # a number of more than 64 bits
        "6181ffffffffffffffff7f0000020000",  # the time that stands for the end
        "61050102000501010000",  # the second range ends before the first
    ],
)
def test_hostile_messages_are_refused(message: str) -> None:
    for side in (Reconciler(made(50)), begun(made(50))):
        with pytest.raises(ReconcileError):
            side.reconcile(bytes.fromhex(message))


def begun(items: Items) -> Reconciler:
    side = Reconciler(items)
    side.initiate()
    return side


@pytest.mark.parametrize("version", ["62", "60", "00", "ff"])
def test_another_version_is_answered_with_ours(version: str) -> None:
    message = bytes.fromhex(version) + b"whatever it says"
    assert Reconciler(made(3)).reconcile(message) == (b"\x61", [], [])
    with pytest.raises(ReconcileError):
        begun(made(3)).reconcile(message)


def test_a_frame_has_room_for_a_divided_range() -> None:
    with pytest.raises(ValueError, match="4096"):
        Reconciler([], 4095)
