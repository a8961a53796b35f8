"""Device records: a person's identity key says which keys one of their computers uses.

The same keys and the same second give the same bytes, so a device record can be issued again. Any thread.
"""

from typing import Annotated, Final, Self

import msgspec

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import Label, PublicKey, SigningKey
from desktop.share.records.signed import (
    KEY,
    Moment,
    Signed,
    Statement,
    check_statement,
    read_statement,
    sign_statement,
)


class DeviceStatement(Statement, frozen=True, kw_only=True):
    """What the identity signs about one of its computers."""

    person: Annotated[PersonId, KEY]
    device: Annotated[DeviceId, KEY]
    endpoint: Annotated[PublicKey, KEY]
    address: Annotated[PublicKey, KEY]
    created: Moment


_DECODER: Final = msgspec.msgpack.Decoder(DeviceStatement)


class DeviceRecord(Signed[DeviceStatement]):
    """A device statement with the bytes it came in."""

    __slots__ = ()

    @classmethod
    def signed_by(cls, identity: SigningKey, statement: DeviceStatement) -> Self:
        """Return `statement` signed by `identity`, which must be the person that it names."""
        return cls(statement, sign_statement(Label.DEVICE, identity, statement))


def decode_device_record(wire: bytes) -> DeviceRecord:
    """Return the device record in `wire`, its signature checked; raise RecordRefused for any other bytes."""
    statement = read_statement(_DECODER, wire, limits.DEVICE_RECORD_BYTES)
    check_statement(Label.DEVICE, statement.person, wire)
    return DeviceRecord(statement, wire)


def newest_record(wire: bytes, known: bytes) -> bytes:
    """Return which of two sound records about one device counts: the later one, or else the one known."""
    later = _created(wire) > _created(known)
    return wire if later else known


def _created(wire: bytes) -> Seconds:
    return read_statement(_DECODER, wire, limits.DEVICE_RECORD_BYTES).created
