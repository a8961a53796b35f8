"""Those who get the same share help each other: whoever gives it tells each where the others are.

Kept in memory only: it is told anew in every call.
"""

from desktop import limits
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.net import peering
from desktop.node.offers.book import OfferBook
from desktop.node.people.service import PeopleService
from desktop.reach import Reach
from desktop.share.offers import TAKEN, Direction
from desktop.share.shares import Share, Subject


class Helping:
    """Lives on the node's loop."""

    def __init__(self, book: OfferBook, people: PeopleService) -> None:
        self._book = book
        self._people = people
        self._helpers: dict[tuple[ShareId, PersonId], dict[bytes, Reach]] = {}
        """Named by whoever gives a share."""

    def helpers(self, share: Share) -> tuple[Reach, ...]:
        """Return where else a share that we get may be asked for."""
        found: dict[bytes, Reach] = {}
        for giver in self._book.givers(share):
            found |= self._helpers.get((share.public_id, giver), {})
        return tuple(reach for reach in found.values() if not self._people.is_shut_out(reach.endpoint))

    def helps(self, share: Share, endpoint: bytes) -> bool:
        return any(reach.endpoint == endpoint for reach in self.helpers(share))

    def hear(self, giver: PersonId, message: peering.Helpers) -> bool:
        """Note who else has or gets a share, if it is one that `giver` gives to us; return whether it is."""
        share = ShareId(ObjectId(message.share))
        given = (offer for offer in self._book.of_person(giver) if offer.direction is Direction.IN)
        if not any(offer.share == share and offer.state in TAKEN for offer in given):
            return False
        self._helpers[share, giver] = {reach.endpoint: reach for reach in message.reaches}
        return True

    def tell(self, person: PersonId) -> None:
        """Tell somebody who else gets what we give them."""
        for offer in self._book.of_person(person):
            if offer.direction is Direction.OUT and offer.state in TAKEN:
                self._tell_of(offer.subject, person)

    def tell_all(self, subject: Subject) -> None:
        for person in self._takers(subject):
            self._tell_of(subject, person)

    def _tell_of(self, subject: Subject, person: PersonId) -> None:
        others = [other for other in self._takers(subject) if other != person]
        reaches = tuple(reach for other in others for reach in self._people.whereabouts.of(other))
        if reaches:
            self._people.say(person, peering.Helpers(subject[0], reaches[: limits.OFFER_HELPERS]))

    def _takers(self, subject: Subject) -> list[PersonId]:
        given = self._book.about(subject, Direction.OUT)
        return [offer.person for offer in given if offer.state in TAKEN]
