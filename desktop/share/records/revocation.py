"""Revocations: a person's identity key says that one of their computers is none of theirs any more. Pure.

Byte by byte in `docs/protocol.md`. One holds for ever: there is no statement that takes it back.
"""

from typing import Annotated, Final, Self

import msgspec

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import Label, SigningKey
from desktop.share.records.signed import (
    KEY,
    Moment,
    Signed,
    Statement,
    check_statement,
    read_statement,
    sign_statement,
)


class RevocationStatement(Statement, frozen=True, kw_only=True):
    """What the identity signs. `at` is for people to read."""

    person: Annotated[PersonId, KEY]
    device: Annotated[DeviceId, KEY]
    at: Moment


_DECODER: Final = msgspec.msgpack.Decoder(RevocationStatement)


class Revocation(Signed[RevocationStatement]):
    """A revocation with the bytes it came in."""

    __slots__ = ()

    @classmethod
    def signed_by(cls, identity: SigningKey, device: DeviceId, at: Seconds) -> Self:
        """Return the end of one of the computers of the person whose identity this is."""
        statement = RevocationStatement(person=PersonId(identity.public), device=device, at=at)
        return cls(statement, sign_statement(Label.REVOCATION, identity, statement))


def decode_revocation(wire: bytes) -> Revocation:
    """Return the revocation in `wire`, its signature checked; raise RecordRefused for any other bytes."""
    statement = read_statement(_DECODER, wire, limits.REVOCATION_BYTES)
    check_statement(Label.REVOCATION, statement.person, wire)
    return Revocation(statement, wire)
