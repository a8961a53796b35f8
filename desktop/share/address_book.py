"""The address book that each contact keeps a sealed copy of: it brings one's people back from 24 words. Pure.

Byte by byte in `docs/protocol.md`.
"""

from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.ids import ID_BYTES
from desktop.keys import Label, SealBroken, derive_key, open_sealed, seal
from desktop.reach import Reach

_VERSION: Final = 1
_SEAL_ROOM: Final = 64


class BookDevice(msgspec.Struct, array_like=True, frozen=True):
    """A computer of somebody in the book."""

    record: Annotated[bytes, Meta(max_length=limits.DEVICE_RECORD_BYTES)]
    reach: Reach


class BookEntry(msgspec.Struct, array_like=True, frozen=True):
    """Somebody in the book."""

    person: Annotated[bytes, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
    name: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
    note: Annotated[str, Meta(max_length=limits.CONTACT_NOTE)]
    verified: bool
    auto_accept: bool
    blocked: bool
    devices: tuple[BookDevice, ...]


class AddressBook(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """Whom a person knows. `name` is what they call themselves. May grow at its end.

    `own_devices` are the device records of their own computers, `revocations` end some of those.
    """

    version: int = _VERSION
    name: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
    entries: tuple[BookEntry, ...]
    own_devices: Annotated[
        tuple[Annotated[bytes, Meta(max_length=limits.DEVICE_RECORD_BYTES)], ...],
        Meta(max_length=limits.OWN_DEVICES),
    ] = ()
    revocations: Annotated[
        tuple[Annotated[bytes, Meta(max_length=limits.REVOCATION_BYTES)], ...],
        Meta(max_length=limits.REVOCATIONS),
    ] = ()


_DECODER: Final = msgspec.msgpack.Decoder(AddressBook)


@dataclass(frozen=True, slots=True)
class SealedBook:
    """A book as only the person themselves can open it, and how many people found no room in it."""

    sealed: bytes
    left_out: int


def seal_book(identity_seed: bytes, book: AddressBook) -> SealedBook:
    """Seal a book, whoever is verified first. What does not fit is left out from the end of its entries.

    First where people are called, which can be found out again, and only then people.
    """
    by_weight = sorted(book.entries, key=lambda entry: (not entry.verified, entry.blocked))
    empty = msgspec.msgpack.encode(msgspec.structs.replace(book, entries=()))
    kept = _fitting(by_weight, limits.BOOK_BYTES - _SEAL_ROOM - len(empty))
    plain = msgspec.msgpack.encode(msgspec.structs.replace(book, entries=kept))
    sealed = seal(Label.BOOK_SEAL, derive_key(Label.BOOK_SEAL, identity_seed), plain)
    return SealedBook(sealed, len(book.entries) - len(kept))


def _fitting(entries: list[BookEntry], room: int) -> tuple[BookEntry, ...]:
    sizes = [len(msgspec.msgpack.encode(entry)) for entry in entries]
    kept, size = list(entries), sum(sizes)
    for index in reversed(range(len(kept))):
        if size <= room:
            break
        kept[index] = _shorter(kept[index])
        size += len(msgspec.msgpack.encode(kept[index])) - sizes[index]
    while size > room:
        size -= len(msgspec.msgpack.encode(kept.pop()))
    return tuple(kept)


def _shorter(entry: BookEntry) -> BookEntry:
    """Return somebody with the computer named first, and not where it is called."""
    devices = tuple(BookDevice(device.record, Reach(device.reach.endpoint)) for device in entry.devices[:1])
    return msgspec.structs.replace(entry, devices=devices)


def open_book(identity_seed: bytes, sealed: bytes) -> AddressBook | None:
    """Return the book in a copy that somebody kept, None if they give back anything else."""
    try:
        plain = open_sealed(Label.BOOK_SEAL, derive_key(Label.BOOK_SEAL, identity_seed), sealed)
        return _DECODER.decode(plain)
    except (SealBroken, ValueError, RecursionError):
        return None
