"""Taking part: a node's endpoint and its people, for as long as it runs."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from desktop.errors import PortUnusable
from desktop.net.calls.endpoint import CallOptions, Endpoint, RelayChoice
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN as PEER
from desktop.net.torrent.session import free_port
from desktop.node.node import Node
from desktop.node.people.conversation import Pace
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.node.tasks import Tasks
from desktop.profile.settings import Relay

_PROTOCOLS: Final = (PEER, DOORBELL)


@asynccontextmanager
async def join_people(node: Node, tasks: Tasks) -> AsyncIterator[None]:
    """Call everybody known and answer whoever calls, until the context ends. Raises PortUnusable."""
    directory = await node.desk.run(_directory, node)
    endpoint = await _open_endpoint(node)
    try:
        node.people = PeopleService(_tools(node, tasks, endpoint), directory, {}, Pace())
        node.people.start()
        yield
    finally:
        node.people = None
        await endpoint.close()


def _directory(node: Node) -> Directory:
    people = node.store.people
    return Directory(people.contacts(), people.devices(), people.requests())


async def _open_endpoint(node: Node) -> Endpoint:
    """Listen where links say that we do, or anywhere if that is taken."""
    profile, bind = node.profile, node.network.bind
    if profile.settings.call_port == 0:
        await node.desk.run(profile.change_settings, call_port=free_port(bind, 0))
    relay = RelayChoice.PUBLIC if profile.settings.relay is Relay.DEFAULT else RelayChoice.NONE
    wanted = CallOptions(
        bind=bind,
        port=profile.settings.call_port,
        relay=RelayChoice.NONE if node.network.no_relay else relay,
    )
    seed = profile.keyring.endpoint_seed
    try:
        return await Endpoint.open(seed, wanted, _PROTOCOLS)
    except PortUnusable:
        elsewhere = CallOptions(bind=bind, relay=wanted.relay)
        return await Endpoint.open(seed, elsewhere, _PROTOCOLS)


def _tools(node: Node, tasks: Tasks, endpoint: Endpoint) -> PeopleTools:
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
        chance=random.random,
    )
