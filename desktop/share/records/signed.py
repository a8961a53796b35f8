"""Signed statements: a signature, then the one encoding of what is said. Pure; any thread."""

from typing import Final

import msgspec

from desktop.errors import RecordRefused
from desktop.keys import SIGNATURE_BYTES, Label, PublicKey, Signature, SignatureWrong, SigningKey, verify

_UNREADABLE: Final = (ValueError, RecursionError)
"""What msgspec raises for bytes that are not what they should be."""


def sign_statement(label: Label, key: SigningKey, statement: msgspec.Struct) -> bytes:
    data = msgspec.msgpack.encode(statement)
    return key.sign(label, data) + data


def read_statement[T: msgspec.Struct](decoder: msgspec.msgpack.Decoder[T], wire: bytes, most: int) -> T:
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
