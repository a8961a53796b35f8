"""Commands about passes of files: what is offered, and what one says to it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.clock import moment
from desktop.errors import FolderUnusable, NodeBusy, OfferOver
from desktop.ids import id_text
from desktop.node import protocol
from desktop.node.commands.getting import wait_for
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.share.offers import Offer, OfferState

if TYPE_CHECKING:
    from desktop.node.offers.service import OffersService

_OVER: Final = frozenset({OfferState.DECLINED, OfferState.WITHDRAWN})


async def list_offers(node: Node, command: protocol.ListOffers, tell: Tell) -> list[protocol.OfferResult]:
    del command, tell
    return [_result(node, offer) for offer in _offers(node).offers()]


async def accept(node: Node, command: protocol.AcceptOffer, tell: Tell) -> list[protocol.OfferResult]:
    """Begin to get it; with `stay`, return once it is here."""
    offers = _offers(node)
    offer = offers.incoming(command.offer)
    if offer.state in _OVER:
        raise OfferOver(what=offer.state)
    folder = Path(command.folder) if command.folder else node.downloads()
    if offer.state is OfferState.OFFERED:
        await asyncio.to_thread(_make_folder, folder)
    offer = await offers.accept(offer, folder)
    row = offers.transfer_of(offer)
    if command.stay and row is not None and offer.state is OfferState.ACCEPTED:
        await wait_for(node, row.transfer, tell, None)
    return [_result(node, offers.incoming(id_text(offer.offer)))]


async def decline(node: Node, command: protocol.DeclineOffer, tell: Tell) -> list[protocol.OfferResult]:
    del tell
    offers = _offers(node)
    return [_result(node, await offers.decline(offers.incoming(command.offer)))]


def _offers(node: Node) -> "OffersService":
    if node.offers is None:
        raise NodeBusy
    return node.offers


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path=str(folder)) from error


def _result(node: Node, offer: Offer) -> protocol.OfferResult:
    assert node.people is not None
    assert node.offers is not None
    row = node.offers.transfer_of(offer)
    seen = node.people.last_seen(offer.person)
    return protocol.OfferResult(
        offer=id_text(offer.offer),
        person=id_text(offer.person),
        name=node.people.name_of(offer.person),
        direction=offer.direction,
        title=offer.title,
        bytes=offer.size,
        files=offer.files,
        names=offer.names,
        text=offer.text,
        state=offer.state,
        trouble=offer.trouble or None,
        online=node.people.is_online(offer.person),
        seen=moment(seen) if seen is not None else None,
        at=moment(offer.at),
        transfer=id_text(row.transfer) if row is not None else None,
    )
