"""Introductions and address notes: what a device says of itself, and nobody else can say for it."""

import contextlib
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.errors import RecordRefused
from desktop.ids import PersonId
from desktop.keys import SIGNATURE_BYTES, Label
from desktop.reach import Reach
from desktop.share.records.address_note import AddressNote, decode_address_note
from desktop.share.records.introduction import (
    Introduction,
    IntroductionStatement,
    decode_introduction,
    link_proof,
)
from tests.share.writers import NOW, Writer

REACH = Reach(b"e" * 32, None, (("192.0.2.1", 7),))
STATEMENT = IntroductionStatement(
    to=PersonId(b"t" * 32),
    device_record=Writer().device_record(),
    name="Amber Kettle",
    text="From the garden party",
    reach=REACH,
    proof=bytes(32),
    at=NOW,
)


@dataclass(frozen=True)
class Case:
    """One kind of statement: its bytes, and how they are read."""

    label: Label
    wire: bytes
    most: int

    def refusal(self, wire: bytes) -> str:
        decode = decode_introduction if self.label is Label.INTRODUCTION else decode_address_note
        with pytest.raises(RecordRefused) as caught:
            decode(wire)
        return caught.value.why


INTRODUCTION = Case(
    Label.INTRODUCTION, Introduction.signed_by(Writer().key, STATEMENT).wire, limits.INTRODUCTION_BYTES
)
NOTE = Case(Label.ADDRESS_NOTE, AddressNote.signed_by(Writer().key, REACH, NOW).wire, limits.NOTE_BYTES)
CASES = pytest.mark.parametrize("case", [INTRODUCTION, NOTE], ids=lambda case: str(case.label))


def test_an_introduction_says_who_and_where() -> None:
    read = decode_introduction(INTRODUCTION.wire)
    assert (read.person, read.device) == (Writer().person, Writer().device)
    assert read.endpoint == read.device_record.statement.endpoint
    assert (read.statement, read.wire) == (STATEMENT, INTRODUCTION.wire)


def test_a_note_says_where() -> None:
    read = decode_address_note(NOTE.wire)
    assert (read.statement.device, read.statement.reach, read.statement.at) == (Writer().device, REACH, NOW)


def test_the_longest_ones_fit() -> None:
    addresses = tuple((f"2001:db8:aaaa:bbbb:cccc:dddd:eeee:{number:04x}", 65535) for number in range(8))
    reach = Reach(b"e" * 32, None, addresses)
    statement = msgspec.structs.replace(STATEMENT, reach=reach, name="x" * 50, text="x" * 200)
    assert len(Introduction.signed_by(Writer().key, statement).wire) <= limits.INTRODUCTION_BYTES
    assert len(AddressNote.signed_by(Writer().key, reach, NOW).wire) <= limits.NOTE_BYTES


@CASES
def test_somebody_else_cannot_say_it(case: Case) -> None:
    data = case.wire[SIGNATURE_BYTES:]
    assert case.refusal(Writer(2).key.sign(case.label, data) + data) == "signature"


@CASES
def test_a_signature_for_another_purpose_is_none(case: Case) -> None:
    data = case.wire[SIGNATURE_BYTES:]
    for label in set(Label) - {case.label}:
        assert case.refusal(Writer().key.sign(label, data) + data) == "signature"


@CASES
def test_torn_grown_and_large_ones_are_refused(case: Case) -> None:
    assert {case.refusal(case.wire[:length]) for length in range(len(case.wire))} == {"malformed"}
    assert case.refusal(case.wire + b"\0") == "malformed"
    assert case.refusal(bytes(SIGNATURE_BYTES) + b"\x91" * 500) == "malformed"
    assert case.refusal(bytes(case.most + 1)) == "too-large"


def test_a_device_record_that_the_person_did_not_sign_is_refused() -> None:
    record = bytearray(Writer().device_record())
    record[-1] ^= 1
    statement = msgspec.structs.replace(STATEMENT, device_record=bytes(record))
    data = msgspec.msgpack.encode(statement)
    assert INTRODUCTION.refusal(Writer().key.sign(Label.INTRODUCTION, data) + data) in {
        "signature",
        "malformed",
    }


@CASES
@given(data=st.binary(max_size=700))
def test_any_bytes_are_refused_in_order(case: Case, data: bytes) -> None:
    with contextlib.suppress(RecordRefused):
        (decode_introduction if case.label is Label.INTRODUCTION else decode_address_note)(data)


@CASES
@given(data=st.data())
def test_any_change_is_refused(case: Case, data: st.DataObject) -> None:
    changed = bytearray(case.wire)
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    case.refusal(bytes(changed))


def test_a_link_is_proven_between_two_endpoints_only() -> None:
    good = link_proof(b"s" * 32, b"a" * 32, b"b" * 32)
    assert good != link_proof(b"s" * 32, b"b" * 32, b"a" * 32)
    assert good != link_proof(b"x" * 32, b"a" * 32, b"b" * 32)
