"""Two people become contacts, and stop being so, over real calls on loopback."""

import asyncio
import os
from pathlib import Path

import pytest

from desktop.errors import IdUnknown, LinkOfOwn, PersonBlocked
from desktop.keys import SigningKey
from desktop.net.peering import Card
from desktop.reach import Reach
from desktop.share.links import PersonLink, write_person_link
from desktop.share.people import Standing
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, befriend, neighbour, two, until_contacts


@in_loop
async def test_two_become_contacts_by_a_link(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        asked = await ann.service.add(ben.link, "From the garden party")
        assert (asked.standing, asked.name) == (Standing.ASKED, "Ben")
        await ben.until(lambda: bool(ben.service.requests()))
        (request,) = ben.service.requests()
        assert (request.person, request.name, request.text) == (ann.person, "Ann", "From the garden party")
        await ben.service.accept(ann.person)
        await until_contacts(ann, ben)
        await until_contacts(ben, ann)
        assert ben.service.requests() == []


@in_loop
async def test_both_may_ask_at_once(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await ann.service.add(ben.link)
        await ben.service.add(ann.link)
        await until_contacts(ann, ben)
        await until_contacts(ben, ann)
        assert ann.service.requests() == ben.service.requests() == []


@in_loop
async def test_a_request_survives_a_restart_on_both_sides(tmp_path: Path) -> None:
    anns, bens = Keys("Ann"), Keys("Ben")
    async with neighbour(tmp_path / "ann", anns) as ann, neighbour(tmp_path / "ben", bens) as ben:
        await ann.service.add(ben.link, "It's me")
        await ben.until(lambda: bool(ben.service.requests()))
    async with neighbour(tmp_path / "ann", anns) as ann, neighbour(tmp_path / "ben", bens) as ben:
        (request,) = ben.service.requests()
        assert (request.person, request.text) == (anns.person, "It's me")
        assert ann.service.contact(bens.person).standing is Standing.ASKED


@in_loop
async def test_contacts_meet_again_after_one_was_away(tmp_path: Path) -> None:
    anns, bens = Keys("Ann"), Keys("Ben")
    async with neighbour(tmp_path / "ann", anns) as ann:
        async with neighbour(tmp_path / "ben", bens) as ben:
            await befriend(ann, ben)
        await ann.until(lambda: not ann.sees(bens.person))
        async with neighbour(tmp_path / "ben", bens) as ben:
            await until_contacts(ann, ben)
            await until_contacts(ben, ann)


@in_loop
async def test_a_new_name_is_heard(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        link = ben.link
        ben.keys.name = "Benedict"
        await ann.service.add(link)
        await ben.until(lambda: bool(ben.service.requests()))
        await ben.service.accept(ann.person)
        await ann.until(lambda: ann.service.contact(ben.person).name == "Benedict")


async def renamed(one: Neighbour, other: Neighbour, name: str) -> str:
    """Have somebody say another name; return the one that it is noted they had before."""
    one.service.say(other.person, Card(name, b""))
    await other.until(lambda: other.service.contact(one.person).name == name)
    return other.service.contact(one.person).name_before


@in_loop
async def test_a_new_name_is_noted_of_somebody_verified_and_if_it_looks_like_another(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ann.service.add(
            write_person_link(PersonLink(Keys("").person, bytes(32), "Clara", ben.endpoint.reach()))
        )
        await ann.until(lambda: ann.service.contact(ben.person).name == "Ben")
        assert await renamed(ben, ann, "Benedict") == ""
        assert await renamed(ben, ann, "CIara") == "Benedict"  # with a capital i
        assert await renamed(ben, ann, "Carla") == "Benedict"
        assert await renamed(ben, ann, "Benedict") == ""
        await ann.service.edit(ben.person, verified=True)
        assert await renamed(ben, ann, "Bert") == "Benedict"


@in_loop
async def test_somebody_declined_is_forgotten_and_may_ask_again(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await ann.service.add(ben.link)
        await ben.until(lambda: bool(ben.service.requests()))
        await ben.service.decline(ann.person)
        assert ben.service.requests() == []
        with pytest.raises(IdUnknown):
            await ben.service.accept(ann.person)
        await ann.service.parting.remove(ben.person)
        await ann.service.add(ben.link)
        await ben.until(lambda: bool(ben.service.requests()))


@in_loop
async def test_an_old_link_rings_at_no_door(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        old = ben.link
        ben.keys.link_secret = os.urandom(32)
        await ann.service.add(old)
        await ann.until(lambda: not ann.service.is_asking(ben.person))
        assert ben.service.requests() == []
        asked = ann.service.contact(ben.person)
        assert (asked.standing, asked.has_wrong_link) == (Standing.ASKED, True)
        assert ann.service.endpoints() == []
        assert not (await ann.service.add(ben.link)).has_wrong_link
        await ben.until(lambda: bool(ben.service.requests()))


def rings() -> int:
    return sum(task.get_name() == "people: ring" for task in asyncio.all_tasks())


@in_loop
async def test_asking_again_rings_once_and_a_removal_ends_it(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann:
        nobody = Reach(SigningKey(os.urandom(32)).public, None, (("127.0.0.1", 9),))
        link = write_person_link(PersonLink(Keys("Ben").person, os.urandom(32), "Ben", nobody))
        for _ in range(3):
            ben = await ann.service.add(link)
        await ann.until(lambda: rings() == 1)
        await ann.service.parting.remove(ben.person)
        await ann.until(lambda: rings() == 0)


@in_loop
async def test_a_link_that_does_not_hold_is_not_rung_at_after_a_restart(tmp_path: Path) -> None:
    anns = Keys("Ann")
    async with neighbour(tmp_path / "ben", Keys("Ben")) as ben:
        old = ben.link
        ben.keys.link_secret = os.urandom(32)
        async with neighbour(tmp_path / "ann", anns) as ann:
            await ann.service.add(old)
            await ann.until(lambda: ann.service.contact(ben.person).has_wrong_link)
        async with neighbour(tmp_path / "ann", anns) as ann:
            assert (rings(), ann.service.contact(ben.person).has_wrong_link) == (0, True)


@in_loop
async def test_somebody_removed_is_let_in_no_more(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ben.service.parting.remove(ann.person)
        await ann.until(lambda: not ann.sees(ben.person))
        assert ben.service.caller(ann.endpoint.endpoint_id) is None


@in_loop
async def test_a_new_name_is_told_to_whoever_is_connected(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        ben.keys.name = "Benedict"
        ben.service.whereabouts.tell_if_moved()
        await ann.until(lambda: ann.service.contact(ben.person).name == "Benedict")


@pytest.mark.parametrize("blocked", [True, False])
@in_loop
async def test_whoever_was_removed_without_a_word_can_ask_anew(tmp_path: Path, *, blocked: bool) -> None:
    async with two(tmp_path) as (ann, cat):
        await befriend(ann, cat)
        if blocked:
            await ann.service.parting.block(cat.person)
            await ann.service.parting.unblock(cat.person)
        else:
            await ann.service.parting.remove(cat.person)
        await cat.until(lambda: not cat.sees(ann.person))
        asked = await cat.service.add(ann.link, "Still me")
        assert asked.standing is Standing.CONTACT
        await ann.until(lambda: bool(ann.service.requests()))
        await ann.service.accept(cat.person)
        await until_contacts(cat, ann)
        await until_contacts(ann, cat)


@in_loop
async def test_a_contact_who_was_merely_away_is_one_again_at_once(tmp_path: Path) -> None:
    anns, bens = Keys("Ann"), Keys("Ben")
    async with neighbour(tmp_path / "ann", anns) as ann:
        async with neighbour(tmp_path / "ben", bens) as ben:
            await befriend(ann, ben)
            link = ben.link
        await ann.service.edit(bens.person, note="next door")
        await ann.until(lambda: not ann.sees(bens.person))
        await ann.service.add(link)
        async with neighbour(tmp_path / "ben", bens) as ben:
            await until_contacts(ann, ben)
            assert ann.service.contact(ben.person).note == "next door"
            assert ben.service.requests() == []


@in_loop
async def test_somebody_blocked_is_heard_no_more_and_not_told(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ben.service.parting.block(ann.person)
        await ann.until(lambda: not ann.sees(ben.person))
        await ann.service.parting.remove(ben.person)
        await ann.service.add(ben.link)
        await ann.until(lambda: not ann.service.is_asking(ben.person))
        assert ben.service.requests() == []
        with pytest.raises(PersonBlocked):
            await ben.service.add(ann.link)
        await ben.service.parting.unblock(ann.person)
        assert ben.service.contacts() == []


@in_loop
async def test_ones_own_link_is_said(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann:
        with pytest.raises(LinkOfOwn):
            await ann.service.add(ann.link)
