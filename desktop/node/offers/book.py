"""Every pass of files at hand: the store is the truth, this is what answers at once."""

from collections.abc import Iterable, Iterator

from desktop.ids import PersonId, ShareId, find_by_prefix
from desktop.share.offers import TAKEN, Direction, Offer, OfferId, OfferKey, OfferState, key_of

_HAD: dict[Direction, frozenset[OfferState]] = {
    # Whoever has just said yes may knock before we have heard it.
    Direction.OUT: TAKEN | {OfferState.OFFERED},
    Direction.IN: TAKEN,
}


class OfferBook:
    """Lives on the node's loop. Asked at every change of a transfer, so nothing here looks through all."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers: dict[OfferKey, Offer] = {}
        self._of_person: dict[PersonId, dict[OfferKey, None]] = {}
        self._of_share: dict[ShareId, dict[OfferKey, None]] = {}
        for offer in offers:
            self.add(offer)

    def __iter__(self) -> Iterator[Offer]:
        return iter(tuple(self._offers.values()))

    def add(self, offer: Offer) -> None:
        key = key_of(offer)
        self._offers[key] = offer
        self._of_person.setdefault(offer.person, {})[key] = None
        self._of_share.setdefault(offer.share, {})[key] = None

    def note(self, offer: Offer) -> None:
        """Have it stand like this from now on, unless it was forgotten meanwhile."""
        key = key_of(offer)
        if key in self._offers:
            self._offers[key] = offer

    def drop(self, key: OfferKey) -> None:
        offer = self._offers.pop(key, None)
        if offer is not None:
            _take_out(self._of_person, offer.person, key)
            _take_out(self._of_share, offer.share, key)

    def forget(self, person: PersonId) -> None:
        for offer in self.of_person(person):
            self.drop(key_of(offer))

    def get(self, person: PersonId, offer: bytes) -> Offer | None:
        return self._offers.get((person, OfferId(offer)))

    def of_person(self, person: PersonId) -> list[Offer]:
        return [self._offers[key] for key in self._of_person.get(person, ())]

    def of_share(self, share: ShareId, direction: Direction) -> list[Offer]:
        its = (self._offers[key] for key in self._of_share.get(share, ()))
        return [offer for offer in its if offer.direction is direction]

    def standing_at(self, person: PersonId, state: OfferState) -> list[Offer]:
        """Return what somebody offered to us and stands like this."""
        its = self.of_person(person)
        return [offer for offer in its if offer.direction is Direction.IN and offer.state is state]

    def incoming(self, text: str) -> Offer:
        """Return what was offered to us, by its id or the beginning of it. Raises IdUnknown, IdAmbiguous."""
        offers = {offer.offer: offer for offer in self if offer.direction is Direction.IN}
        return offers[OfferId(find_by_prefix("offer", text, offers))]

    def takes_part(self, person: PersonId, share: ShareId) -> bool:
        """Return whether somebody may have a share, by what was said between us and them."""
        return any(
            offer.person == person and offer.state in had
            for direction, had in _HAD.items()
            for offer in self.of_share(share, direction)
        )


def _take_out[K](index: dict[K, dict[OfferKey, None]], place: K, key: OfferKey) -> None:
    """Take a key out of an index, and the place that nothing is left at."""
    del index[place][key]
    if not index[place]:
        del index[place]
