"""Our address book: sealed once for each change, and believed from whom it was asked."""

import asyncio
from dataclasses import replace
from pathlib import Path

from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.net.peering import YourBook
from desktop.reach import Reach
from desktop.share.address_book import AddressBook, open_book, seal_book
from desktop.share.records.revocation import Revocation
from tests.begun import begun
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, befriend, neighbour, two


@in_loop
async def test_the_book_is_sealed_once_for_each_change(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ann.until(lambda: bool(ann.service._directory.said(DeviceId(ben.keys.device.public))))
        found = [await sealed(ann), await sealed(ann)]
        await ann.service.edit(ben.person, note="next door")
        found.append(await sealed(ann))
        known = ann.service._directory.device(ben.endpoint.endpoint_id)
        assert known is not None
        moved = replace(known, reach=Reach(known.endpoint, None, (("127.0.0.1", 4000),)))
        await ann.service._register.change_device(known.device, lambda _: moved)
        found.append(await sealed(ann))
        ann.keys.name = "Anna"
        found.append(await sealed(ann))
        assert found[0] is found[1]
        assert len(set(found)) == 4


@in_loop
async def test_the_book_is_sealed_anew_when_ones_own_computers_change(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        before = await sealed(ann)
        await ann.service.parting.block(ben.person)  # which renews how this computer is found
        renewed = await sealed(ann)
        said = Revocation.signed_by(ann.keys.identity, DeviceId(bytes(32)), Seconds(5))
        await ann.service.take_over(AddressBook(name="Ann", entries=(), revocations=(said.wire,)))
        book = open_book(ann.keys.identity.seed, await sealed(ann))
        assert before != renewed
        assert book is not None
        assert book.revocations == (said.wire,)


@in_loop
async def test_what_changes_while_the_book_is_sealed_is_in_the_next_one(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        ann.service.books.note_device_change()
        sealing = begun(sealed(ann))
        ann.service.books.note_device_change()
        assert await sealing != await sealed(ann)


async def sealed(one: Neighbour) -> bytes:
    return (await one.service.books._sealed()).sealed


def sealed_by(one: Neighbour, name: str) -> bytes:
    return seal_book(one.keys.identity.seed, AddressBook(name=name, entries=())).sealed


@in_loop
async def test_only_whoever_was_asked_gives_the_book_back(tmp_path: Path) -> None:
    ben, eve = PersonId(b"b" * 32), PersonId(b"e" * 32)
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann:
        asking = begun(ann.service.books.ask(ben))
        ann.service.books.hear(eve, YourBook(sealed_by(ann, "Eve")))
        ann.service.books.hear(ben, YourBook(sealed_by(ann, "Ann")))
        book = await asyncio.wait_for(asking, 5)
        assert book is not None
        assert book.name == "Ann"
