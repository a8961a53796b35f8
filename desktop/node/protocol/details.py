"""What a closer look at one transfer finds: its files, its pieces, and who takes part."""

from enum import StrEnum

import msgspec


class FileRank(StrEnum):
    """Whether a file is got, and how soon; part of the command line's stable interface."""

    OUT = "out"
    LAST = "last"
    NORMAL = "normal"
    FIRST = "first"


class FileResult(msgspec.Struct, frozen=True):
    """One file. `file` is its number, by which it is chosen; `path` begins with the share's own name.

    `disk` is where it lies or will lie on this computer, if that is known.
    """

    file: int
    path: str
    bytes: int
    rank: FileRank
    disk: str | None = None


class Way(StrEnum):
    """How somebody who takes part is reached; part of the command line's stable interface."""

    DIRECT = "direct"
    RELAY = "relay"
    PUBLIC = "public"
    """As everybody's: in the open, with any BitTorrent program."""
    NEARBY = "local"
    """Within this computer: nobody knows whose tunnel it is any more."""


class TakerResult(msgspec.Struct, frozen=True):
    """Somebody who takes part at this moment.

    `person` is empty if they are not known here; `address` and `client` are told of what is public only.
    `has` is thousandths of the whole; speeds are bytes a second.
    """

    person: str
    name: str
    way: Way
    address: str
    client: str
    has: int
    down: int
    up: int


class TransferDetails(msgspec.Struct, frozen=True):
    """A closer look at one transfer.

    `files` is None if they were not asked for, and so is `link`; it is empty as long as nobody knows what is
    in it. `done` are bytes of each file, in their order. `parts` says of at most 1,000 equal parts of it how
    full each is, 0 to 255.
    """

    transfer: str
    link: str | None
    folder: str
    path: str | None
    files: tuple[FileResult, ...] | None
    done: tuple[int, ...]
    parts: bytes
    pieces: int
    takers: tuple[TakerResult, ...]
