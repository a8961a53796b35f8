"""Every pass of files at hand: the store is the truth, this is what answers at once."""

from collections.abc import Iterable, Iterator

from desktop.ids import PersonId, ShareId, find_by_prefix
from desktop.share.offers import TAKEN, Direction, Offer, OfferId, OfferState

_HAD: dict[Direction, frozenset[OfferState]] = {
    # Whoever has just said yes may knock before we have heard it.
    Direction.OUT: TAKEN | {OfferState.OFFERED},
    Direction.IN: TAKEN,
}


class OfferBook:
    """Lives on the node's loop."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers = {(offer.person, offer.offer): offer for offer in offers}

    def __iter__(self) -> Iterator[Offer]:
        return iter(tuple(self._offers.values()))

    def note(self, offer: Offer) -> None:
        self._offers[offer.person, offer.offer] = offer

    def forget(self, person: PersonId) -> None:
        for offer in self.of_person(person):
            del self._offers[person, offer.offer]

    def get(self, person: PersonId, offer: bytes) -> Offer | None:
        return self._offers.get((person, OfferId(offer)))

    def of_person(self, person: PersonId) -> list[Offer]:
        return [offer for offer in self if offer.person == person]

    def of_share(self, share: ShareId, direction: Direction) -> list[Offer]:
        return [offer for offer in self if offer.share == share and offer.direction is direction]

    def incoming(self, text: str) -> Offer:
        """Return what was offered to us, by its id or the beginning of it. Raises IdUnknown, IdAmbiguous."""
        offers = {offer.offer: offer for offer in self if offer.direction is Direction.IN}
        return offers[OfferId(find_by_prefix("offer", text, offers))]

    def takes_part(self, person: PersonId, share: ShareId) -> bool:
        """Return whether somebody may have a share, by what was said between us and them."""
        return any(
            offer.share == share and offer.state in _HAD[offer.direction] for offer in self.of_person(person)
        )
