"""Device records: only the person can say which computers are theirs."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import RecordRefused
from desktop.keys import SIGNATURE_BYTES, Label
from desktop.share.records.device import DeviceRecord, decode_device_record
from tests.share.writers import Writer


def refusal(wire: bytes) -> str:
    with pytest.raises(RecordRefused) as caught:
        decode_device_record(wire)
    return caught.value.why


def test_the_same_keys_and_second_give_the_same_bytes() -> None:
    writer = Writer()
    assert writer.device_record() == Writer().device_record()
    read = decode_device_record(writer.device_record())
    assert (read.statement.person, read.statement.device) == (writer.person, writer.device)
    assert read.wire == writer.device_record()


def test_somebody_else_cannot_say_it() -> None:
    statement = decode_device_record(Writer().device_record()).statement
    assert refusal(DeviceRecord.signed_by(Writer(2).identity, statement).wire) == "signature"


@pytest.mark.parametrize("label", [label for label in Label if label is not Label.DEVICE])
def test_a_signature_for_another_purpose_is_none(label: Label) -> None:
    writer = Writer()
    data = writer.device_record()[SIGNATURE_BYTES:]
    assert refusal(writer.identity.sign(label, data) + data) == "signature"


def test_torn_grown_and_nested_ones_are_refused() -> None:
    wire = Writer().device_record()
    assert {refusal(wire[:length]) for length in range(len(wire))} == {"malformed"}
    assert refusal(wire + b"\0") == "malformed"
    assert refusal(bytes(SIGNATURE_BYTES) + b"\x91" * 900) == "malformed"
    assert refusal(bytes(2_000)) == "too-large"


def test_a_longer_encoding_is_refused() -> None:
    wire = Writer().device_record()
    data = wire[SIGNATURE_BYTES:]
    longer = data[:1] + b"\xcc" + data[1:]
    assert msgspec.msgpack.decode(longer) == msgspec.msgpack.decode(data)
    assert refusal(wire[:SIGNATURE_BYTES] + longer) == "malformed"


@given(st.binary(max_size=1_100))
def test_any_bytes_are_refused_in_order(data: bytes) -> None:
    with contextlib.suppress(RecordRefused):
        decode_device_record(data)
