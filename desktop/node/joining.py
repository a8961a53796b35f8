"""Taking part: a node's endpoint, its people and what passes between them, for as long as it runs."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

from desktop.errors import PortUnusable
from desktop.keys import SigningKey
from desktop.net.calls.endpoint import CallOptions, Endpoint, RelayChoice
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN as PEER
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.tunnels import ALPN as TUNNEL
from desktop.net.tunnel.tunnels import Tunnels
from desktop.node.node import Node
from desktop.node.offers.book import OfferBook
from desktop.node.offers.service import OffersService
from desktop.node.offers.tools import OfferTools
from desktop.node.people.conversation import Pace
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.neighbourhood import Neighbourhood
from desktop.node.people.rendezvous import Rendezvous
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.node.tasks import Tasks
from desktop.node.transfers.admission import Admission
from desktop.profile.settings import Relay

_PROTOCOLS: Final = (PEER, DOORBELL, TUNNEL)
_DIAL_SECONDS: Final = 10.0
_PORT_TRIES: Final = 15
_PORT_SECONDS: Final = 0.2


@asynccontextmanager
async def join(node: Node, tasks: Tasks) -> AsyncIterator[None]:
    """Call everybody known and answer whoever calls, until the context ends. Raises PortUnusable."""
    assert node.transfers is not None
    assert node.swarms is not None
    directory, book = await node.desk.run(_read, node)
    endpoint = await _open_endpoint(node)
    tools = _people_tools(node, tasks, endpoint)
    people = PeopleService(tools, directory, Pace())
    offers = OffersService(_offer_tools(node, tasks, people), book)
    transfers = node.transfers
    admit = Admission(endpoint.endpoint_id, transfers.going_by, offers, node.clock, transfers.may_be_given)
    swarms = node.swarms
    tunnels = Tunnels(
        endpoint.endpoint_id,
        lambda reach, alpn: endpoint.dial(reach, alpn, seconds=_DIAL_SECONDS),
        lambda: swarms.private.port,
        admit,
        Allowance(node.clock, is_free=node.profile.settings.relay is Relay.OWN),
    )
    swarms.join(tunnels, offers)
    try:
        offers.start()
        people.start({TUNNEL: tunnels.serve})
        node.people, node.offers = people, offers
        if not node.network.no_dht:
            node.rendezvous = Rendezvous(tools, people, swarms.public, _address_key(node))
            node.rendezvous.start()
        if not node.network.no_lan:
            node.neighbourhood = Neighbourhood(tools, people, node.network.bind, lambda: _shown_link(node))
            node.neighbourhood.start()
        node.transfers.dial_all()
        yield
    finally:
        neighbourhood = node.neighbourhood
        node.people = node.offers = node.rendezvous = node.neighbourhood = None
        await tunnels.stop()
        leaving = [endpoint.close()] + ([neighbourhood.stop()] if neighbourhood is not None else [])
        await asyncio.gather(*leaving)


def _shown_link(node: Node) -> str | None:
    return node.person_link() if node.profile.settings.show_nearby else None


def _address_key(node: Node) -> SigningKey:
    return SigningKey(node.profile.keyring.address_seed)


def _read(node: Node) -> tuple[Directory, OfferBook]:
    people = node.store.people
    directory = Directory(people.contacts(), people.devices(), people.requests())
    return directory, OfferBook(node.store.offers.offers())


async def _open_endpoint(node: Node) -> Endpoint:
    """Listen where links say that we do, or anywhere if that stays taken."""
    bind, seed = node.network.bind, node.profile.keyring.endpoint_seed
    relay = RelayChoice(node.relay_in_use())
    wanted = CallOptions(bind, await node.desk.run(node.call_port), relay, node.profile.settings.own_relay)
    for _ in range(_PORT_TRIES):
        try:
            return await Endpoint.open(seed, wanted, _PROTOCOLS)
        except (
            PortUnusable
        ):  # iroh keeps the port of a node before this one until calls it had begun are over
            await asyncio.sleep(_PORT_SECONDS)
    return await Endpoint.open(seed, replace(wanted, port=0), _PROTOCOLS)


def _people_tools(node: Node, tasks: Tasks, endpoint: Endpoint) -> PeopleTools:
    profile = node.profile
    return PeopleTools(
        store=node.store,
        desk=node.desk,
        hub=node.hub,
        tasks=tasks,
        clock=node.clock,
        endpoint=endpoint,
        person=node.person,
        own=OwnSide(endpoint.endpoint_id, profile.keyring.device, node.device_record),
        link_secret=lambda: profile.keyring.link_secret,
        name=lambda: profile.settings.name,
        identity_seed=lambda: profile.keyring.identity.seed,
        chance=random.random,
    )


def _offer_tools(node: Node, tasks: Tasks, people: PeopleService) -> OfferTools:
    assert node.transfers is not None
    return OfferTools(
        store=node.store.offers,
        desk=node.desk,
        hub=node.hub,
        tasks=tasks,
        clock=node.clock,
        people=people,
        transfers=node.transfers,
        downloads=node.downloads,
    )
