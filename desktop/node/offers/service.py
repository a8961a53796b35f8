"""Offers: passing files to people one knows, from the question to both sides' last word.

Each side tells the other how it stands. Whoever offers says it again in every call until both agree, so
nothing is lost that is said while somebody is offline. Lives on the node's loop.
"""

from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop import keys, limits
from desktop.clock import whole_seconds
from desktop.events import OfferChanged, TransferChanged, TransferRemoved, TransferRow, TransferState
from desktop.ids import ID_BYTES, ObjectId, PersonId, ShareId
from desktop.net import peering
from desktop.net.peering import Message
from desktop.node.offers.book import OfferBook
from desktop.node.offers.helping import Helping
from desktop.node.offers.tools import OfferTools
from desktop.node.offers.wording import kind_of, message_of, offer_of
from desktop.node.transfers.placing import Beginning
from desktop.reach import Reach
from desktop.share.offers import (
    OPEN,
    TAKEN,
    Direction,
    Offer,
    OfferId,
    OfferState,
    may_become,
    may_say,
)
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Share, Transfer


class OffersService:
    """Every pass of files between this person and others."""

    def __init__(self, tools: OfferTools, book: OfferBook) -> None:
        self._tools = tools
        self._book = book
        self._helping = Helping(book, tools.people)

    def start(self) -> None:
        """Take part in what people say, and follow the transfers that offers are about."""
        self._tools.people.listen(self)
        self._do("offers: follow transfers", self._follow())

    # --- asking -----------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        """Return every pass, newest first."""
        return sorted(self._book, key=lambda offer: offer.at, reverse=True)

    def incoming(self, text: str) -> Offer:
        """Return what was offered to us, by its id or the beginning of it. Raises IdUnknown, IdAmbiguous."""
        return self._book.incoming(text)

    def transfer_of(self, offer: Offer) -> TransferRow | None:
        """Return the transfer on this computer that an offer is about."""
        rows = self._tools.transfers.rows()
        return next((row for row in rows if row.share == offer.share), None)

    # --- who takes part in a share (Guests) -------------------------------------------------------

    def may_have(self, share: ShareId, endpoint: bytes) -> bool:
        person = self._tools.people.caller(endpoint)
        if person is not None and self._book.takes_part(person, share):
            return True
        return self._helping.helps(share, endpoint)

    def sources(self, share: ShareId) -> tuple[Reach, ...]:
        givers = [offer.person for offer in self._book.of_share(share, Direction.IN) if offer.state in TAKEN]
        reaches = [reach for giver in givers for reach in self._tools.people.whereabouts.of(giver)]
        return (*reaches, *self._helping.helpers(share))

    # --- what the person does ---------------------------------------------------------------------

    async def offer(
        self, share: Share, names: Sequence[str], people: Iterable[PersonId], text: str
    ) -> list[Offer]:
        """Ask people whether they would like a share of ours."""
        assert share.infohash_v2 is not None
        new = [
            Offer(
                offer=OfferId(keys.random_bytes(ID_BYTES)),
                person=person,
                direction=Direction.OUT,
                share=share.public_id,
                title=share.title,
                size=share.size or 0,
                files=share.files or 0,
                names=tuple(name[: limits.OFFER_NAME_LENGTH] for name in names[: limits.OFFER_NAMES]),
                infohash_v2=share.infohash_v2,
                secret=share.secret,
                text=text[: limits.OFFER_TEXT],
                state=OfferState.OFFERED,
                trouble="",
                is_told=False,
                at=whole_seconds(self._tools.clock),
            )
            for person in people
        ]
        await self._keep(*new)
        for offer in new:
            self._say(offer)
        return new

    async def accept(self, offer: Offer, folder: Path | None) -> Offer:
        """Say yes, and begin to get it."""
        if not may_become(offer.state, OfferState.ACCEPTED):
            return offer
        accepted = replace(offer, state=OfferState.ACCEPTED, trouble="", is_told=False)
        self._book.note(accepted)  # first: whoever gets it is asked whom it is got from
        try:
            await self._get(offer, folder or self._tools.downloads())
        except BaseException:
            self._book.note(offer)
            raise
        await self._move_on(accepted)
        return accepted

    async def decline(self, offer: Offer) -> Offer:
        """Say no; what came of it stays, and comes no further."""
        if not may_become(offer.state, OfferState.DECLINED):
            return offer
        declined = replace(offer, state=OfferState.DECLINED, trouble="", is_told=False)
        row = self.transfer_of(offer)
        await self._move_on(declined)
        if row is not None and offer.state is OfferState.ACCEPTED:
            await self._tools.transfers.remove(row.transfer, delete=False)
        return declined

    # --- from calls -------------------------------------------------------------------------------

    def met(self, person: PersonId) -> None:
        """Say how it stands with all that is not agreed on yet, and go on with what comes from them."""
        for offer in self._book.of_person(person):
            if offer.direction is Direction.OUT:
                if offer.state in OPEN or not offer.is_told:
                    self._say(offer)
            elif offer.state is OfferState.ACCEPTED:
                self._tools.transfers.dial(offer.share)
        self._helping.tell(person)

    def left(self, endpoint: bytes) -> None:
        """Take down the tunnels to a computer that is not there any more, so that new ones are made."""
        self._tools.transfers.hang_up(endpoint)

    def gone(self, person: PersonId) -> None:
        """Have nothing to do with somebody any more."""
        given = [offer.share for offer in self._book.of_person(person) if offer.direction is Direction.OUT]
        self._book.forget(person)
        for share in given:
            self._tools.transfers.ask_again(share)
        self._tools.tasks.guarded("offers: forget", self._tools.desk.run(self._tools.store.forget, person))

    async def heard(self, person: PersonId, message: Message) -> None:
        match message:
            case peering.Offer():
                await self._hear_offer(person, message)
            case peering.OfferState():
                await self._hear_state(person, message)
            case peering.Helpers():
                if self._helping.hear(person, message):
                    self._tools.transfers.dial(ShareId(ObjectId(message.share)))
            case _:
                pass

    async def _hear_offer(self, person: PersonId, message: peering.Offer) -> None:
        known = self._book.get(person, message.offer)
        if known is not None:
            if known.direction is Direction.IN:
                self._say(known)  # it was said again: they have not heard how it stands
            return
        waiting = [
            offer
            for offer in self._book.of_person(person)
            if offer.direction is Direction.IN and offer.state is OfferState.OFFERED
        ]
        if len(waiting) >= limits.OFFERS_OPEN:
            return
        offer = offer_of(person, message, whole_seconds(self._tools.clock))
        await self._keep(offer)
        self._say(offer)
        if self._tools.people.contact(person).auto_accept:
            await self.accept(offer, None)

    async def _hear_state(self, person: PersonId, message: peering.OfferState) -> None:
        offer = self._book.get(person, message.offer)
        if offer is None or message.state not in OfferState:
            return
        new = OfferState(message.state)
        heard = replace(offer, is_told=True, trouble=kind_of(message.reason))
        if offer.direction is Direction.IN:
            heard = offer
        if may_say(offer.direction, new) and may_become(offer.state, new):
            heard = replace(heard, state=new)
        if heard == offer:
            return
        await self._keep(heard)
        if heard.state is OfferState.WITHDRAWN and offer.state is not OfferState.WITHDRAWN:
            self._say(heard)  # so that they need not say it again
        elif heard.state in TAKEN and heard.state is not offer.state:
            self._helping.tell_all(heard.share)
        elif heard.state is OfferState.DECLINED:
            self._tools.transfers.ask_again(heard.share)

    # --- from transfers ---------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Notice when what was offered has come, is in trouble, or was taken off the list."""
        with self._tools.hub.listen() as heard:
            async for event in heard.events():
                match event:
                    case TransferChanged(row=row):
                        await self._note_row(row)
                    case TransferRemoved(share=share):
                        await self._note_removed(share)
                    case _:
                        pass

    async def _note_row(self, row: TransferRow) -> None:
        for offer in self._book.of_share(row.share, Direction.IN):
            if offer.state is not OfferState.ACCEPTED:
                continue
            trouble = row.reason.name if row.state is TransferState.FAILED and row.reason else ""
            state = OfferState.FINISHED if row.whole else offer.state
            if (state, trouble) != (offer.state, offer.trouble):
                await self._move_on(replace(offer, state=state, trouble=trouble, is_told=False))

    async def _note_removed(self, share: ShareId) -> None:
        for direction, state in (
            (Direction.IN, OfferState.DECLINED),
            (Direction.OUT, OfferState.WITHDRAWN),
        ):
            for offer in self._book.of_share(share, direction):
                if may_become(offer.state, state):
                    await self._move_on(replace(offer, state=state, trouble="", is_told=False))

    # --- both -------------------------------------------------------------------------------------

    async def _get(self, offer: Offer, folder: Path) -> None:
        new = Beginning(
            share=NewShare(
                title=offer.title,
                audience=Audience.PEOPLE,
                secret=offer.secret,
                origin=offer.share,
                infohash_v2=offer.infohash_v2,
                size=offer.size,
            ),
            transfer=NewTransfer(folder=str(folder), role=Role.GET),
        )
        await self._tools.transfers.begin(new, _stays)
        self._tools.transfers.dial(offer.share)

    async def _move_on(self, offer: Offer) -> None:
        """Write down how it stands here now, and tell the other side if they are there."""
        await self._keep(offer)
        self._say(offer)

    async def _keep(self, *offers: Offer) -> None:
        await self._tools.desk.run(self._tools.store.save, *offers)
        for offer in offers:
            self._book.note(offer)
            self._tools.hub.tell(OfferChanged(offer.person, offer.offer))

    def _say(self, offer: Offer) -> None:
        if offer.direction is Direction.OUT and offer.state in OPEN:
            self._tools.people.say(offer.person, message_of(offer))
        else:
            message = peering.OfferState(offer.offer, offer.state, offer.trouble)
            self._tools.people.say(offer.person, message)

    def _do(self, name: str, work: Coroutine[None, None, None]) -> None:
        self._tools.tasks.start(name, work)


def _stays(share: Share, transfer: Transfer) -> bool:
    """Keep what is here already of the very same torrent: two people may offer it."""
    del share, transfer
    return True
