"""What is said of a pass of files: how it stands, for whoever gives it and whoever gets it. Any thread."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.node.protocol import OfferResult
from desktop.share.offers import OPEN, Direction, OfferState
from desktop.ui.words.formats import local_time
from desktop.ui.words.language import Language

_STANDING: Final[Mapping[tuple[Direction, OfferState], str]] = MappingProxyType(
    {
        (Direction.IN, OfferState.OFFERED): "offered to you",
        (Direction.IN, OfferState.ACCEPTED): "on its way to you",
        (Direction.IN, OfferState.DECLINED): "you declined it",
        (Direction.IN, OfferState.WITHDRAWN): "they took it back",
        (Direction.IN, OfferState.FINISHED): "you have it",
        (Direction.OUT, OfferState.OFFERED): "waits for their answer",
        (Direction.OUT, OfferState.ACCEPTED): "on its way to them",
        (Direction.OUT, OfferState.DECLINED): "they declined it",
        (Direction.OUT, OfferState.WITHDRAWN): "you took it back",
        (Direction.OUT, OfferState.FINISHED): "they have it",
    }
)

_TROUBLE: Final[Mapping[tuple[Direction, str], str]] = MappingProxyType(
    {
        (Direction.IN, "disk-full"): "there is no room for it on this computer",
        (Direction.OUT, "disk-full"): "there is no room for it on their computer",
        (Direction.IN, "no-permission"): "it cannot be written where you want it",
        (Direction.OUT, "no-permission"): "it cannot be written where they want it",
        (Direction.IN, "not-what-was-promised"): "what came is not what was offered, so it was stopped",
        (Direction.OUT, "not-what-was-promised"): "what they get is not what was offered, so it was stopped",
        (Direction.IN, "more-than-said"): "it is more than they said, so it was stopped before anything came",
        (Direction.OUT, "more-than-said"): "it is more than you said, so it was stopped before anything went",
    }
)

_ANY_TROUBLE: Final[Mapping[Direction, str]] = MappingProxyType(
    {
        Direction.IN: "it stopped, and the list of transfers says why",
        Direction.OUT: "it stopped on their computer, and goes on when they try again",
    }
)


def standing_of_offer(offer: OfferResult, language: Language) -> str:
    """Return how a pass stands, in some words."""
    say = language.say
    if offer.trouble is not None:
        return say(_TROUBLE.get((offer.direction, offer.trouble), _ANY_TROUBLE[offer.direction]))
    standing = say(_STANDING[offer.direction, offer.state])
    is_ours_to_answer = (offer.direction, offer.state) == (Direction.IN, OfferState.OFFERED)
    waits_for_them = offer.state in OPEN and not is_ours_to_answer
    if not waits_for_them or offer.online:
        return standing
    if offer.seen is None:
        return say("{standing}; they are offline", standing=standing)
    return say("{standing}; they are offline since {time}", standing=standing, time=local_time(offer.seen))
