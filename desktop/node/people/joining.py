"""Taking part: a node's endpoint and its people, for as long as it runs."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from desktop.errors import PortUnusable
from desktop.net.calls.endpoint import CallOptions, Endpoint
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
    # No relay is used before the person was told of relays and has chosen (docs/decisions/0011).
    wanted = CallOptions(bind=bind, port=profile.settings.call_port)
    seed = profile.keyring.endpoint_seed
    try:
        return await Endpoint.open(seed, wanted, _PROTOCOLS)
    except PortUnusable:
        return await Endpoint.open(seed, CallOptions(bind=bind), _PROTOCOLS)


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
