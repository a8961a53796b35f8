"""Introductions: what somebody says of themselves at the doorbell of a person who does not know them yet.

Byte by byte in `docs/protocol.md`. Pure.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Self

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.ids import ID_BYTES, DeviceId, PersonId, RecordId
from desktop.keys import KEY_BYTES, Label, SigningKey, content_id, digest
from desktop.reach import Reach
from desktop.share.records.device import DeviceRecord, decode_device_record
from desktop.share.records.signed import (
    Moment,
    Statement,
    check_statement,
    read_statement,
    sign_statement,
)

PROOF_BYTES: Final = KEY_BYTES


class IntroductionStatement(Statement, frozen=True, kw_only=True):
    """What the device signs. `proof` is that of the link by which `to` was found; zeros if they know us."""

    to: Annotated[PersonId, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
    device_record: bytes
    name: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
    text: Annotated[str, Meta(max_length=limits.INTRODUCTION_TEXT)]
    reach: Reach
    proof: Annotated[bytes, Meta(min_length=PROOF_BYTES, max_length=PROOF_BYTES)]
    at: Moment


_DECODER: Final = msgspec.msgpack.Decoder(IntroductionStatement)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A statement with the device record in it and the bytes it came in."""

    statement: IntroductionStatement
    device_record: DeviceRecord
    wire: bytes

    @classmethod
    def signed_by(cls, device: SigningKey, statement: IntroductionStatement) -> Self:
        """Return `statement` signed by the device whose record is in it."""
        wire = sign_statement(Label.INTRODUCTION, device, statement)
        return cls(statement, decode_device_record(statement.device_record), wire)

    @property
    def id(self) -> RecordId:
        return RecordId(content_id(self.wire))

    @property
    def person(self) -> PersonId:
        return self.device_record.statement.person

    @property
    def device(self) -> DeviceId:
        return self.device_record.statement.device

    @property
    def endpoint(self) -> bytes:
        return self.device_record.statement.endpoint


def decode_introduction(wire: bytes) -> Introduction:
    """Return the introduction in `wire`, both its signatures checked. Raises RecordRefused."""
    statement = read_statement(_DECODER, wire, limits.INTRODUCTION_BYTES)
    device_record = decode_device_record(statement.device_record)
    check_statement(Label.INTRODUCTION, device_record.statement.device, wire)
    return Introduction(statement, device_record, wire)


def link_proof(secret: bytes, caller: bytes, callee: bytes) -> bytes:
    """Return what only somebody with the link can say, and only from one endpoint to one other."""
    return digest(Label.LINK_PROOF, secret + caller + callee)
