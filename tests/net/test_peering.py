"""What people who know each other say in a call, as bytes."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.net.peering import (
    AskBook,
    Card,
    Helpers,
    KeepBook,
    Message,
    MessageRefused,
    Offer,
    OfferState,
    Ping,
    Pong,
    Revocations,
    YourBook,
    read_message,
    write_message,
)
from desktop.reach import Reach

ID = st.binary(min_size=32, max_size=32)
PORT = st.integers(1, 65535)
REACH = st.builds(
    Reach,
    ID,
    st.none() | st.text(max_size=200),
    st.lists(st.tuples(st.text(max_size=45), PORT), max_size=8).map(tuple),
)
MESSAGES: st.SearchStrategy[Message] = st.one_of(
    st.builds(Ping),
    st.builds(Pong),
    st.builds(AskBook),
    st.builds(
        Card,
        st.text(max_size=50),
        st.binary(max_size=limits.NOTE_BYTES),
        st.binary(max_size=limits.DEVICE_RECORD_BYTES),
    ),
    st.builds(KeepBook, st.binary(max_size=500)),
    st.builds(YourBook, st.binary(max_size=500)),
    st.builds(
        Offer,
        offer=ID,
        share=ID,
        title=st.text(max_size=200),
        size=st.integers(0, 2**63 - 1),
        files=st.integers(1, limits.TORRENT_FILES),
        names=st.lists(st.text(max_size=120), max_size=limits.OFFER_NAMES).map(tuple),
        infohash_v2=ID,
        secret=st.binary(min_size=16, max_size=64),
        text=st.text(max_size=1000),
    ),
    st.builds(OfferState, ID, st.text(max_size=20), st.text(max_size=40)),
    st.builds(Helpers, ID, st.lists(REACH, max_size=3).map(tuple)),
    st.builds(
        Revocations,
        st.lists(st.binary(max_size=limits.REVOCATION_BYTES), max_size=limits.REVOCATIONS).map(tuple),
    ),
)
OFFER = Offer(
    offer=bytes(32),
    share=bytes(32),
    title="",
    size=1,
    files=1,
    names=(),
    infohash_v2=bytes(32),
    secret=bytes(16),
    text="",
)


@given(MESSAGES)
def test_every_message_comes_as_it_was_said(message: Message) -> None:
    assert read_message(write_message(message)) == message


@given(MESSAGES)
def test_every_message_fits_into_a_frame(message: Message) -> None:
    assert len(write_message(message)) <= limits.PEER_FRAME_BYTES


@given(st.integers(10, 2**32), st.lists(st.integers() | st.binary(max_size=9), max_size=3))
def test_what_later_versions_say_is_skipped(number: int, more: list[int | bytes]) -> None:
    more = [item for item in more if not isinstance(item, int) or -(2**63) <= item < 2**64]
    assert read_message(msgspec.msgpack.encode([number, *more])) is None


@given(MESSAGES, st.binary(max_size=20))
def test_what_later_versions_add_at_the_end_is_skipped(message: Message, more: bytes) -> None:
    array = msgspec.msgpack.decode(write_message(message))
    assert read_message(msgspec.msgpack.encode([*array, more])) == message


def test_a_card_of_before_device_records_stood_on_it_is_read() -> None:
    assert read_message(msgspec.msgpack.encode([2, "Ann", b"note"])) == Card("Ann", b"note", b"")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("files", 10**6),
        ("size", 2**63),
        ("size", -1),
        ("names", ("x" * 121,)),
        ("names", ("x",) * 21),
        ("title", "x" * 201),
        ("text", "x" * 1001),
        ("secret", b"short"),
        ("offer", b"short"),
    ],
)
def test_an_offer_beyond_its_limits_is_refused(field: str, value: object) -> None:
    array = msgspec.msgpack.decode(write_message(OFFER))
    array[1 + OFFER.__struct_fields__.index(field)] = value
    with pytest.raises(MessageRefused):
        read_message(msgspec.msgpack.encode(array))


@pytest.mark.parametrize(
    "revocations", [(bytes(limits.REVOCATION_BYTES + 1),), (b"",) * (limits.REVOCATIONS + 1), ("text",), b""]
)
def test_more_revocations_than_one_person_may_have_are_refused(revocations: object) -> None:
    with pytest.raises(MessageRefused):
        read_message(msgspec.msgpack.encode([9, revocations]))


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with contextlib.suppress(MessageRefused):
        read_message(data)


@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(MessageRefused):
        read_message(b"\x91" * depth)
