"""Revocations: only the person can say which computers are no longer theirs."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.clock import Seconds
from desktop.errors import RecordRefused
from desktop.ids import DeviceId, PersonId
from desktop.keys import SIGNATURE_BYTES, Label, SigningKey
from desktop.share.records.revocation import Revocation, decode_revocation
from desktop.share.records.signed import sign_statement

KEYS = st.binary(min_size=32, max_size=32)
TIMES = st.integers(0, 2**63 - 1).map(Seconds)
IDENTITY, DEVICE = SigningKey(b"i" * 32), DeviceId(b"d" * 32)
REVOCATION = Revocation.signed_by(IDENTITY, DEVICE, Seconds(1_800_000_000))


def refusal(wire: bytes) -> str:
    with pytest.raises(RecordRefused) as caught:
        decode_revocation(wire)
    return caught.value.why


@given(KEYS, KEYS.map(DeviceId), TIMES)
def test_it_comes_back_as_it_was_signed(seed: bytes, device: DeviceId, at: Seconds) -> None:
    signed = Revocation.signed_by(SigningKey(seed), device, at)
    assert decode_revocation(signed.wire) == signed
    assert (signed.statement.device, signed.statement.at) == (device, at)
    assert signed.statement.person == PersonId(SigningKey(seed).public)


def test_somebody_else_cannot_say_it() -> None:
    forged = sign_statement(Label.REVOCATION, SigningKey(b"e" * 32), REVOCATION.statement)
    assert refusal(forged) == "signature"


@pytest.mark.parametrize("label", [label for label in Label if label is not Label.REVOCATION])
def test_a_signature_for_another_purpose_is_none(label: Label) -> None:
    data = REVOCATION.wire[SIGNATURE_BYTES:]
    assert refusal(IDENTITY.sign(label, data) + data) == "signature"


def test_torn_grown_and_nested_ones_are_refused() -> None:
    wire = REVOCATION.wire
    assert {refusal(wire[:length]) for length in range(len(wire))} == {"malformed"}
    assert refusal(wire + b"\0") == "malformed"
    assert refusal(bytes(SIGNATURE_BYTES) + b"\x91" * 150) == "malformed"
    assert refusal(bytes(2_000)) == "too-large"


def test_another_version_and_a_longer_encoding_are_refused() -> None:
    fields = msgspec.msgpack.decode(REVOCATION.wire[SIGNATURE_BYTES:])
    for data in (
        msgspec.msgpack.encode([2, *fields[1:]]),
        msgspec.msgpack.encode([*fields, 0]),
        b"\x94\xcc\x01" + msgspec.msgpack.encode(fields)[2:],
    ):
        assert refusal(IDENTITY.sign(Label.REVOCATION, data) + data) == "malformed"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_order(data: bytes) -> None:
    with contextlib.suppress(RecordRefused):
        decode_revocation(data)
