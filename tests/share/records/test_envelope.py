"""Envelopes: one encoding, exact bytes, and nothing but RecordRefused for whatever else arrives."""

import contextlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.errors import RecordRefused
from desktop.keys import SIGNATURE_BYTES, Label, content_id
from desktop.share.records.envelope import Envelope, Record, check_signature, decode_record
from tests.share.writers import Writer

IDS = st.binary(min_size=32, max_size=32)
NUMBERS = st.integers(0, 2**63 - 1)
ENVELOPES = st.builds(
    Envelope,
    v=st.just(1),
    group=IDS,
    author=IDS,
    device=IDS,
    seq=st.integers(1, 2**63 - 1),
    seen=st.lists(IDS, max_size=limits.RECORD_SEEN).map(tuple),
    kind=st.from_regex(r"\A[a-z][a-z0-9-]{0,31}\Z"),
    object=IDS | st.just(b""),
    created=NUMBERS,
    clock=NUMBERS,
    expires=NUMBERS,
    body=st.recursive(
        st.none() | st.integers(0, 2**64 - 1) | st.text() | st.binary(),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=6,
    )
    .map(lambda value: [value])
    .map(msgspec.msgpack.encode)
    .map(msgspec.Raw),
)


def wire_of(values: Any, signature: bytes = bytes(SIGNATURE_BYTES)) -> bytes:
    return signature + msgspec.msgpack.encode(values)


def values_of(record: Record) -> list[Any]:
    values: list[Any] = msgspec.msgpack.decode(record.wire[SIGNATURE_BYTES:])
    return values


def refusal(wire: bytes) -> str:
    with pytest.raises(RecordRefused) as caught:
        decode_record(wire)
    return caught.value.why


@given(ENVELOPES)
def test_what_is_written_is_read_and_its_bytes_are_kept(envelope: Envelope) -> None:
    written = Record.signed_by(Writer().key, envelope)
    read = decode_record(written.wire)
    assert values_of(read) == values_of(written)
    assert (read.id, read.wire) == (written.id, written.wire)
    assert read.id == content_id(read.wire[SIGNATURE_BYTES:])
    assert read.founds == (not envelope.object)
    assert read.about == (envelope.object or read.id)


@given(st.binary(max_size=500))
def test_any_bytes_are_refused_in_order(data: bytes) -> None:
    with contextlib.suppress(RecordRefused):
        decode_record(data)


@given(st.data())
def test_any_change_of_a_record_is_refused(data: st.DataObject) -> None:
    wire = Writer().share().wire
    place = data.draw(st.integers(0, len(wire) - 1))
    changed = wire[:place] + bytes([wire[place] ^ data.draw(st.integers(1, 255))]) + wire[place + 1 :]
    with pytest.raises(RecordRefused):
        check_signature(decode_record(changed))


def test_a_torn_record_is_refused_wherever_it_is_torn() -> None:
    wire = Writer().share().wire
    assert {refusal(wire[:length]) for length in range(len(wire))} == {"malformed"}
    assert refusal(wire + b"\0") == "malformed"


def test_size_is_checked_first() -> None:
    assert refusal(bytes(limits.RECORD_BYTES + 1)) == "too-large"
    assert refusal(bytes(limits.RECORD_BYTES)) == "malformed"


def test_nesting_is_checked_before_decoding() -> None:
    values = values_of(Writer().share())
    for depth, why in ((limits.RECORD_NESTING - 1, None), (limits.RECORD_NESTING, "too-deep")):
        nested: Any = 1
        for _ in range(depth):
            nested = [nested]
        wire = wire_of([*values[:-1], nested])
        if why is None:
            decode_record(wire)
        else:
            assert refusal(wire) == why
    assert refusal(bytes(SIGNATURE_BYTES) + b"\x91" * 60_000) == "too-deep"


def test_a_newer_version_is_told_from_rubbish() -> None:
    values = values_of(Writer().share())
    assert refusal(wire_of([2, *values[1:], "something more"])) == "too-new"
    assert refusal(wire_of([0, *values[1:]])) == "malformed"
    assert refusal(wire_of([128, *values[1:]])) == "malformed"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (1, bytes(31)),
        (2, bytes(33)),
        (3, "x" * 32),
        (4, 0),
        (4, True),
        (4, 2**63),
        (5, [bytes(32)] * 17),
        (5, [bytes(31)]),
        (6, ""),
        (6, "Share"),
        (6, "x" * 33),
        (6, "share\n"),
        (7, bytes(16)),
        (7, None),
        (8, -1),
        (8, 1.0),
        (9, 2**63),
        (10, None),
    ],
)
def test_every_field_is_of_its_type_and_in_its_range(place: int, value: Any) -> None:
    values = values_of(Writer().share())
    assert refusal(wire_of([*values[:place], value, *values[place + 1 :]])) == "malformed"


def test_there_is_one_encoding_only() -> None:
    record = Writer().share()
    data = record.wire[SIGNATURE_BYTES:]
    seq = 2 + 3 * (2 + 32)  # behind array, version and three ids
    assert data[seq] == record.envelope.seq
    longer = data[:seq] + b"\xcc" + data[seq:]
    assert msgspec.msgpack.decode(longer) == values_of(record)
    assert refusal(bytes(SIGNATURE_BYTES) + longer) == "malformed"
    assert refusal(wire_of([*values_of(record), None])) == "malformed"
    assert refusal(wire_of(values_of(record)[:-1])) == "malformed"
    assert refusal(wire_of({"v": 1})) == "malformed"


def test_text_that_is_no_text_is_refused() -> None:
    wire = Writer().share().wire.replace(b"\xa5share", b"\xa5sh\xffre")
    assert refusal(wire) == "malformed"


def test_only_the_device_named_can_have_signed() -> None:
    writer, other = Writer(), Writer(device_number=2)
    check_signature(writer.share())
    forged = Record.signed_by(other.key, writer.envelope("share", b"", msgspec.Raw(b"\x90")))
    with pytest.raises(RecordRefused) as caught:
        check_signature(decode_record(forged.wire))
    assert caught.value.why == "signature"


@pytest.mark.parametrize("label", [label for label in Label if label is not Label.RECORD])
def test_a_signature_for_another_purpose_is_none(label: Label) -> None:
    writer = Writer()
    data = writer.share().wire[SIGNATURE_BYTES:]
    with pytest.raises(RecordRefused):
        check_signature(decode_record(writer.key.sign(label, data) + data))
