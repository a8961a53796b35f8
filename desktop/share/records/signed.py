"""Signed statements: a signature, then the one encoding of what is said. Pure; any thread."""

from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop.clock import Seconds
from desktop.errors import RecordRefused
from desktop.keys import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    Label,
    PublicKey,
    Signature,
    SignatureWrong,
    SigningKey,
    verify,
)

VERSION: Final = 1
KEY: Final = Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)
type Moment = Annotated[Seconds, Meta(ge=0, le=2**63 - 1)]

_UNREADABLE: Final = (ValueError, RecursionError)
"""What msgspec raises for bytes that are not what they should be."""


class Statement(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is signed."""

    v: Annotated[int, Meta(ge=VERSION, le=VERSION)] = VERSION


@dataclass(frozen=True, slots=True)
class Signed[S: Statement]:
    """A statement with the bytes it came in."""

    statement: S
    wire: bytes


def sign_statement(label: Label, key: SigningKey, statement: Statement) -> bytes:
    data = msgspec.msgpack.encode(statement)
    return key.sign(label, data) + data


def read_statement[S: Statement](decoder: msgspec.msgpack.Decoder[S], wire: bytes, most: int) -> S:
    """Return what at most `most` bytes state; their signature is not checked. Raises RecordRefused."""
    if len(wire) > most:
        raise RecordRefused(why="too-large")
    data = wire[SIGNATURE_BYTES:]
    try:
        statement = decoder.decode(data)
    except _UNREADABLE as error:
        raise RecordRefused(why="malformed") from error
    if msgspec.msgpack.encode(statement) != data:
        raise RecordRefused(why="malformed")
    return statement


def check_statement(label: Label, signer: bytes, wire: bytes) -> None:
    """Raise RecordRefused unless `signer` signed what the bytes state, for this purpose."""
    try:
        verify(label, PublicKey(signer), wire[SIGNATURE_BYTES:], Signature(wire[:SIGNATURE_BYTES]))
    except SignatureWrong as error:
        raise RecordRefused(why="signature") from error
