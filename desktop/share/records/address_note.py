"""Address notes: a device says where it can be called, so that nobody else can say it wrongly. Pure.

Byte by byte in `docs/protocol.md`.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Self

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId
from desktop.keys import KEY_BYTES, Label, SigningKey
from desktop.reach import Reach
from desktop.share.records.signed import check_statement, read_statement, sign_statement

VERSION: Final = 1


class AddressStatement(
    msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """What the device signs; of two, the later one holds."""

    v: Annotated[int, Meta(ge=VERSION, le=VERSION)] = VERSION
    device: Annotated[DeviceId, Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
    reach: Reach
    at: Annotated[Seconds, Meta(ge=0, le=2**63 - 1)]


_DECODER: Final = msgspec.msgpack.Decoder(AddressStatement)


@dataclass(frozen=True, slots=True)
class AddressNote:
    """An address statement with the bytes it came in."""

    statement: AddressStatement
    wire: bytes

    @classmethod
    def signed_by(cls, device: SigningKey, reach: Reach, at: Seconds) -> Self:
        statement = AddressStatement(device=DeviceId(device.public), reach=reach, at=at)
        return cls(statement, sign_statement(Label.ADDRESS_NOTE, device, statement))


def decode_address_note(wire: bytes) -> AddressNote:
    """Return the note in `wire`, its signature checked. Raises RecordRefused."""
    statement = read_statement(_DECODER, wire, limits.NOTE_BYTES)
    check_statement(Label.ADDRESS_NOTE, statement.device, wire)
    return AddressNote(statement, wire)
