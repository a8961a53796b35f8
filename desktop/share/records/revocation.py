"""Revocations: a person's identity key says that one of their computers is none of theirs any more. Pure.

Byte by byte in `docs/protocol.md`. One holds for ever: there is no statement that takes it back.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Self

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import KEY_BYTES, Label, SigningKey
from desktop.share.records.signed import check_statement, read_statement, sign_statement

VERSION: Final = 1
_Key = Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)


class RevocationStatement(
    msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """What the identity signs. `at` is for people to read."""

    v: Annotated[int, Meta(ge=VERSION, le=VERSION)] = VERSION
    person: Annotated[PersonId, _Key]
    device: Annotated[DeviceId, _Key]
    at: Annotated[Seconds, Meta(ge=0, le=2**63 - 1)]


_DECODER: Final = msgspec.msgpack.Decoder(RevocationStatement)


@dataclass(frozen=True, slots=True)
class Revocation:
    """A revocation with the bytes it came in."""

    statement: RevocationStatement
    wire: bytes

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
