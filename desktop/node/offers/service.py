"""Offers: passing files to people one knows, from the question to both sides' last word.

Each side tells the other how it stands. Whoever offers says it again in every call until both agree, so
nothing is lost that is said while somebody is offline. Lives on the node's loop.
"""

from collections.abc import Coroutine, Iterable, Sequence
from pathlib import Path

from desktop import keys, limits
from desktop.clock import whole_seconds
from desktop.errors import IdUnknown
from desktop.events import TransferRow
from desktop.ids import ID_BYTES, ObjectId, PersonId, ShareId, id_text
from desktop.net import peering
from desktop.net.peering import Message
from desktop.node.offers.book import OfferBook
from desktop.node.offers.following import Following, as_shown
from desktop.node.offers.helping import Helping
from desktop.node.offers.register import OfferRegister
from desktop.node.offers.tools import OfferTools
from desktop.node.offers.wording import kind_of, offer_of
from desktop.node.transfers.placing import Beginning
from desktop.reach import Reach
from desktop.share.offers import (
    TAKEN,
    Direction,
    Offer,
    OfferId,
    OfferState,
    decided,
    heard,
    is_owed,
    key_of,
)
from desktop.share.people import Contact, Standing
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Share, Transfer
from desktop.text import without_middle


class OffersService:
    """Every pass of files between this person and others."""

    def __init__(self, tools: OfferTools, book: OfferBook) -> None:
        self._tools = tools
        self._book = book
        self._register = OfferRegister(tools, book)
        self._following = Following(tools, book, self._register)
        self._helping = Helping(book, tools.people)

    def start(self) -> None:
        """Take part in what people say, and follow the transfers that offers are about."""
        self._tools.people.listen(self)
        self._do("offers: follow transfers", self._following.run())

    # --- asking -----------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        """Return every pass, newest first."""
        return sorted(self._book, key=lambda offer: offer.at, reverse=True)

    def incoming(self, text: str) -> Offer:
        """Return what was offered to us, by its id or the beginning of it. Raises IdUnknown, IdAmbiguous."""
        return self._book.incoming(text)

    def transfer_of(self, offer: Offer) -> TransferRow | None:
        """Return the transfer on this computer that an offer is about."""
        return self._tools.transfers.row_about(offer.subject)

    # --- who takes part in a share (Guests) -------------------------------------------------------

    def may_have(self, share: Share, endpoint: bytes) -> bool:
        person = self._tools.people.caller(endpoint)
        if person is not None and self._book.takes_part(person, share):
            return True
        return self._helping.helps(share, endpoint)

    def sources(self, share: Share) -> tuple[Reach, ...]:
        givers = self._book.givers(share)
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
                names=tuple(
                    without_middle(name, limits.OFFER_NAME_LENGTH) for name in names[: limits.OFFER_NAMES]
                ),
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
        await self._tools.tasks.wholly("offers: offer", self._register.add(*new))
        for offer in new:
            self._register.say(offer)
        return new

    # Both are done whole, though whoever asked for it may have gone meanwhile.

    async def accept(self, offer: Offer, folder: Path | None) -> Offer:
        """Say yes, and begin to get it; return how it stands then. Raises IdUnknown."""
        return await self._tools.tasks.wholly("offers: accept", self._accept(offer, folder))

    async def decline(self, offer: Offer) -> Offer:
        """Say no; what came of it stays, and comes no further. Raises IdUnknown."""
        return await self._tools.tasks.wholly("offers: decline", self._decline(offer))

    async def _accept(self, offer: Offer, folder: Path | None) -> Offer:
        async with self._register.turn(offer.person):
            return await self._take(self._current(offer), folder)

    async def _decline(self, offer: Offer) -> Offer:
        async with self._register.turn(offer.person):
            before = self._current(offer)
            after = decided(before, OfferState.DECLINED)
            if after == before:
                return before
            await self._register.keep(after)
        self._register.say(after)
        if before.state is OfferState.ACCEPTED:
            await self._let_go(after)
        return after

    async def _let_go(self, offer: Offer) -> None:
        """Get what was offered no longer, unless it is our own, or comes from somebody else as well."""
        row = self.transfer_of(offer)
        others = self._book.about(offer.subject, Direction.IN)
        if row is None or row.role is Role.SHARE or any(other.state in TAKEN for other in others):
            return
        await self._tools.transfers.remove(row.transfer, delete=False)

    async def _take(self, before: Offer, folder: Path | None) -> Offer:
        """Begin to get what is offered; for whoever has the turn."""
        after = decided(before, OfferState.ACCEPTED)
        if after == before:
            return before
        self._book.note(after)  # first: whoever gets it is asked whom it is got from
        try:
            await self._get(after, folder or self._tools.downloads())
        except BaseException:
            self._book.note(before)
            raise
        row = self.transfer_of(after)
        if row is not None:
            after = as_shown(after, row)  # all of it may be here already
        await self._register.keep(after)
        self._register.say(after)
        return after

    def _current(self, offer: Offer) -> Offer:
        """Return how an offer stands now: it may have changed since it was looked up."""
        found = self._book.get(*key_of(offer))
        if found is None:
            raise IdUnknown(what="offer", text=id_text(offer.offer))
        return found

    # --- from calls -------------------------------------------------------------------------------

    def met(self, person: PersonId) -> None:
        """Say how it stands with all that is not agreed on yet, and go on with what comes from them."""
        for offer in self._book.of_person(person):
            if offer.direction is Direction.OUT:
                if is_owed(offer):
                    self._register.say(offer)
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
        """Take in what somebody says; whoever tells us waits with what they say next."""
        match message:
            case peering.Offer():
                await self._tools.tasks.wholly("offers: an offer", self._hear_offer(person, message))
            case peering.OfferState():
                await self._hear_state(person, message)
            case peering.Helpers():
                if self._helping.hear(person, message):
                    self._tools.transfers.dial(ShareId(ObjectId(message.share)))
            case _:
                pass

    async def _hear_offer(self, person: PersonId, message: peering.Offer) -> None:
        async with self._register.turn(person):
            if self._contact(person) is None:
                return
            known = self._book.get(person, message.offer)
            if known is not None:
                if known.direction is Direction.IN:
                    self._register.say(known)  # it was said again: they have not heard how it stands
                return
            if len(self._book.standing_at(person, OfferState.OFFERED)) >= limits.OFFERS_OPEN:
                return
            offer = offer_of(person, message, whole_seconds(self._tools.clock))
            await self._register.add(offer)
            self._register.say(offer)
            if self._is_taken_unasked(offer):
                await self._take(offer, None)

    def _is_taken_unasked(self, offer: Offer) -> bool:
        """Return whether to get it without asking."""
        contact = self._contact(offer.person)
        if contact is None or not contact.auto_accept:
            return False
        coming = self._book.standing_at(offer.person, OfferState.ACCEPTED)
        size = offer.size + sum(one.size for one in coming)
        return len(coming) < limits.OFFERS_UNASKED and size <= limits.OFFERS_UNASKED_BYTES

    def _contact(self, person: PersonId) -> Contact | None:
        """Return what is known of somebody, None if they were removed or blocked a moment ago."""
        try:
            contact = self._tools.people.contact(person)
        except IdUnknown:
            return None
        return None if contact.standing is Standing.BLOCKED else contact

    async def _hear_state(self, person: PersonId, message: peering.OfferState) -> None:
        if message.state not in OfferState:
            return
        said, trouble = OfferState(message.state), kind_of(message.reason)
        key = (person, OfferId(message.offer))
        change = await self._register.change(key, lambda offer: heard(offer, said, trouble))
        if change is None:
            return
        before, after = change
        if after.direction is Direction.IN:
            self._register.say(after)  # so that they need not say it again
        elif after.state is before.state:
            pass
        elif after.state in TAKEN:
            self._helping.tell_all(after.subject)
        else:
            self._tools.transfers.ask_again(after.share)

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
                files=offer.files,
            ),
            transfer=NewTransfer(folder=str(folder), role=Role.GET),
        )

        def stays(share: Share, transfer: Transfer) -> bool:
            """Keep what is here already of the very same torrent: two people may offer it.

            Not what somebody else has said too little of, and that waits for its details or was refused.
            """
            del transfer
            said_less = (share.size or 0) < offer.size or (share.files or 0) < offer.files
            return share.audience is not Audience.PEOPLE or share.name is not None or not said_less

        await self._tools.transfers.begin(new, stays)
        self._tools.transfers.dial(offer.share)

    def _do(self, name: str, work: Coroutine[None, None, None]) -> None:
        self._tools.tasks.start(name, work)
