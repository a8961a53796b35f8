"""Every pass of files at hand: the store is the truth, this is what answers at once."""

from collections.abc import Iterable, Iterator

from desktop.ids import PersonId, find_by_prefix
from desktop.share.offers import TAKEN, Direction, Offer, OfferId, OfferKey, OfferState, key_of
from desktop.share.shares import Share, Subject

_HAD = TAKEN | {OfferState.OFFERED}
"""Whoever has just said yes may knock before we have heard it."""


class OfferBook:
    """Lives on the node's loop. Asked at every change of a transfer, so nothing here looks through all."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers: dict[OfferKey, Offer] = {}
        self._of_person: dict[PersonId, dict[OfferKey, None]] = {}
        self._of_subject: dict[Subject, dict[OfferKey, None]] = {}
        for offer in offers:
            self.add(offer)

    def __iter__(self) -> Iterator[Offer]:
        return iter(tuple(self._offers.values()))

    def add(self, offer: Offer) -> None:
        key = key_of(offer)
        self._offers[key] = offer
        self._of_person.setdefault(offer.person, {})[key] = None
        self._of_subject.setdefault(offer.subject, {})[key] = None

    def note(self, offer: Offer) -> None:
        """Have it stand like this from now on, unless it was forgotten meanwhile."""
        key = key_of(offer)
        if key in self._offers:
            self._offers[key] = offer

    def drop(self, key: OfferKey) -> None:
        offer = self._offers.pop(key, None)
        if offer is not None:
            _take_out(self._of_person, offer.person, key)
            _take_out(self._of_subject, offer.subject, key)

    def forget(self, person: PersonId) -> None:
        for offer in self.of_person(person):
            self.drop(key_of(offer))

    def get(self, person: PersonId, offer: bytes) -> Offer | None:
        return self._offers.get((person, OfferId(offer)))

    def of_person(self, person: PersonId) -> list[Offer]:
        return [self._offers[key] for key in self._of_person.get(person, ())]

    def about(self, subject: Subject, direction: Direction) -> list[Offer]:
        its = (self._offers[key] for key in self._of_subject.get(subject, ()))
        return [offer for offer in its if offer.direction is direction]

    def standing_at(self, person: PersonId, state: OfferState) -> list[Offer]:
        """Return what somebody offered to us and stands like this."""
        its = self.of_person(person)
        return [offer for offer in its if offer.direction is Direction.IN and offer.state is state]

    def incoming(self, text: str) -> Offer:
        """Return what was offered to us, by its id or the beginning of it. Raises IdUnknown, IdAmbiguous."""
        offers = {offer.offer: offer for offer in self if offer.direction is Direction.IN}
        return offers[OfferId(find_by_prefix("offer", text, offers))]

    def takes_part(self, person: PersonId, share: Share) -> bool:
        """Return whether somebody may have a share, by what was said between us and them."""
        given = self.about(share.subject, Direction.OUT)
        is_offered = any(offer.person == person and offer.state in _HAD for offer in given)
        return is_offered or person in self.givers(share)

    def givers(self, share: Share) -> list[PersonId]:
        """Return who gives us a share; nobody gives us our own, whatever they offer."""
        given = [] if share.is_own else self.about(share.subject, Direction.IN)
        return [offer.person for offer in given if offer.state in TAKEN]


def _take_out[K](index: dict[K, dict[OfferKey, None]], place: K, key: OfferKey) -> None:
    """Take a key out of an index, and the place that nothing is left at."""
    del index[place][key]
    if not index[place]:
        del index[place]
