"""People find each other again in the DHT, whatever became of their addresses; nobody else reads where."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec
import pytest

from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import Label, PublicKey, SigningKey, seal
from desktop.net.torrent.engine import Engine
from desktop.net.torrent.news import AnyNews, NoteFound
from desktop.net.torrent.session import SwarmOptions
from desktop.node.node import Node
from desktop.node.people.rendezvous import AddressKeys, address_key_of, opened, seal_key
from desktop.reach import Reach
from desktop.share.people import PeerDevice
from desktop.share.records.address_note import AddressNote
from desktop.share.records.device import DeviceRecord, DeviceStatement
from tests.node.offers.circle import DEADLINE, acquaint, people_of, until
from tests.node.peers import LAB, open_node, run, running_node

AT: Final = Seconds(1_800_000_000)


class Device:
    """Somebody's computer, with all its keys."""

    def __init__(self) -> None:
        self.identity, self.device = SigningKey(os.urandom(32)), SigningKey(os.urandom(32))
        self.endpoint, self.address = SigningKey(os.urandom(32)), SigningKey(os.urandom(32))

    @property
    def known(self) -> PeerDevice:
        statement = DeviceStatement(
            person=PersonId(self.identity.public),
            device=DeviceId(self.device.public),
            endpoint=self.endpoint.public,
            address=self.address.public,
            created=AT,
        )
        return PeerDevice(
            device=statement.device,
            person=statement.person,
            endpoint=statement.endpoint,
            record=DeviceRecord.signed_by(self.identity, statement).wire,
            reach=Reach(statement.endpoint),
            seen=AT,
            said=Seconds(0),
        )

    def note(self, *, signed_by: SigningKey | None = None, endpoint: bytes | None = None) -> bytes:
        reach = Reach(endpoint or self.endpoint.public, None, (("192.0.2.1", 4000),))
        return AddressNote.signed_by(signed_by or self.device, reach, AT).wire

    def sealed(self, note: bytes, *, address: SigningKey | None = None) -> bytes:
        key = seal_key((address or self.address).public, self.endpoint.public)
        return seal(Label.ADDRESS_SEAL, key, note)


def test_a_note_is_read_by_whoever_knows_the_device() -> None:
    device = Device()
    note = opened(device.sealed(device.note()), device.known)
    assert note is not None
    assert note.statement.reach.addresses == (("192.0.2.1", 4000),)
    assert address_key_of(device.known) == device.address.public


def test_the_record_of_a_device_is_checked_once() -> None:
    one, other = Device().known, Device().known
    keys = AddressKeys()
    first = keys.of([one, other])
    again = keys.of([one, other])
    assert list(first.values()) == list(again.values()) == [one, other]
    assert all(before is after for before, after in zip(first, again, strict=True))  # the very same bytes
    assert list(keys.of([other]).values()) == [other]
    assert list(keys._of_record) == [other.record]


@pytest.mark.parametrize("what", ["nothing", "noise", "signed by another", "another endpoint", "another key"])
def test_anything_else_under_the_key_is_nothing(what: str) -> None:
    device, other = Device(), Device()
    there = {
        "nothing": b"",
        "noise": os.urandom(200),
        "signed by another": device.sealed(device.note(signed_by=other.device)),
        "another endpoint": device.sealed(device.note(endpoint=other.endpoint.public)),
        "another key": device.sealed(device.note(), address=other.address),
    }
    assert opened(there[what], device.known) is None


class Reader:
    """Somebody in the DHT who looks what stands under keys, with a session of their own."""

    def __init__(self, bootstrap: str) -> None:
        self._heard: dict[PublicKey, bytes] = {}
        self._came = asyncio.Event()
        self.engine = Engine(SwarmOptions(bind="127.0.0.1", lan=False, dht_bootstrap=bootstrap), self._hear)

    def _hear(self, news: AnyNews) -> None:
        if isinstance(news, NoteFound):
            self._heard[news.key] = news.note
            self._came.set()

    async def until(self, key: PublicKey, is_so: Callable[[bytes], bool]) -> bytes:
        """Ask again, once a second, until what stands there is as wished."""
        async with asyncio.timeout(DEADLINE):
            while not is_so(self._heard.get(key, b"")):
                self._came.clear()
                self.engine.ask_for_note(key)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(1.0):
                        await self._until_heard(key, is_so)
        return self._heard[key]

    async def _until_heard(self, key: PublicKey, is_so: Callable[[bytes], bool]) -> None:
        while not is_so(self._heard.get(key, b"")):
            await self._came.wait()
            self._came.clear()


@asynccontextmanager
async def reading(bootstrap: str) -> AsyncIterator[Reader]:
    reader = Reader(bootstrap)
    reader.engine.start()
    try:
        yield reader
    finally:
        await reader.engine.stop()


def move(home: Path) -> None:
    """Have somebody's node take another port when it starts next."""
    node = open_node(home)
    node.profile.change_settings(call_port=0)
    node.close()


def leads_to(node: Node, note: AddressNote | None) -> bool:
    return note is not None and note.statement.reach == people_of(node).own_reach()


def known(here: Node, other: Node) -> PeerDevice:
    device = people_of(here).device_of(other.device)
    assert device is not None
    return device


def test_who_was_removed_finds_nothing_any_more_and_all_others_do(tmp_path: Path) -> None:
    ann_home, ben_home, cat_home = homes = [tmp_path / name for name in ("ann", "ben", "cat")]
    acquaint([ann_home, ben_home])
    acquaint([ann_home, cat_home])

    async def work() -> None:
        async with AsyncExitStack() as stack:
            with_dht = msgspec.structs.replace(LAB, no_dht=False)
            hub = await stack.enter_async_context(running_node(tmp_path / "hub", with_dht))
            bootstrap = f"127.0.0.1:{hub.swarm_port()}"
            network = msgspec.structs.replace(with_dht, dht_bootstrap=bootstrap)
            reader = await stack.enter_async_context(reading(bootstrap))
            async with AsyncExitStack() as first:
                ann, ben, cat = [
                    await first.enter_async_context(running_node(home, network)) for home in homes
                ]
                for other in (ben, cat):
                    await until(other, lambda other=other: people_of(other).is_online(ann.person))  # type: ignore[misc]
                cats, old = known(cat, ann), known(ben, ann)
                before = await reader.until(address_key_of(cats), lambda note: opened(note, cats) is not None)
                await people_of(ann).parting.remove(cat.person)
                await until(ben, lambda: known(ben, ann).record != old.record)
                bens = known(ben, ann)
                silence = await reader.until(address_key_of(cats), lambda note: note not in {b"", before})
                assert opened(silence, cats) is None
                assert abs(len(silence) - len(before)) <= 10  # as long as a note is
                await reader.until(address_key_of(bens), lambda note: opened(note, bens) is not None)
                assert known(cat, ann).record == cats.record
            for home in homes:
                move(home)
            ann, ben, cat = [await stack.enter_async_context(running_node(home, network)) for home in homes]
            await until(ben, lambda: people_of(ben).is_online(ann.person))
            await reader.until(address_key_of(bens), lambda note: leads_to(ann, opened(note, bens)))
            said_again = await reader.until(address_key_of(cats), lambda note: note not in {b"", silence})
            assert opened(said_again, cats) is None
            assert address_key_of(known(cat, ann)) == address_key_of(cats)
            assert not people_of(cat).is_online(ann.person)

    run(work())


def test_both_are_found_though_both_have_moved(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with AsyncExitStack() as stack:
            with_dht = msgspec.structs.replace(LAB, no_dht=False)
            hub = await stack.enter_async_context(running_node(tmp_path / "hub", with_dht))
            found = msgspec.structs.replace(with_dht, dht_bootstrap=f"127.0.0.1:{hub.swarm_port()}")
            for home in homes:
                move(home)
            ann, ben = [await stack.enter_async_context(running_node(home, found)) for home in homes]
            await until(ann, lambda: people_of(ann).is_online(ben.person))
            await until(ben, lambda: people_of(ben).is_online(ann.person))

    run(work())


def test_whoever_seeks_anew_finds_and_is_found_as_before(tmp_path: Path) -> None:
    key, notes = SigningKey(os.urandom(32)), (b"here", b"elsewhere")

    async def work() -> None:
        async with AsyncExitStack() as stack:
            with_dht = msgspec.structs.replace(LAB, no_dht=False)
            hub = await stack.enter_async_context(running_node(tmp_path / "hub", with_dht))
            bootstrap = f"127.0.0.1:{hub.swarm_port()}"
            one, other = [await stack.enter_async_context(reading(bootstrap)) for _ in range(2)]

            def stands(there: bytes, note: bytes) -> bool:
                one.engine.put_note(key, note)  # what is put while nobody is known yet is lost
                return there == note

            for note in notes:
                await other.until(key.public, lambda there, note=note: stands(there, note))  # type: ignore[misc]
                one.engine.seek_anew()
                other.engine.seek_anew()

    run(work())
