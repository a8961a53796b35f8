"""People as plain values: whom this person knows, with which computers, and who would like to be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypedDict

from desktop.clock import Seconds
from desktop.ids import DeviceId, ObjectId, PersonId, RecordId
from desktop.reach import Reach


class Standing(StrEnum):
    """How this person stands with another; drawn in `docs/machines/contact.md`."""

    ASKED = "asked"
    """We asked, and have no answer yet."""
    CONTACT = "contact"
    BLOCKED = "blocked"


_NEXT: Final[Mapping[Standing, frozenset[Standing]]] = MappingProxyType(
    {
        Standing.ASKED: frozenset({Standing.CONTACT, Standing.BLOCKED}),
        Standing.CONTACT: frozenset({Standing.BLOCKED}),
        Standing.BLOCKED: frozenset(),
    }
)


def may_stand(standing: Standing, new: Standing) -> bool:
    """Return whether somebody known who stands at `standing` may come to stand at `new`."""
    return new is standing or new in _NEXT[standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """Somebody before they are written down. `link` is how we came to ask; `text` is what we said then."""

    person: PersonId
    standing: Standing
    name: str
    note: str = ""
    verified: bool = False
    auto_accept: bool = False
    link: str = ""
    text: str = ""
    name_before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody known, as one's own records tell it. `name` is what they call themselves, `note` is ours.

    `name_before` is what they were known as before they took a name that is to be looked at twice: they had
    been verified, or it looks like somebody else's. Empty if there is no such doubt.
    """

    contact: ObjectId
    person: PersonId
    standing: Standing
    name: str
    note: str
    verified: bool
    auto_accept: bool
    link: str
    text: str
    added: Seconds
    name_before: str

    @property
    def has_wrong_link(self) -> bool:
        """Whether the link by which we asked does not hold: we must be given another, or be asked."""
        return self.standing is Standing.ASKED and not self.link


class ContactChanges(TypedDict, total=False):
    """What an edit may change about somebody."""

    standing: Standing
    name: str
    note: str
    verified: bool
    auto_accept: bool
    link: str
    text: str
    name_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerDevice:
    """A computer of somebody else: the record by which it is theirs, and where it is called.

    `seen` is when it was last connected, `said` the date of its address note that `reach` is from.
    """

    device: DeviceId
    person: PersonId
    endpoint: bytes
    record: bytes
    reach: Reach
    seen: Seconds
    said: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDevice:
    """A computer of this person, with its newest device record. `ended` is None as long as it is theirs."""

    device: DeviceId
    record: bytes
    since: Seconds
    ended: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody would like to be a contact. `wire` is the introduction in which they say so."""

    request: RecordId
    person: PersonId
    device: DeviceId
    endpoint: bytes
    record: bytes
    name: str
    text: str
    reach: Reach
    at: Seconds
