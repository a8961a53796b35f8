"""Noticing when what was offered has come, is in trouble, or was taken off the list of transfers."""

import logging
from functools import partial
from types import MappingProxyType
from typing import Final

from desktop.errors import AppError
from desktop.events import Event, TransferChanged, TransferRemoved, TransferRow, TransferState
from desktop.node.offers.book import OfferBook
from desktop.node.offers.register import Move, OfferRegister
from desktop.node.offers.tools import OfferTools
from desktop.share.offers import Direction, Offer, OfferState, decided, got, key_of
from desktop.share.shares import Role

logger = logging.getLogger(__name__)

_ENDS: Final = MappingProxyType({Direction.IN: OfferState.DECLINED, Direction.OUT: OfferState.WITHDRAWN})
"""What it says to the other side that a transfer was taken off the list."""


class Following:
    """Lives on the node's loop."""

    def __init__(self, tools: OfferTools, book: OfferBook, register: OfferRegister) -> None:
        self._tools = tools
        self._book = book
        self._register = register

    async def run(self) -> None:
        """Follow the transfers that offers are about, for ever."""
        with self._tools.hub.listen() as told:
            async for event in told.events():
                try:
                    await self._note(event)
                except AppError as error:  # a full disk, as a rule; what comes next of it is noted again
                    logger.warning("how an offer stands was not stored: %s", error.kind)

    async def _note(self, event: Event) -> None:
        match event:
            case TransferChanged(row=row):
                subject = self._tools.transfers.subject_of(row.transfer)
                for offer in self._book.about(subject, Direction.IN) if subject is not None else ():
                    if offer.state is OfferState.ACCEPTED:  # else nothing comes of it, once a second
                        await self._move(offer, lambda now: as_shown(now, row))
            case TransferRemoved(share=share, infohash_v2=infohash_v2):
                for direction, end in _ENDS.items():
                    for offer in self._book.about((share, infohash_v2), direction):
                        await self._move(offer, partial(self._ended, end))
            case _:
                pass

    def _ended(self, end: OfferState, offer: Offer) -> Offer:
        """Return how a pass stands whose transfer was taken off the list; another may have come for it."""
        return offer if self._tools.transfers.row_about(offer.subject) else decided(offer, end)

    async def _move(self, offer: Offer, move: Move) -> None:
        """Write down how it stands here now if that is new, and tell the other side if they are there."""
        change = await self._register.change(key_of(offer), move)
        if change is not None and change[0] != change[1]:
            self._register.say(change[1])


def as_shown(offer: Offer, row: TransferRow) -> Offer:
    """Return how what we said yes to stands, by what is seen of its transfer; what is our own, we have."""
    if row.role is Role.SHARE:
        return got(offer, whole=True, trouble="")
    reason = row.reason if row.state is TransferState.FAILED else None
    return got(offer, whole=row.whole, trouble=reason.name if reason is not None else "")
