"""What a command tells on its way."""

from collections.abc import Callable

import msgspec

from desktop.reasons import AnyReason


class CommandEvent(msgspec.Struct, frozen=True, tag_field="event"):
    """Something worth telling while a command runs."""


class DemoPerson(msgspec.Struct, frozen=True):
    """Somebody of the demo; `profile` is their folder."""

    name: str
    profile: str
    link: str


class ReadyNews(CommandEvent, frozen=True, tag="ready", omit_defaults=True):
    """`people` are those of the demo."""

    person: str
    link: str
    swarm_port: int
    people: tuple[DemoPerson, ...] = ()


class ProgressNews(CommandEvent, frozen=True, tag="progress"):
    """`step` is reading (hashing one's own files), checking or receiving; `done` and `total` are bytes."""

    step: str
    done: int
    total: int
    down: int = 0
    peers: int = 0


class WaitingNews(CommandEvent, frozen=True, tag="waiting"):
    why: AnyReason


class LeftOutNews(CommandEvent, frozen=True, tag="left-out"):
    """Links to elsewhere and special files that are not part of the share.

    `profiles` are folders with somebody's keys of Passalong, which are none of it either.
    """

    count: int
    example: str
    profiles: tuple[str, ...] = ()


class SharedFacts(msgspec.Struct, frozen=True):
    """What is said of a share that was just made; as an event while it is served, and as the result."""

    share: str
    link: str | None
    magnet: str | None
    infohash_v1: str | None
    infohash_v2: str | None
    bytes: int
    files: int
    offers: list[str] = msgspec.field(default_factory=list)
    ends: str | None = None
    """When its link stops working, None if never."""


class SharedNews(CommandEvent, SharedFacts, frozen=True, tag="shared"):
    pass


class SentNews(CommandEvent, frozen=True, tag="sent"):
    """`people` others have the share whole now."""

    people: int


AnyNews = ReadyNews | ProgressNews | WaitingNews | LeftOutNews | SharedNews | SentNews


type Tell = Callable[[AnyNews], None]
"""Where a command tells its news."""
