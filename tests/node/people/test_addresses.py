"""Whoever is removed or blocked does not learn by which key a computer is found; everybody else does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from desktop.clock import Seconds
from desktop.errors import ProfileUnusable
from desktop.ids import DeviceId
from desktop.keys import PublicKey, SigningKey
from desktop.net.peering import Card
from desktop.node.people.rendezvous import address_key_of
from desktop.share.people import PeerDevice
from desktop.share.records.device import DeviceRecord, decode_device_record
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, befriend, neighbour

PARTINGS: dict[str, Callable[[Neighbour, Neighbour], Awaitable[object]]] = {
    "removed": lambda one, other: one.service.parting.remove(other.person),
    "blocked": lambda one, other: one.service.parting.block(other.person),
}
parted = pytest.mark.parametrize("part", PARTINGS.values(), ids=PARTINGS.keys())


def known(here: Neighbour, keys: Keys) -> PeerDevice:
    """Return what is known here of somebody's computer."""
    device = here.service.device_of(DeviceId(keys.device.public))
    assert device is not None
    return device


def finds_by(here: Neighbour, keys: Keys) -> PublicKey:
    """Return the key under which somebody's note is looked for here."""
    return address_key_of(known(here, keys))


def address(keys: Keys) -> PublicKey:
    return SigningKey(keys.address_seeds[0]).public


@asynccontextmanager
async def three(home: Path) -> AsyncIterator[list[Neighbour]]:
    """Ann, who knows Ben and Cat."""
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(neighbour(home / name, Keys(name))) for name in "abc"]
        for other in people[1:]:
            await befriend(people[0], other)
        yield people


@in_loop
@parted
async def test_all_but_the_one_parted_from_are_told_at_once(
    tmp_path: Path, part: Callable[[Neighbour, Neighbour], Awaitable[object]]
) -> None:
    async with three(tmp_path) as (ann, ben, cat):
        before = address(ann.keys)
        await part(ann, cat)
        after = address(ann.keys)
        assert after != before
        await ben.until(lambda: finds_by(ben, ann.keys) == after)
        await cat.until(lambda: not cat.sees(ann.person))
        assert finds_by(cat, ann.keys) == before
        assert ben.sees(ann.person)


@in_loop
async def test_who_was_away_learns_it_in_the_next_call_and_keeps_it(tmp_path: Path) -> None:
    anns, bens = Keys("Ann"), Keys("Ben")
    async with neighbour(tmp_path / "ann", anns) as ann, neighbour(tmp_path / "cat", Keys("Cat")) as cat:
        await befriend(ann, cat)
        async with neighbour(tmp_path / "ben", bens) as ben:
            await befriend(ann, ben)
        await ann.until(lambda: not ann.sees(bens.person))
        await ann.service.parting.remove(cat.person)
        async with neighbour(tmp_path / "ben", bens) as ben:
            await ben.until(lambda: ben.sees(anns.person) and finds_by(ben, anns) == address(anns))
    async with neighbour(tmp_path / "ben", bens) as ben:
        assert finds_by(ben, anns) == address(anns)


@in_loop
async def test_unblocking_and_strangers_change_no_key(tmp_path: Path) -> None:
    async with three(tmp_path) as (ann, ben, cat):
        await ann.service.parting.block(cat.person)
        renewed = address(ann.keys)
        await ann.service.parting.block(cat.person)
        await ann.service.parting.unblock(cat.person)
        await cat.service.parting.remove(ann.person)
        await cat.service.add(ann.link)
        await ann.until(lambda: bool(ann.service.requests()))
        await ann.service.parting.block(cat.person)
        assert address(ann.keys) == renewed == finds_by(ben, ann.keys)


@in_loop
async def test_the_key_is_new_before_anybody_is_forgotten(tmp_path: Path) -> None:
    """So that a crash in between needs no mending; and without a new key nobody is forgotten."""
    async with three(tmp_path) as (ann, _, cat):
        before = address(ann.keys)

        def fail() -> None:
            raise ProfileUnusable(path="", why="disk-full")

        ann.keys.before_renewing = fail
        with pytest.raises(ProfileUnusable):
            await ann.service.parting.remove(cat.person)
        assert address(ann.keys) == before
        assert ann.service.contact(cat.person).person == cat.person
        assert ann.sees(cat.person)
        known_then: list[object] = []
        ann.keys.before_renewing = lambda: known_then.append(ann.store.people.contact(cat.person))
        await ann.service.parting.remove(cat.person)
        assert known_then
        assert known_then != [None]
        assert ann.store.people.contact(cat.person) is None


def records_that_change_nothing(keys: Keys, other: Keys) -> dict[str, bytes]:
    """Return what somebody might say is their device record, and is none that counts."""
    statement = decode_device_record(keys.device_record()).statement
    made = {"person": keys.person, "device": statement.device, "endpoint": statement.endpoint}
    new = made | {"address": SigningKey(bytes(32)).public, "created": Seconds(9)}

    def signed(identity: SigningKey, **changes: object) -> bytes:
        return DeviceRecord.signed_by(identity, type(statement)(**(new | changes))).wire  # type: ignore[arg-type]

    return {
        "as old": signed(keys.identity, created=statement.created),
        "forged": signed(other.identity),
        "another's": signed(other.identity, person=other.person),
        "of another computer": signed(keys.identity, device=DeviceId(other.device.public)),
        "of another endpoint": signed(keys.identity, endpoint=SigningKey(other.endpoint_seed).public),
        "noise": b"noise",
        "nothing": b"",
    }


@in_loop
@pytest.mark.parametrize("what", records_that_change_nothing(Keys("a"), Keys("b")))
async def test_no_other_record_changes_anything(tmp_path: Path, what: str) -> None:
    async with three(tmp_path) as (ann, ben, cat):
        before = known(ben, ann.keys).record
        wire = records_that_change_nothing(ann.keys, cat.keys)[what]

        def is_heard(name: str, wire: bytes) -> bool:
            ann.service.say(ben.person, Card(name, b"", wire))  # again: one of two calls may just be ending
            return ben.service.name_of(ann.person) == name

        await ben.until(lambda: is_heard("Annabel", wire))
        assert known(ben, ann.keys).record == before
        newer = ann.keys.renew().side.device_record
        await ben.until(lambda: is_heard("Anna", newer))
        assert known(ben, ann.keys).record == newer
