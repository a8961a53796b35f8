"""People with real endpoints and stores on loopback, each as a node would run them."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import SigningKey
from desktop.net.calls.endpoint import CallOptions, Endpoint
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN as PEER
from desktop.node.desk import Desk
from desktop.node.hub import Hub
from desktop.node.people.conversation import Pace
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.presence import Presence, Shown
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.node.tasks import Tasks
from desktop.share.links import PersonLink, write_person_link
from desktop.share.people import Standing
from desktop.share.records.device import DeviceRecord, DeviceStatement
from desktop.share.store.store import Store
from tests.clocks import TestClock

LOOPBACK: Final = CallOptions(bind="127.0.0.1")
BRISK: Final = Pace(ping=0.2, silence=2.0)
DEADLINE: Final = 20.0


class Keys:
    """Who somebody is, over restarts."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.identity, self.device = SigningKey(os.urandom(32)), SigningKey(os.urandom(32))
        self.endpoint_seed, self.link_secret = os.urandom(32), os.urandom(32)
        self.address_seeds, self.renewed = [os.urandom(32)], Seconds(0)
        self.before_renewing: Callable[[], None] = lambda: None

    @property
    def person(self) -> PersonId:
        return PersonId(self.identity.public)

    def device_record(self) -> bytes:
        statement = DeviceStatement(
            person=self.person,
            device=DeviceId(self.device.public),
            endpoint=SigningKey(self.endpoint_seed).public,
            address=SigningKey(self.address_seeds[0]).public,
            created=self.renewed,
        )
        return DeviceRecord.signed_by(self.identity, statement).wire

    def shown(self) -> Shown:
        address, *former = map(SigningKey, self.address_seeds)
        side = OwnSide(SigningKey(self.endpoint_seed).public, self.device, self.device_record())
        return Shown(side, address, tuple(former), self.renewed)

    def renew(self) -> Shown:
        self.before_renewing()
        self.address_seeds.insert(0, os.urandom(32))
        self.renewed = Seconds(self.renewed + 1)
        return self.shown()


@dataclass
class Neighbour:
    """Somebody whose computer runs."""

    keys: Keys
    service: PeopleService
    hub: Hub
    endpoint: Endpoint
    store: Store

    @property
    def person(self) -> PersonId:
        return self.keys.person

    @property
    def link(self) -> str:
        reach = self.endpoint.reach()
        return write_person_link(PersonLink(self.person, self.keys.link_secret, self.keys.name, reach))

    def sees(self, person: PersonId) -> bool:
        return self.service.switchboard.is_online(person)

    async def until(self, condition: Callable[[], bool]) -> None:
        with self.hub.listen() as heard:
            async with asyncio.timeout(DEADLINE):
                while not condition():
                    await heard.next_within(0.05)


async def until_contacts(one: Neighbour, other: Neighbour) -> None:
    await one.until(lambda: one.service.contact(other.person).standing is Standing.CONTACT)
    await one.until(lambda: one.sees(other.person))


async def befriend(ann: Neighbour, ben: Neighbour) -> None:
    await ann.service.add(ben.link, "It's me")
    await ben.until(lambda: bool(ben.service.requests()))
    await ben.service.accept(ann.person)
    await until_contacts(ann, ben)
    await until_contacts(ben, ann)


@asynccontextmanager
async def two(home: Path) -> AsyncIterator[tuple[Neighbour, Neighbour]]:
    async with neighbour(home / "ann", Keys("Ann")) as ann, neighbour(home / "ben", Keys("Ben")) as ben:
        yield ann, ben


@asynccontextmanager
async def neighbour(home: Path, keys: Keys, pace: Pace = BRISK) -> AsyncIterator[Neighbour]:
    await asyncio.to_thread(home.mkdir, exist_ok=True)
    record = keys.device_record()
    store = Store.open(
        home / "store.db", clock=TestClock(), person=keys.person, device=keys.device, device_record=record
    )
    endpoint = await Endpoint.open(keys.endpoint_seed, LOOPBACK, (PEER, DOORBELL))
    desk, hub, people = Desk(), Hub(), store.people
    try:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            tools = PeopleTools(
                store=store,
                desk=desk,
                hub=hub,
                tasks=tasks,
                clock=TestClock(),
                endpoint=endpoint,
                person=keys.person,
                presence=Presence(keys.shown(), keys.renew),
                link_secret=lambda: keys.link_secret,
                name=lambda: keys.name,
                identity_seed=lambda: keys.identity.seed,
                hears_strangers=lambda: True,
                chance=lambda: 0.0,
            )
            directory = Directory(
                people.contacts(), people.devices(), people.requests(), store.devices.ended()
            )
            service = PeopleService(tools, directory, pace)
            service.start({})
            try:
                yield Neighbour(keys, service, hub, endpoint, store)
            finally:
                tasks.cancel_all()
    finally:
        await endpoint.close()
        desk.close()
        store.close()
