"""A person's computers are listed and ended by command, whichever way they came to be known."""

from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import DeviceStays, IdUnknown
from desktop.ids import id_text
from desktop.node.alone import Alone
from desktop.node.commands.carrying_out import carry_out, needs_network
from desktop.node.joining import join
from desktop.node.node import Node
from desktop.node.protocol import (
    DeviceResult,
    EndDevice,
    ListDevices,
    MakeBackup,
    Recover,
    RemovePerson,
    Restore,
)
from desktop.profile.words import words_of
from desktop.share.address_book import open_book
from tests.node.offers.circle import acquaint, circle, people_of, until
from tests.node.peers import LAB, open_node, run, running, unheard


def words(node: Node) -> str:
    return " ".join(words_of(node.profile.keyring.identity.seed))


def alone(home: Path) -> Alone:
    return Alone(home / "profile", LAB, WallClock(), None, join)


async def devices(node: Node) -> list[DeviceResult]:
    result = await carry_out(node, ListDevices(), unheard)
    assert isinstance(result, list)
    return result


async def end(node: Node, device: str) -> DeviceResult:
    result = await carry_out(node, EndDevice(device), unheard)
    assert isinstance(result, DeviceResult)
    return result


def test_after_recover_the_old_one_is_known_and_can_be_ended(tmp_path: Path) -> None:
    ann, ben, cat, new, third = (tmp_path / name for name in ("ann", "ben", "cat", "new", "third"))
    acquaint([ann, ben])
    acquaint([ann, cat])

    async def work() -> None:
        async with circle(ann, ben) as (lost, friend):
            await carry_out(
                lost, RemovePerson(id_text((await opened(cat)).person)), unheard
            )  # a newer record
            kept = friend.store.people
            await until(friend, lambda: kept.book(lost.person, friend.device) is not None)
            first = kept.book(lost.person, friend.device)
            await people_of(lost).edit(friend.person, note="next door")
            await until(friend, lambda: kept.book(lost.person, friend.device) != first)
            secret, old = words(lost), id_text(lost.device)
        async with running(ben) as friend:
            await alone(new).carry_out(Recover(friend.person_link(), secret), unheard)
            async with running(new) as back, running(ann) as found:
                await until(back, lambda: people_of(back).is_online(friend.person))
                await until(found, lambda: people_of(found).is_online(friend.person))
                known = {row.device: (row.this, row.ended) for row in await devices(back)}
                assert known == {id_text(back.device): (True, None), old: (False, None)}
                row = await end(back, old[:8])
                assert (row.device, row.this) == (old, False)
                assert row.ended is not None
                assert await end(back, old) == row
                await until(found, lambda: not people_of(found).is_online(friend.person))
                assert people_of(friend).is_shut_out(people_of(found).own_reach().endpoint)
                assert people_of(back).is_online(friend.person)
                await until(friend, lambda: kept_ended(friend, back))
            await alone(third).carry_out(Recover(friend.person_link(), secret), unheard)
            again = open_node(third)
            ended = {row.device: row.ended for row in await devices(again)}
            assert ended[old] == row.ended
            assert len(ended) == 3
            again.close()

    run(work())


async def opened(home: Path) -> Node:
    node = open_node(home)
    node.close()
    return node


def kept_ended(friend: Node, owner: Node) -> bool:
    """Return whether the newest book that a friend keeps says that a computer is ended."""
    sealed = friend.store.people.book(owner.person, friend.device)
    book = open_book(owner.profile.keyring.identity.seed, sealed) if sealed is not None else None
    return book is not None and len(book.revocations) == 1


def test_after_restore_the_old_one_is_known(tmp_path: Path) -> None:
    async def work() -> None:
        old = open_node(tmp_path / "old")
        backup = tmp_path / "backup"
        await carry_out(old, MakeBackup(str(backup)), unheard)
        secret, lost = words(old), id_text(old.device)
        old.close()
        await alone(tmp_path / "new").carry_out(Restore(str(backup), secret), unheard)
        new = open_node(tmp_path / "new")
        assert {row.device: row.this for row in await devices(new)} == {
            lost: False,
            id_text(new.device): True,
        }
        assert (await end(new, lost)).ended is not None
        new.close()
        again = open_node(tmp_path / "new")
        assert [row.device for row in await devices(again) if row.ended] == [lost]
        again.close()

    run(work())


def test_the_computer_itself_is_not_ended_and_only_known_ones_are(tmp_path: Path) -> None:
    async def work() -> None:
        node = open_node(tmp_path)
        with pytest.raises(DeviceStays):
            await end(node, id_text(node.device))
        with pytest.raises(IdUnknown):
            await end(node, id_text(bytes(32)))
        assert [(row.this, row.ended) for row in await devices(node)] == [(True, None)]
        node.close()

    run(work())


def test_neither_needs_the_network() -> None:
    assert not needs_network(ListDevices())
    assert not needs_network(EndDevice("abcdefgh"))
