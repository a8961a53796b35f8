"""Shares and transfers as plain values: what is shared with whom, and its place on this computer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.reach import Reach

type Subject = tuple[ShareId, bytes | None]
"""What people speak of: a share's id and its torrent (v2). An id alone says anybody who has heard it."""


class Audience(StrEnum):
    """Who may get a share."""

    PUBLIC = "public"
    LINK = "link"
    PEOPLE = "people"


class Role(StrEnum):
    """What this computer does with a share."""

    SHARE = "share"
    GET = "get"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """A share before it is published. What a magnet has not told yet is None; so is `ends` if never."""

    title: str
    audience: Audience
    secret: bytes = b""
    origin: ShareId | None = None
    name: str | None = None
    infohash_v1: bytes | None = None
    infohash_v2: bytes | None = None
    size: int | None = None
    files: int | None = None
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    ends: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Something shared, as one's own records tell it. `origin` is the share that the link got it by named."""

    share: ObjectId
    origin: ShareId | None
    title: str
    name: str | None
    infohash_v1: bytes | None
    infohash_v2: bytes | None
    size: int | None
    files: int | None
    audience: Audience
    secret: bytes
    trackers: tuple[str, ...]
    web_seeds: tuple[str, ...]
    ends: Seconds | None
    created: Seconds
    person: PersonId

    @property
    def is_public(self) -> bool:
        return self.audience is Audience.PUBLIC

    @property
    def public_id(self) -> ShareId:
        """The id that people see, the same on both sides."""
        return self.origin or ShareId(self.share)

    @property
    def is_own(self) -> bool:
        """Whether this person shared it first."""
        return self.origin is None

    @property
    def subject(self) -> Subject:
        return self.public_id, self.infohash_v2


class ShareChanges(TypedDict, total=False):
    """What an edit may change about a share."""

    title: str
    name: str | None
    infohash_v1: bytes | None
    infohash_v2: bytes | None
    size: int | None
    files: int | None
    audience: Audience
    secret: bytes
    trackers: tuple[str, ...]
    web_seeds: tuple[str, ...]
    ends: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTransfer:
    """A share's place on this computer before it is published."""

    folder: str
    role: Role
    items: tuple[str, ...] = ()
    place: str | None = None
    paused: bool = False
    only: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    source: Reach | None = None
    finished: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A share's place on one computer: the folder it is in or goes to, and what is wanted of it.

    `place` is the name in `folder` that it has here, when that is not its own. `items` are the absolute paths
    that were joined into one share; `folder` then means nothing. `peers` are asked for what is public;
    `source` is the device that gave the link to what is not.
    """

    share: ObjectId
    folder: str
    role: Role
    items: tuple[str, ...]
    place: str | None
    paused: bool
    only: tuple[str, ...]
    peers: tuple[str, ...]
    finished: Seconds | None
    added: Seconds
    source: Reach | None

    @property
    def is_settled(self) -> bool:
        """Whether all that is wanted of it is here."""
        return self.role is Role.SHARE or self.finished is not None

    @property
    def settled(self) -> Seconds:
        """When its files were as they should be."""
        return self.added if self.finished is None else self.finished

    @property
    def is_placed(self) -> bool:
        """Whether what lies at its place belongs to it: until then it may be anything of the person's."""
        return self.is_settled or self.place is not None


class TransferChanges(TypedDict, total=False):
    """What an edit may change about a transfer."""

    folder: str
    role: Role
    items: tuple[str, ...]
    place: str | None
    paused: bool
    only: tuple[str, ...]
    peers: tuple[str, ...]
    source: Reach | None
    finished: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a transfer is: what libtorrent needs to go on, and what a list shows meanwhile."""

    resume: bytes
    done: int
    total: int
    fingerprint: bytes | None
