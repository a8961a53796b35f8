"""Writing down how offers stand: to the store first, then to the book, then told to whoever listens.

Somebody's offers change one after the other, each change made to what stands at that moment and done whole:
an answer, a word of the other side and news of the transfer may come at once.
"""

import asyncio
from collections.abc import Callable

from desktop.events import OfferChanged
from desktop.ids import PersonId
from desktop.net import peering
from desktop.node.offers.book import OfferBook
from desktop.node.offers.tools import OfferTools
from desktop.node.offers.wording import message_of
from desktop.share.offers import OPEN, Direction, Offer, OfferKey, key_of

type Move = Callable[[Offer], Offer]


class OfferRegister:
    """Lives on the node's loop."""

    def __init__(self, tools: OfferTools, book: OfferBook) -> None:
        self._tools = tools
        self._book = book
        self._turns: dict[PersonId, asyncio.Lock] = {}

    def turn(self, person: PersonId) -> asyncio.Lock:
        """Return what is held while something of somebody's changes."""
        return self._turns.setdefault(person, asyncio.Lock())

    async def change(self, key: OfferKey, move: Move) -> tuple[Offer, Offer] | None:
        """Change an offer as `move` says; return how it stood and how it stands, None if it is not here."""
        return await self._tools.tasks.wholly("offers: change", self._change(key, move))

    async def add(self, *offers: Offer) -> None:
        """Know of new offers. Taken into the book first: they count, whatever else comes meanwhile."""
        for offer in offers:
            self._book.add(offer)
        try:
            dropped = await self._save(*offers)
        except BaseException:
            for offer in offers:
                self._book.drop(key_of(offer))
            raise
        self._tell(*map(key_of, offers), *dropped)

    async def keep(self, offer: Offer) -> None:
        """Write down how an offer stands, unless it was forgotten meanwhile; for whoever has the turn."""
        if self._book.get(*key_of(offer)) is None:
            return
        dropped = await self._save(offer)
        self._book.note(offer)
        self._tell(key_of(offer), *dropped)

    def say(self, offer: Offer) -> None:
        """Tell the other side how an offer stands here, if they are there."""
        if offer.direction is Direction.OUT and offer.state in OPEN:
            self._tools.people.say(offer.person, message_of(offer))
        else:
            message = peering.OfferState(offer.offer, offer.state, offer.trouble)
            self._tools.people.say(offer.person, message)

    async def _change(self, key: OfferKey, move: Move) -> tuple[Offer, Offer] | None:
        async with self.turn(key[0]):
            before = self._book.get(*key)
            if before is None:
                return None
            after = move(before)
            if after != before:
                await self.keep(after)
            return before, after

    async def _save(self, *offers: Offer) -> list[OfferKey]:
        """Return what gave way, here as in the store."""
        dropped = await self._tools.desk.run(self._tools.store.save, *offers)
        for key in dropped:
            self._book.drop(key)
        return dropped

    def _tell(self, *keys: OfferKey) -> None:
        for person, offer in keys:
            self._tools.hub.tell(OfferChanged(person, offer))
