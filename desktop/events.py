"""What changes, told to whoever shows it: one closed set of frozen values.

Events say what is, not what to do. Each carries the whole of what it speaks of, so of two with the same
`subject` only the newer one matters.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.reasons import AnyReason


class TransferState(StrEnum):
    """What a person sees a transfer do; part of the command line's stable interface."""

    CHECKING = "checking"
    DOWNLOADING = "downloading"
    SEEDING = "seeding"
    PAUSED = "paused"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRow:
    """One row of the transfers list. `path` is the file or top folder on disk once it has a place.

    `role` and `audience` are those of `share.shares`; `added` and `finished` are seconds since 1970. `sent`
    is how many bytes were ever given; `whole_peers` of the `peers` have all of it, and `arrived` counts those
    who came to have it from here since the node started.
    """

    transfer: ObjectId
    share: ShareId
    name: str
    state: TransferState
    done: int
    total: int
    down: int
    up: int
    peers: int
    reason: AnyReason | None
    path: str | None
    files: int
    whole: bool
    role: str = "get"
    audience: str = "link"
    added: int = 0
    finished: int | None = None
    sent: int = 0
    whole_peers: int = 0
    arrived: int = 0
    ends: Seconds | None = None
    """When its link stops working, None if never."""


@dataclass(frozen=True, slots=True)
class TransferChanged:
    """A transfer came or is different now."""

    row: TransferRow

    @property
    def subject(self) -> bytes:
        return self.row.transfer


@dataclass(frozen=True, slots=True)
class TransferRemoved:
    """A transfer is gone from the list, and why it was there: to give or get this share."""

    transfer: ObjectId
    share: ShareId
    infohash_v2: bytes | None = None

    @property
    def subject(self) -> bytes:
        return self.transfer


@dataclass(frozen=True, slots=True)
class ShareArrived:
    """Somebody else has the share whole now; `people` counts them since the node started."""

    transfer: ObjectId
    people: int

    @property
    def subject(self) -> bytes:
        return self.transfer + b"arrived"


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Somebody came, went, or is known differently now."""

    person: PersonId

    @property
    def subject(self) -> bytes:
        return self.person


@dataclass(frozen=True, slots=True)
class RequestCame:
    """Somebody would like to be a contact."""

    person: PersonId

    @property
    def subject(self) -> bytes:
        return self.person + b"request"


@dataclass(frozen=True, slots=True)
class OfferChanged:
    """A pass of files was offered, or stands differently now."""

    person: PersonId
    offer: bytes

    @property
    def subject(self) -> bytes:
        return self.offer + self.person


@dataclass(frozen=True, slots=True)
class WindowAsked:
    """Somebody started Passalong once more: the window is to come forward, and to begin with the link."""

    link: str | None

    @property
    def subject(self) -> bytes:
        return b"window"


@dataclass(frozen=True, slots=True)
class NearbyChanged:
    """Others show themselves on the local network than before."""

    @property
    def subject(self) -> bytes:
        return b"nearby"


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """Who one is here, or what is chosen, is different now."""

    @property
    def subject(self) -> bytes:
        return b"profile"


Event = (
    TransferChanged
    | TransferRemoved
    | ShareArrived
    | PersonChanged
    | RequestCame
    | OfferChanged
    | WindowAsked
    | NearbyChanged
    | ProfileChanged
)
