"""Other people: what is asked about them, and what is answered."""

from enum import StrEnum

import msgspec

from desktop.node.protocol.command import Command


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


class RequestResult(msgspec.Struct, frozen=True):
    """Somebody who would like to be known; `at` is RFC 3339."""

    request: str
    person: str
    name: str
    text: str
    at: str
    alike: Likeness | None = None


class StandingResult(msgspec.Struct, frozen=True):
    """How one stands with somebody after a command.

    `asked_again`: they were known and not connected, so they may have removed this person and were asked once
    more. `heard`: they have answered to being asked, as far as that is known by now.
    """

    person: str
    state: Standing
    alike: Likeness | None = None
    wrong_link: bool = False
    asked_again: bool = False
    heard: bool = False


class VerificationResult(msgspec.Struct, frozen=True):
    """How one stands with somebody, and what both compare to be sure of it: they see the same 8 words."""

    person: str
    state: Standing
    words: tuple[str, ...]


class ListPeople(Command[list[ContactResult]], frozen=True, tag="people"):
    pass


class ListNearby(Command[list[NearbyResult]], frozen=True, tag="people nearby"):
    show: bool | None = None
    """Whether everybody on the same local network may see this person from now on; None leaves it."""


class LookAtLink(Command[LinkedPersonResult], frozen=True, tag="people look"):
    """See whom a link leads to, without asking them."""

    link: str
    """A link, the absolute path of a picture of one, or the id of somebody nearby."""


class AddPerson(Command[StandingResult], frozen=True, tag="people add"):
    link: str
    text: str = ""
    wait: float | None = None


class ListRequests(Command[list[RequestResult]], frozen=True, tag="people requests"):
    pass


class AcceptPerson(Command[StandingResult], frozen=True, tag="people accept"):
    who: str


class DeclinePerson(Command[StandingResult], frozen=True, tag="people decline"):
    who: str


class RemovePerson(Command[StandingResult], frozen=True, tag="people remove"):
    who: str


class BlockPerson(Command[StandingResult], frozen=True, tag="people block"):
    who: str


class UnblockPerson(Command[StandingResult], frozen=True, tag="people unblock"):
    who: str


class VerifyPerson(Command[VerificationResult], frozen=True, tag="people verify"):
    who: str
    words: tuple[str, ...] = ()
    """The words that the other sees; none to see one's own."""


class ChangePerson(Command[StandingResult], frozen=True, tag="people change"):
    who: str
    note: str | None = None
    auto_accept: bool | None = None


ContactCommand = (
    ListPeople
    | ListNearby
    | LookAtLink
    | AddPerson
    | ListRequests
    | AcceptPerson
    | DeclinePerson
    | RemovePerson
    | BlockPerson
    | UnblockPerson
    | VerifyPerson
    | ChangePerson
)
