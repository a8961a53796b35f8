"""Passes of files as plain values, and the rule by which one moves on. Pure; any thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

from desktop.clock import Seconds
from desktop.ids import PersonId, ShareId

OfferId = NewType("OfferId", bytes)
"""32 random bytes, the same on both sides."""


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


def may_become(state: OfferState, new: OfferState) -> bool:
    """Return whether a pass that stands at `state` may come to stand at `new`."""
    return new in _NEXT[state]


def may_say(direction: Direction, new: OfferState) -> bool:
    """Return whether the other side of a pass of ours may say that it stands at `new` now."""
    return new in (_SAID_BY_WHO_GETS if direction is Direction.OUT else _SAID_BY_WHO_GIVES)
