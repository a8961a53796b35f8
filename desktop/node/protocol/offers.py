"""Passes of files between people: what is asked about them, and what is answered."""

import msgspec

from desktop.node.protocol.command import Command
from desktop.share.offers import Direction, OfferState


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


class ListOffers(Command[list[OfferResult]], frozen=True, tag="offers"):
    pass


class AcceptOffer(Command[list[OfferResult]], frozen=True, tag="offers accept"):
    offer: str
    folder: str | None = None
    stay: bool = False
    """Return only once it is here: what a command line without a running node wants."""


class DeclineOffer(Command[list[OfferResult]], frozen=True, tag="offers decline"):
    offer: str


OfferCommand = ListOffers | AcceptOffer | DeclineOffer
