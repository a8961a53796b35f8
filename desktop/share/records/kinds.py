"""The kinds of records: what their bodies hold, how long they live, and whether they found an object.

A body is an array that may only grow at its end: older versions skip what they do not know, newer ones fill
in what is missing. Records of an unknown kind are kept, and mean nothing yet. Any thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Final, Self

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.clock import Seconds
from desktop.errors import RecordRefused
from desktop.ids import ID_BYTES, PersonId, ShareId
from desktop.reach import Reach
from desktop.share.people import Standing
from desktop.share.records.envelope import Record
from desktop.share.shares import Audience, Role

SHARE: Final = "share"
TRANSFER: Final = "transfer"
CONTACT: Final = "contact"
TOMBSTONE: Final = "tombstone"

_Count = Meta(ge=0, le=2**63 - 1)


class Body(msgspec.Struct, array_like=True, frozen=True):
    """What a record says."""

    @classmethod
    def of(cls, value: object, **others: object) -> Self:
        """Return the body with the fields of `value` that it has, except those given as `others`."""
        own = {name: getattr(value, name) for name in cls.__struct_fields__ if name not in others}
        return cls(**own, **others)


class ShareBody(Body, frozen=True):
    """Something shared; see `desktop.share.shares.Share`."""

    origin: Annotated[ShareId, Meta(min_length=ID_BYTES, max_length=ID_BYTES)] | None
    title: Annotated[str, Meta(max_length=limits.TITLE_LENGTH)]
    name: str | None
    infohash_v1: Annotated[bytes, Meta(min_length=20, max_length=20)] | None
    infohash_v2: Annotated[bytes, Meta(min_length=32, max_length=32)] | None
    size: Annotated[int, _Count] | None
    files: Annotated[int, _Count] | None
    audience: Audience
    secret: Annotated[bytes, Meta(max_length=64)]
    trackers: tuple[str, ...]
    web_seeds: tuple[str, ...]
    ends: Annotated[Seconds, _Count] | None = None


class TransferBody(Body, frozen=True):
    """The place of a share on the computer whose device signs; see `desktop.share.shares.Transfer`."""

    folder: str
    role: Role
    items: tuple[str, ...]
    place: str | None
    paused: bool
    only: tuple[str, ...]
    peers: tuple[str, ...]
    finished: Annotated[Seconds, _Count] | None
    added: Annotated[Seconds, _Count]
    source: Reach | None = None


class ContactBody(Body, frozen=True):
    """Somebody this person knows; see `desktop.share.people.Contact`."""

    person: Annotated[PersonId, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
    standing: Standing
    name: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
    note: Annotated[str, Meta(max_length=limits.CONTACT_NOTE)]
    verified: bool
    auto_accept: bool
    link: Annotated[str, Meta(max_length=limits.LINK_LENGTH)]
    text: Annotated[str, Meta(max_length=limits.INTRODUCTION_TEXT)]
    name_before: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)] = ""


class TombstoneBody(Body, frozen=True):
    """The object is gone: nothing to add."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of one kind. `founds`: whether its records may found an object, or only speak of one."""

    name: str
    body: type[Body]
    founds: bool
    longest_life: int | None = None
    """Seconds from `created`; None is for ever."""
    lasting: bool = False
    """Lives for ever, whatever the envelope says."""
    _decoder: msgspec.msgpack.Decoder[Body] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_decoder", msgspec.msgpack.Decoder(self.body))

    def decode(self, record: Record) -> Body:
        """Return what `record`, which is of this kind, says; raise RecordRefused for anything else."""
        if record.founds and not self.founds:
            raise RecordRefused(why="malformed")
        try:
            return self._decoder.decode(record.envelope.body)
        except ValueError as error:  # what msgspec raises, and UnicodeDecodeError
            raise RecordRefused(why="malformed") from error


Kinds = Mapping[str, Kind]


def kinds_table(*kinds: Kind) -> Kinds:
    return MappingProxyType({kind.name: kind for kind in kinds})


KINDS: Final = kinds_table(
    Kind(SHARE, ShareBody, founds=True),
    Kind(TRANSFER, TransferBody, founds=False),
    Kind(CONTACT, ContactBody, founds=True),
    Kind(TOMBSTONE, TombstoneBody, founds=False, lasting=True),
)


def check_body(record: Record, kinds: Kinds) -> None:
    """Return if the body is what its kind says or the kind is unknown; raise RecordRefused otherwise."""
    kind = kinds.get(record.envelope.kind)
    if kind is not None:
        kind.decode(record)


def encode_body(body: Body) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(body))
