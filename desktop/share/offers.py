"""Passes of files as plain values, and the rule by which one moves on. Pure; any thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

from desktop.clock import Seconds
from desktop.ids import PersonId, ShareId
from desktop.share.shares import Subject

OfferId = NewType("OfferId", bytes)
"""32 random bytes, the same on both sides."""
type OfferKey = tuple[PersonId, OfferId]
"""One offer may be made to several people."""


class OfferState(StrEnum):
    """How a pass stands; drawn in `docs/machines/offer.md`."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    FINISHED = "finished"


class Direction(StrEnum):
    """Whether somebody offers to us, or we to somebody."""

    IN = "in"
    OUT = "out"


_NEXT: Final[Mapping[OfferState, frozenset[OfferState]]] = MappingProxyType(
    {
        OfferState.OFFERED: frozenset(
            {OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.FINISHED}
        ),
        OfferState.ACCEPTED: frozenset({OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.FINISHED}),
        OfferState.DECLINED: frozenset(),
        OfferState.WITHDRAWN: frozenset(),
        OfferState.FINISHED: frozenset(),
    }
)

_SAID_BY_WHO_GETS: Final = frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.FINISHED})
_SAID_BY_WHO_GIVES: Final = frozenset({OfferState.WITHDRAWN})

OPEN: Final = frozenset({OfferState.OFFERED, OfferState.ACCEPTED})
"""What something may still come of."""
TAKEN: Final = frozenset({OfferState.ACCEPTED, OfferState.FINISHED})
"""What whoever gets it has said yes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One pass of files between this person and another.

    `trouble` is why it does not go on where it is got, by the kind of the reason, empty if nothing is wrong.
    `is_told` says that the other side knows how it stands here.
    """

    offer: OfferId
    person: PersonId
    direction: Direction
    share: ShareId
    title: str
    size: int
    files: int
    names: tuple[str, ...]
    infohash_v2: bytes
    secret: bytes
    text: str
    state: OfferState
    trouble: str
    is_told: bool
    at: Seconds

    @property
    def subject(self) -> Subject:
        return self.share, self.infohash_v2


def may_become(state: OfferState, new: OfferState) -> bool:
    """Return whether a pass that stands at `state` may come to stand at `new`."""
    return new in _NEXT[state]


def key_of(offer: Offer) -> OfferKey:
    return offer.person, offer.offer


def decided(offer: Offer, new: OfferState) -> Offer:
    """Return how a pass stands once this side has decided on `new`; as before if it is too late for that."""
    if not may_become(offer.state, new):
        return offer
    return replace(offer, state=new, trouble="", is_told=False)


def got(offer: Offer, *, whole: bool, trouble: str) -> Offer:
    """Return how a pass stands when what we said yes to is `whole`, or cannot go on because of `trouble`."""
    if offer.state is not OfferState.ACCEPTED:
        return offer
    state = OfferState.FINISHED if whole else offer.state
    if (state, trouble) == (offer.state, offer.trouble):
        return offer
    return replace(offer, state=state, trouble=trouble, is_told=False)


def heard(offer: Offer, said: OfferState, trouble: str) -> Offer:
    """Return how a pass stands once the other side has said how it stands there."""
    moves = may_say(offer.direction, said) and may_become(offer.state, said)
    after = replace(offer, state=said) if moves else offer
    if after.direction is Direction.IN:
        return after
    # What was said of an earlier moment does not answer our last word, but what is over there stays as it is.
    return replace(after, trouble=trouble, is_told=said is after.state or said not in OPEN)


def is_owed(offer: Offer) -> bool:
    """Return whether this side has to say again how it stands: whoever gives does, until both agree."""
    return offer.direction is Direction.OUT and (offer.state in OPEN or not offer.is_told)


def may_say(direction: Direction, new: OfferState) -> bool:
    """Return whether the other side of a pass of ours may say that it stands at `new` now."""
    return new in (_SAID_BY_WHO_GETS if direction is Direction.OUT else _SAID_BY_WHO_GIVES)
