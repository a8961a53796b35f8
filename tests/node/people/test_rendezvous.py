"""People find each other again in the DHT, whatever became of their addresses; nobody else reads where."""

import os
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import msgspec
import pytest

from desktop.clock import Seconds, WallClock
from desktop.ids import DeviceId, PersonId
from desktop.keys import Label, SigningKey, seal
from desktop.node.node import Node
from desktop.node.people.rendezvous import AddressKeys, address_key_of, opened, seal_key
from desktop.reach import Reach
from desktop.share.people import PeerDevice
from desktop.share.records.address_note import AddressNote
from desktop.share.records.device import DeviceRecord, DeviceStatement
from tests.node.offers.circle import acquaint, people_of, until
from tests.node.peers import LAB, run, running_node

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


def test_both_are_found_though_both_have_moved(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with AsyncExitStack() as stack:
            with_dht = msgspec.structs.replace(LAB, no_dht=False)
            hub = await stack.enter_async_context(running_node(tmp_path / "hub", with_dht))
            found = msgspec.structs.replace(with_dht, dht_bootstrap=f"127.0.0.1:{hub.swarm_port()}")
            for home in homes:
                moved = Node.open(home / "profile", lambda: None, WallClock(), found)
                moved.profile.change_settings(call_port=0)  # so that it takes another
                moved.close()
            ann, ben = [await stack.enter_async_context(running_node(home, found)) for home in homes]
            await until(ann, lambda: people_of(ann).is_online(ben.person))
            await until(ben, lambda: people_of(ben).is_online(ann.person))

    run(work())
