"""What the node answers: events on the way, then the result of the command, or why there is none."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec

from desktop.node.protocol.chosen import SettingsResult, StorageResult
from desktop.node.protocol.details import TransferDetails
from desktop.reasons import AnyReason
from desktop.share.offers import Direction, OfferState


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


class _SharedFacts(msgspec.Struct, frozen=True):
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


class SharedNews(CommandEvent, _SharedFacts, frozen=True, tag="shared"):
    pass


class SentNews(CommandEvent, frozen=True, tag="sent"):
    """`people` others have the share whole now."""

    people: int


AnyNews = ReadyNews | ProgressNews | WaitingNews | LeftOutNews | SharedNews | SentNews

type Tell = Callable[[AnyNews], None]
"""Where a command tells its news."""


# --- results --------------------------------------------------------------------------------------


class PersonResult(msgspec.Struct, frozen=True):
    """Who this is. `shown_nearby`: everybody on the same local network may see it."""

    person: str
    name: str
    device: str
    link: str
    shown_nearby: bool = False


class NameResult(msgspec.Struct, frozen=True):
    name: str


class ShareResult(_SharedFacts, frozen=True):
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


class TransferResult(msgspec.Struct, frozen=True):
    """One row of the transfers list. `state` is one of those that the command line's page names.

    `role` is share or get, `audience` public, link or people; times are RFC 3339. `sent` is how many bytes
    were ever given, `arrived` how many people came to have it from here since the node started.
    """

    transfer: str
    share: str
    name: str
    state: str
    done: int
    total: int
    down: int
    up: int
    peers: int
    reason: AnyReason | None
    role: str = ""
    audience: str = ""
    added: str = ""
    finished: str | None = None
    sent: int = 0
    arrived: int = 0
    ends: str | None = None
    """When its link stops working, None if never."""


class Standing(StrEnum):
    """How one stands with somebody; part of the command line's stable interface."""

    REQUESTED = "requested"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    BLOCKED = "blocked"
    DECLINED = "declined"
    REMOVED = "removed"


class Likeness(msgspec.Struct, frozen=True):
    """Something to look at twice: this person is known already, or is called like somebody who is."""

    known: bool
    name: str


class PathNow(StrEnum):
    """How somebody is reached at this moment; part of the command line's stable interface."""

    DIRECT = "direct"
    RELAY = "relay"
    NONE = "none"


class ContactResult(msgspec.Struct, frozen=True):
    """Somebody known.

    `note` and `auto_accept` are this person's own; `text` is what was said when asking. `added`, and `seen`
    (when they were last connected) are RFC 3339. `wrong_link`: they were asked by a link
    that does not hold any more. `name_before`: what they were called before a name that is to be looked at
    twice, and whose it is `alike`.
    """

    person: str
    name: str
    state: Standing
    online: bool
    note: str = ""
    auto_accept: bool = False
    text: str = ""
    added: str | None = None
    seen: str | None = None
    path: PathNow = PathNow.NONE
    wrong_link: bool = False
    name_before: str = ""
    alike: Likeness | None = None


class LinkedPersonResult(msgspec.Struct, frozen=True):
    """Whom a link leads to, before anybody is asked.

    `state` is how one stands with them already, `asks` whether they wait for an answer.
    """

    person: str
    name: str
    link: str
    state: Standing | None = None
    asks: bool = False
    alike: Likeness | None = None


class NearbyResult(msgspec.Struct, frozen=True):
    """Somebody on the same local network who shows themselves."""

    person: str
    name: str
    link: str


class OfferResult(msgspec.Struct, frozen=True, kw_only=True):
    """A pass of files between this person and another.

    `trouble` is the kind of what keeps it from going on; `seen` is when the other was last connected. Times
    are RFC 3339.
    """

    offer: str
    person: str
    name: str
    direction: Direction
    title: str
    bytes: int
    files: int
    names: tuple[str, ...]
    text: str
    state: OfferState
    trouble: str | None
    online: bool
    seen: str | None
    at: str
    transfer: str | None


class RequestResult(msgspec.Struct, frozen=True):
    """Somebody who would like to be known; `at` is RFC 3339."""

    request: str
    person: str
    name: str
    text: str
    at: str
    alike: Likeness | None = None


class StandingResult(msgspec.Struct, frozen=True):
    """How one stands with somebody after a command."""

    person: str
    state: Standing
    alike: Likeness | None = None
    wrong_link: bool = False


class VerificationResult(msgspec.Struct, frozen=True):
    """How one stands with somebody, and what both compare to be sure of it: they see the same 8 words."""

    person: str
    state: Standing
    words: tuple[str, ...]


class RecoverResult(PersonResult, frozen=True, kw_only=True):
    """Who one is again; `people` is how many contacts came back."""

    people: int


class RelayResult(msgspec.Struct, frozen=True):
    """Who passes packets on where routers let nothing in: public, own, or none. `url` is one's own."""

    relay: str
    url: str | None


class LimitResult(msgspec.Struct, frozen=True):
    """KiB a second; 0 is no limit. `at_once` is how many transfers are got at once.

    In `slow_hours` (22:00-07:00, empty for none) the slow limits hold. `battery` says whether this computer
    runs on its battery, None if nobody can say; `metered` likewise whether the network costs by volume.
    """

    up: int
    down: int
    at_once: int = 5
    slow_hours: str = ""
    slow_up: int = 0
    slow_down: int = 0
    rest_on_battery: bool = False
    rest_on_metered: bool = False
    battery: bool | None = None
    metered: bool | None = None


class PassphraseResult(msgspec.Struct, frozen=True):
    """Whether the keys are sealed now."""

    sealed: bool


class BackupResult(msgspec.Struct, frozen=True):
    file: str
    bytes: int
    records: int


class DeviceResult(msgspec.Struct, frozen=True):
    """A computer of this person; `this` is the one that answers. Times are RFC 3339."""

    device: str
    this: bool
    since: str
    ended: str | None


class WordsResult(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class RebuildResult(msgspec.Struct, frozen=True):
    records: int
    seconds: float
    state_hash: str


class StateResult(msgspec.Struct, frozen=True):
    records: int
    state_hash: str


class CheckResult(msgspec.Struct, frozen=True):
    """One line of the doctor. `check` names it; `data` fills its sentence."""

    check: str
    ok: bool
    data: dict[str, str | int] = {}


Result = (
    TransferDetails
    | PersonResult
    | NameResult
    | ShareResult
    | GetResult
    | ContentsResult
    | LinkResult
    | LimitResult
    | RelayResult
    | SettingsResult
    | StorageResult
    | PassphraseResult
    | BackupResult
    | WordsResult
    | RebuildResult
    | StateResult
    | StandingResult
    | VerificationResult
    | LinkedPersonResult
    | RecoverResult
    | DeviceResult
    | list[DeviceResult]
    | list[ContactResult]
    | list[RequestResult]
    | list[OfferResult]
    | list[NearbyResult]
    | list[TransferResult]
    | list[CheckResult]
    | None
)


class Done(msgspec.Struct, frozen=True, tag_field="event", tag="done"):
    result: Any  # one of Result, as plain JSON: the command that was sent says which


class Failed(msgspec.Struct, frozen=True, tag_field="event", tag="failed"):
    """An AppError on its way to the command line: its kind and its fields."""

    kind: str
    data: dict[str, Any]


AnyAnswer = AnyNews | Done | Failed
