"""Two people become contacts, and stop being so, over real calls on loopback."""

import os
from pathlib import Path

import pytest

from desktop.errors import IdUnknown, LinkOfOwn, PersonBlocked
from desktop.share.people import Standing
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, befriend, neighbour, two, until_contacts


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


@in_loop
async def test_somebody_declined_is_forgotten_and_may_ask_again(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await ann.service.add(ben.link)
        await ben.until(lambda: bool(ben.service.requests()))
        await ben.service.decline(ann.person)
        assert ben.service.requests() == []
        with pytest.raises(IdUnknown):
            await ben.service.accept(ann.person)
        await ann.service.remove(ben.person)
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
        assert ann.service.contact(ben.person).standing is Standing.ASKED


@in_loop
async def test_somebody_removed_is_let_in_no_more(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ben.service.remove(ann.person)
        await ann.until(lambda: not ann.sees(ben.person))
        assert ben.service.caller(ann.endpoint.endpoint_id) is None


@in_loop
async def test_somebody_blocked_is_heard_no_more_and_not_told(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ben.service.block(ann.person)
        await ann.until(lambda: not ann.sees(ben.person))
        await ann.service.remove(ben.person)
        await ann.service.add(ben.link)
        await ann.until(lambda: not ann.service.is_asking(ben.person))
        assert ben.service.requests() == []
        with pytest.raises(PersonBlocked):
            await ben.service.add(ann.link)
        await ben.service.unblock(ann.person)
        assert ben.service.contacts() == []


@in_loop
async def test_ones_own_link_is_said(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann:
        with pytest.raises(LinkOfOwn):
            await ann.service.add(ann.link)
