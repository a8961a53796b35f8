"""Ids: 32 bytes inside, lower-case base32 without padding where people or scripts see them."""

import base64
import binascii
from collections.abc import Iterable
from typing import Final, NewType

from desktop import limits
from desktop.errors import IdAmbiguous, IdUnknown

PersonId = NewType("PersonId", bytes)
"""An identity's public key (Ed25519)."""
DeviceId = NewType("DeviceId", bytes)
"""A device's public key (Ed25519)."""
GroupId = NewType("GroupId", bytes)
RecordId = NewType("RecordId", bytes)
"""BLAKE2b-256 of the record's signed bytes."""
ObjectId = NewType("ObjectId", bytes)
"""The id of the record that founded the object."""
ShareId = NewType("ShareId", ObjectId)

ID_BYTES: Final = 32


def id_text(value: bytes) -> str:
    """Return `value` in lower-case base32 without padding (52 characters for an id)."""
    return base64.b32encode(value).decode("ascii").rstrip("=").lower()


def id_bytes(text: str) -> bytes:
    """Return the bytes of `text`, which must be exactly what `id_text` writes.

    Raises ValueError when it is anything else.
    """
    try:
        value = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise ValueError("not base32") from error
    if id_text(value) != text:
        raise ValueError("not in the one form of an id")
    return value


def find_by_prefix(what: str, text: str, known: Iterable[bytes]) -> bytes:
    """Return the one known id that is `text` or begins with it (8 characters or more).

    Raises IdUnknown, or IdAmbiguous when several match.
    """
    if len(text) < limits.ID_PREFIX_LENGTH:
        raise IdUnknown(what=what, text=text)
    found = {value for value in known if id_text(value).startswith(text.lower())}
    if not found:
        raise IdUnknown(what=what, text=text)
    if len(found) > 1:
        raise IdAmbiguous(what=what, text=text)
    return found.pop()
