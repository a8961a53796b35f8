"""Several people with whole nodes on loopback who know each other."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from desktop.clock import Seconds, WallClock, whole_seconds
from desktop.ids import ShareId, id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.offers.service import OffersService
from desktop.node.people.service import PeopleService
from desktop.node.protocol import AcceptOffer, AddShare, DeclineOffer, ListOffers, OfferResult, ShareResult
from desktop.share.links import PersonLink, write_person_link
from desktop.share.offers import Direction, Offer
from desktop.share.people import NewContact, PeerDevice, Standing
from tests.node.peers import open_node, running, unheard

DEADLINE: Final = 20.0


def acquaint(homes: list[Path]) -> None:
    """Have everybody know everybody, as if they had met before. Nobody's node may run."""
    nodes = [open_node(home) for home in homes]
    for one, other in itertools.permutations(nodes, 2):
        reach = other.reach()
        link = write_person_link(PersonLink(other.person, other.profile.keyring.link_secret, "", reach))
        name = other.profile.settings.name
        new = NewContact(person=other.person, standing=Standing.CONTACT, name=name, link=link)
        one.store.people.add_contact(new)
        one.store.people.save_device(
            PeerDevice(
                device=other.device,
                person=other.person,
                endpoint=reach.endpoint,
                record=other.device_record,
                reach=reach,
                seen=whole_seconds(WallClock()),
                said=Seconds(0),
            )
        )
    for node in nodes:
        node.close()


@asynccontextmanager
async def circle(*homes: Path) -> AsyncIterator[list[Node]]:
    """Run the nodes of people who know each other, until all are connected."""
    async with AsyncExitStack() as stack:
        nodes = [await stack.enter_async_context(running(home)) for home in homes]
        for one, other in itertools.permutations(nodes, 2):
            await until(one, lambda one=one, other=other: people_of(one).is_online(other.person))  # type: ignore[misc]
        yield nodes


def people_of(node: Node) -> PeopleService:
    assert node.people is not None
    return node.people


def offers_of(node: Node) -> OffersService:
    assert node.offers is not None
    return node.offers


def may_have(node: Node, share: ShareId, endpoint: bytes) -> bool:
    """Return whether somebody who calls from there may have what goes by this id."""
    assert node.transfers is not None
    return any(offers_of(node).may_have(one, endpoint) for one in node.transfers.going_by(share))


def sources(node: Node, share: ShareId) -> set[bytes]:
    """Return which endpoints are asked for what goes by this id."""
    assert node.transfers is not None
    its = node.transfers.going_by(share)
    return {reach.endpoint for one in its for reach in offers_of(node).sources(one)}


async def until(node: Node, condition: Callable[[], bool]) -> None:
    with node.hub.listen() as heard:
        async with asyncio.timeout(DEADLINE):
            while not condition():
                await heard.next_within(0.05)


async def offer(node: Node, path: Path, *people: Node, text: str = "") -> ShareResult:
    to = tuple(id_text(other.person) for other in people)
    result = await carry_out(node, AddShare((str(path),), to=to, text=text), unheard)
    assert isinstance(result, ShareResult)
    return result


async def offers(node: Node) -> list[OfferResult]:
    result = await carry_out(node, ListOffers(), unheard)
    assert isinstance(result, list)
    return result


async def accept(node: Node, offer: Offer, folder: Path) -> None:
    await carry_out(node, AcceptOffer(id_text(offer.offer), str(folder)), unheard)


async def decline(node: Node, offer: Offer) -> None:
    await carry_out(node, DeclineOffer(id_text(offer.offer)), unheard)


def received(node: Node) -> list[Offer]:
    return [offer for offer in offers_of(node).offers() if offer.direction is Direction.IN]


def given(node: Node) -> list[Offer]:
    return [offer for offer in offers_of(node).offers() if offer.direction is Direction.OUT]


async def until_offered(node: Node) -> Offer:
    await until(node, lambda: bool(received(node)))
    return received(node)[0]
