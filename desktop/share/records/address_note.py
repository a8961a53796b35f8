"""Address notes: a device says where it can be called, so that nobody else can say it wrongly. Pure.

Byte by byte in `docs/protocol.md`.
"""

from typing import Annotated, Final, Self

import msgspec

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId
from desktop.keys import Label, SigningKey
from desktop.reach import Reach
from desktop.share.records.signed import (
    KEY,
    Moment,
    Signed,
    Statement,
    check_statement,
    read_statement,
    sign_statement,
)


class AddressStatement(Statement, frozen=True, kw_only=True):
    """What the device signs; of two, the later one holds."""

    device: Annotated[DeviceId, KEY]
    reach: Reach
    at: Moment


_DECODER: Final = msgspec.msgpack.Decoder(AddressStatement)


class AddressNote(Signed[AddressStatement]):
    """An address statement with the bytes it came in."""

    __slots__ = ()

    @classmethod
    def signed_by(cls, device: SigningKey, reach: Reach, at: Seconds) -> Self:
        statement = AddressStatement(device=DeviceId(device.public), reach=reach, at=at)
        return cls(statement, sign_statement(Label.ADDRESS_NOTE, device, statement))


def decode_address_note(wire: bytes) -> AddressNote:
    """Return the note in `wire`, its signature checked. Raises RecordRefused."""
    statement = read_statement(_DECODER, wire, limits.NOTE_BYTES)
    check_statement(Label.ADDRESS_NOTE, statement.device, wire)
    return AddressNote(statement, wire)
