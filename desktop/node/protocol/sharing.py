"""Sharing something, and getting what a link leads to: what is asked, and what is answered."""

from enum import StrEnum

import msgspec

from desktop.node.protocol.command import Command
from desktop.node.protocol.news import SharedFacts
from desktop.node.protocol.transfers import TransferResult


class ShareResult(SharedFacts, frozen=True):
    pass


class GetResult(msgspec.Struct, frozen=True):
    share: str
    path: str
    bytes: int
    files: int
    seconds: float


class ContentsResult(msgspec.Struct, frozen=True):
    """What sharing some paths would pass on; `names` are the first. `junk` is what systems put there."""

    files: int
    bytes: int
    names: tuple[str, ...]
    junk: int
    left_out: int


class LinkKind(StrEnum):
    """What a link leads to."""

    SHARE = "share"
    PUBLIC = "public"
    PERSON = "person"


class LinkResult(msgspec.Struct, frozen=True):
    """What a link says of itself; nothing of it is proven. `here` is its transfer if it is on the list."""

    kind: LinkKind
    title: str
    bytes: int | None
    files: int | None
    here: str | None = None


class AddShare(Command[ShareResult], frozen=True, tag="share"):
    paths: tuple[str, ...]
    title: str | None = None
    public: bool = False
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    torrent_file: str | None = None
    to: tuple[str, ...] = ()
    """Ids or names of the people whom it is for; nobody else may have it then."""
    text: str = ""
    days: int | None = None
    until_sent: int | None = None
    stay: bool = False
    """Seed until interrupted: what a command line without a running node wants."""


class Get(Command[GetResult], frozen=True, tag="get"):
    link: str
    """A link, or the absolute path of a `.torrent`."""
    folder: str | None = None
    only: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    timeout: float | None = None


class BeginGet(Command[list[TransferResult]], frozen=True, tag="begin"):
    """Begin to get what a link leads to, and return its row at once."""

    link: str
    folder: str | None = None


class LookThrough(Command[ContentsResult], frozen=True, tag="look"):
    """Look at what sharing these would pass on."""

    paths: tuple[str, ...]


class ReadLink(Command[LinkResult], frozen=True, tag="read"):
    """Say what a link leads to, and ask nobody."""

    link: str


SharingCommand = AddShare | Get | BeginGet | LookThrough | ReadLink
