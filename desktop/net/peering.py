"""What two people who know each other say in a call: one closed set of messages. Sans-IO.

Byte by byte in `docs/protocol.md`. A message is an array that begins with its number and may only grow at
its end; messages of numbers that we do not know are skipped, so that versions can differ.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.ids import ID_BYTES
from desktop.reach import Reach

ALPN: Final = b"passalong/peer/1"

_Id = Annotated[bytes, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
_Name = Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
_Size = Annotated[int, Meta(ge=0, le=2**63 - 1)]
_Secret = Annotated[bytes, Meta(min_length=16, max_length=64)]


class MessageRefused(Exception):
    """These bytes are no message: whoever sent them is not worth listening to."""


class Ping(msgspec.Struct, array_like=True, frozen=True, tag=0):
    """Ask whether the other is there."""


class Pong(msgspec.Struct, array_like=True, frozen=True, tag=1):
    """Say that we are."""


class Card(msgspec.Struct, array_like=True, frozen=True, tag=2):
    """What I am called, and where: `note` is a signed address note.

    `device_record` is this device's newest; empty from those who say it only in the hello.
    """

    name: _Name
    note: Annotated[bytes, Meta(max_length=limits.NOTE_BYTES)]
    device_record: Annotated[bytes, Meta(max_length=limits.DEVICE_RECORD_BYTES)] = b""


class KeepBook(msgspec.Struct, array_like=True, frozen=True, tag=3):
    """Keep this sealed copy of my address book for me."""

    sealed: Annotated[bytes, Meta(max_length=limits.BOOK_BYTES)]


class AskBook(msgspec.Struct, array_like=True, frozen=True, tag=4):
    """Ask for the copy that the other keeps of my address book: all else is lost."""


class YourBook(msgspec.Struct, array_like=True, frozen=True, tag=5):
    """This is what I keep for you; empty if nothing."""

    sealed: Annotated[bytes, Meta(max_length=limits.BOOK_BYTES)]


class Offer(msgspec.Struct, array_like=True, frozen=True, tag=6, kw_only=True):
    """Would you like these files? Said again in every call until it is answered."""

    offer: _Id
    share: _Id
    title: Annotated[str, Meta(max_length=limits.TITLE_LENGTH)]
    size: _Size
    files: Annotated[int, Meta(ge=1, le=limits.TORRENT_FILES)]
    names: Annotated[
        tuple[Annotated[str, Meta(max_length=limits.OFFER_NAME_LENGTH)], ...],
        Meta(max_length=limits.OFFER_NAMES),
    ]
    infohash_v2: _Id
    secret: _Secret
    text: Annotated[str, Meta(max_length=limits.OFFER_TEXT)]


class OfferState(msgspec.Struct, array_like=True, frozen=True, tag=7):
    """How an offer stands on my side: one of `share.offers.OfferState`."""

    offer: _Id
    state: Annotated[str, Meta(max_length=20)]
    reason: Annotated[str, Meta(max_length=40)] = ""


class Helpers(msgspec.Struct, array_like=True, frozen=True, tag=8):
    """Who else has or gets this share of mine, and may be asked for it."""

    share: _Id
    reaches: Annotated[tuple[Reach, ...], Meta(max_length=limits.OFFER_HELPERS)]


class Revocations(msgspec.Struct, array_like=True, frozen=True, tag=9):
    """Which computers are none of mine any more. Said again in every call."""

    revocations: Annotated[
        tuple[Annotated[bytes, Meta(max_length=limits.REVOCATION_BYTES)], ...],
        Meta(max_length=limits.REVOCATIONS),
    ]


Message = Ping | Pong | Card | KeepBook | AskBook | YourBook | Offer | OfferState | Helpers | Revocations

_HIGHEST: Final = 9
_DECODER: Final = msgspec.msgpack.Decoder(Message)


class _Numbered(msgspec.Struct, array_like=True, frozen=True):
    number: Annotated[int, Meta(ge=0)]


def write_message(message: Message) -> bytes:
    return msgspec.msgpack.encode(message)


def read_message(data: bytes) -> Message | None:
    """Return what the bytes say, None for a message of a later version. Raises MessageRefused."""
    try:
        if msgspec.msgpack.decode(data, type=_Numbered).number > _HIGHEST:
            return None
        message: Message = _DECODER.decode(data)
    except (ValueError, RecursionError) as error:
        raise MessageRefused from error
    return message
