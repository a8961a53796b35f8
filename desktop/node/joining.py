"""Taking part: a node's endpoint, its people and what passes between them, for as long as it runs."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Final

from desktop.clock import whole_seconds
from desktop.errors import PortUnusable
from desktop.keys import SigningKey
from desktop.net.addresses import own_addresses
from desktop.net.calls.endpoint import Call, CallOptions, Endpoint, RelayChoice, Unreachable
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN as PEER
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.tunnels import ALPN as TUNNEL
from desktop.net.tunnel.tunnels import Tunnels
from desktop.node.moves import LOOK_SECONDS, Moves
from desktop.node.node import Node
from desktop.node.offers.book import OfferBook
from desktop.node.offers.service import OffersService
from desktop.node.offers.tools import OfferTools
from desktop.node.people.conversation import Pace
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.neighbourhood import Neighbourhood
from desktop.node.people.presence import Presence, Shown
from desktop.node.people.rendezvous import Rendezvous
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.node.tasks import Tasks, every
from desktop.node.transfers.admission import Admission
from desktop.node.waking import Waking
from desktop.profile.settings import Relay
from desktop.reach import Reach

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
    async with AsyncExitStack() as parts:
        parts.push_async_callback(_hang_up, node, endpoint)
        tools = _people_tools(node, tasks, endpoint)
        people = PeopleService(tools, directory, Pace())
        offers = OffersService(_offer_tools(node, tasks, people), book)
        tunnels = _make_tunnels(node, endpoint, people, offers)
        parts.push_async_callback(tunnels.stop)
        node.swarms.join(tunnels, offers)
        offers.start()
        people.start({TUNNEL: tunnels.serve})
        node.people, node.offers = people, offers
        _seek(node, tools, people)
        Waking(node.clock, lambda: _wake(node, tasks)).start(tasks)
        node.transfers.dial_all()
        moves = Moves(lambda: own_addresses(node.network.bind), lambda: _wake(node, tasks))
        tasks.start("moves: look", every(LOOK_SECONDS, moves.look))
        yield


def _make_tunnels(node: Node, endpoint: Endpoint, people: PeopleService, offers: OffersService) -> Tunnels:
    assert node.transfers is not None
    assert node.swarms is not None
    swarms = node.swarms
    return Tunnels(
        endpoint.endpoint_id,
        lambda reach, alpn: _dial(endpoint, people, reach, alpn),
        lambda: swarms.private.port,
        Admission(
            endpoint.endpoint_id,
            node.transfers.going_by,
            offers,
            people.is_shut_out,
            node.clock,
            node.transfers.may_be_given,
        ),
        Allowance(node.clock, is_free=node.profile.settings.relay is Relay.OWN),
    )


def _seek(node: Node, tools: PeopleTools, people: PeopleService) -> None:
    """Look for people who are not where they were, as far as the options of this start allow."""
    assert node.swarms is not None
    if not node.network.no_dht:
        node.rendezvous = Rendezvous(tools, people, node.swarms.public)
        node.rendezvous.start()
    if not node.network.no_lan:
        node.neighbourhood = Neighbourhood(tools, people, node.network.bind, lambda: _shown_link(node))
        node.neighbourhood.start()


def _wake(node: Node, tasks: Tasks) -> None:
    """Take part again after a sleep or in another network, and ask anew for whatever is not here yet."""
    if node.people is None or node.transfers is None or node.swarms is None:
        return
    node.swarms.public.seek_anew()
    node.people.wake()
    if node.rendezvous is not None:
        node.rendezvous.wake()
    if node.neighbourhood is not None:
        tasks.guarded("nearby: begin anew", node.neighbourhood.move())
    node.transfers.dial_all()


async def _hang_up(node: Node, endpoint: Endpoint) -> None:
    """Take part no more: end all calls and what is seen nearby, both at once."""
    neighbourhood = node.neighbourhood
    node.people = node.offers = node.rendezvous = node.neighbourhood = None
    leaving = [endpoint.close()] + ([neighbourhood.stop()] if neighbourhood is not None else [])
    await asyncio.gather(*leaving)


async def _dial(endpoint: Endpoint, people: PeopleService, reach: Reach, alpn: bytes) -> Call:
    """Call a device for a tunnel, unless we will have nothing to do with it. Raises Unreachable."""
    if people.is_shut_out(reach.endpoint):
        raise Unreachable
    return await endpoint.dial(reach, alpn, seconds=_DIAL_SECONDS)


def _shown_link(node: Node) -> str | None:
    return node.person_link() if node.profile.settings.show_nearby else None


def _read(node: Node) -> tuple[Directory, OfferBook]:
    people = node.store.people
    ended = node.store.devices.ended()
    directory = Directory(people.contacts(), people.devices(), people.requests(), ended)
    return directory, OfferBook(node.store.offers.offers())


async def _open_endpoint(node: Node) -> Endpoint:
    """Listen where links say that we do, or anywhere if that stays taken."""
    bind, seed = node.network.bind, node.profile.keyring.endpoint_seed
    relay = RelayChoice(node.relay_in_use())
    wanted = CallOptions(bind, node.call_port(), relay, node.profile.settings.own_relay)
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
        presence=Presence(_shown(node), lambda: _renewed(node)),
        link_secret=lambda: profile.keyring.link_secret,
        name=lambda: profile.settings.name,
        identity_seed=lambda: profile.keyring.identity.seed,
        hears_strangers=lambda: profile.settings.hear_strangers,
        chance=random.random,
    )


def _shown(node: Node) -> Shown:
    keyring = node.profile.keyring
    return Shown(
        side=OwnSide(SigningKey(keyring.endpoint_seed).public, keyring.device, node.device_record),
        address_key=SigningKey(keyring.address_seed),
        former_keys=tuple(SigningKey(seed) for seed in keyring.former_address_seeds),
        renewed=keyring.renewed,
    )


def _renewed(node: Node) -> Shown:
    node.profile.renew_address(whole_seconds(node.clock))
    node.store.admit_device(node.device_record)
    return _shown(node)


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
