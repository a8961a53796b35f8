"""The signed envelope that everything people share travels in: its exact bytes, both ways.

Bytes from elsewhere are bounded in size and nesting before they are decoded, and there is one encoding only.
What is signed, named and stored are always the bytes as they came. See docs/protocol.md. Any thread.
"""

from dataclasses import dataclass, field
from typing import Annotated, Final, Self

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.clock import HybridTime, Seconds
from desktop.errors import RecordRefused
from desktop.ids import ID_BYTES, DeviceId, GroupId, ObjectId, PersonId, RecordId
from desktop.keys import (
    SIGNATURE_BYTES,
    Label,
    PublicKey,
    Signature,
    SignatureWrong,
    SigningKey,
    content_id,
    verify,
)
from desktop.share.records.nesting import deeper_than

VERSION: Final = 1
_LARGEST: Final = 2**63 - 1
_FIXARRAY: Final = 0x90
_LARGEST_FIXINT: Final = 0x7F

_Id = Meta(min_length=ID_BYTES, max_length=ID_BYTES)
_Counted = Meta(ge=1, le=_LARGEST)
_Time = Meta(ge=0, le=_LARGEST)


class Envelope(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Who says something, when, and about which object; what they say is in `body`, not decoded yet."""

    v: Annotated[int, Meta(ge=VERSION, le=VERSION)]
    group: Annotated[GroupId, _Id]
    author: Annotated[PersonId, _Id]
    device: Annotated[DeviceId, _Id]
    seq: Annotated[int, _Counted]
    """Counts the device's records in the group."""
    seen: Annotated[tuple[Annotated[RecordId, _Id], ...], Meta(max_length=limits.RECORD_SEEN)]
    """The newest membership operations that the author knew."""
    kind: Annotated[
        str, Meta(min_length=1, max_length=limits.RECORD_KIND_LENGTH, pattern=r"^[a-z][a-z0-9-]*\Z")
    ]
    object: Annotated[ObjectId, Meta(max_length=ID_BYTES)]
    """Empty when this record founds an object."""
    created: Annotated[Seconds, _Time]
    clock: Annotated[HybridTime, _Time]
    expires: Annotated[Seconds, _Time]
    """0 is as long as its kind lives."""
    body: msgspec.Raw


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Envelope)


@dataclass(frozen=True, slots=True)
class Record:
    """An envelope with the bytes it came in. Equal when the ids are."""

    id: RecordId
    envelope: Envelope = field(compare=False)
    wire: bytes = field(compare=False, repr=False)

    @classmethod
    def signed_by(cls, device: SigningKey, envelope: Envelope) -> Self:
        """Return `envelope` as a record; `device` must be the key that it names. Nothing is bounded here."""
        data = _ENCODER.encode(envelope)
        return cls(RecordId(content_id(data)), envelope, device.sign(Label.RECORD, data) + data)

    @property
    def about(self) -> ObjectId:
        """The object that this record founds or speaks of."""
        return self.envelope.object or ObjectId(self.id)

    @property
    def founds(self) -> bool:
        return not self.envelope.object


def decode_record(wire: bytes) -> Record:
    """Return the record in `wire`, signature and body unchecked; raise RecordRefused for any other bytes."""
    if len(wire) > limits.RECORD_BYTES:
        raise RecordRefused(why="too-large")
    data = wire[SIGNATURE_BYTES:]
    if _is_newer(data):
        raise RecordRefused(why="too-new")
    if deeper_than(data, limits.RECORD_NESTING):
        raise RecordRefused(why="too-deep")
    return read_record(wire)


def read_record(wire: bytes) -> Record:
    """Do what `decode_record` does for bytes that have been through it before."""
    data = wire[SIGNATURE_BYTES:]
    return Record(RecordId(content_id(data)), _decode_envelope(data), wire)


def check_signature(record: Record) -> None:
    """Return if the record's device signed it; raise RecordRefused otherwise."""
    check_wire(record.envelope.device, record.wire)


def check_wire(device: DeviceId, wire: bytes) -> None:
    """Return if `wire` is a signature by `device` and what it signed; raise RecordRefused otherwise."""
    signature, data = Signature(wire[:SIGNATURE_BYTES]), wire[SIGNATURE_BYTES:]
    try:
        verify(Label.RECORD, PublicKey(device), data, signature)
    except SignatureWrong as error:
        raise RecordRefused(why="signature") from error


def _is_newer(data: bytes) -> bool:
    """Every version is a short array that begins with its number, so that this much can always be told."""
    return len(data) > 1 and data[0] & 0xF0 == _FIXARRAY and VERSION < data[1] <= _LARGEST_FIXINT


def _decode_envelope(data: bytes) -> Envelope:
    try:
        envelope = _DECODER.decode(data)
    except ValueError as error:  # what msgspec raises, and UnicodeDecodeError
        raise RecordRefused(why="malformed") from error
    if len(envelope.object) not in {0, ID_BYTES} or _ENCODER.encode(envelope) != data:
        raise RecordRefused(why="malformed")
    return envelope
