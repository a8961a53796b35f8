"""People on the same local network, over real multicast on loopback."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import msgspec
import pytest

from desktop.clock import WallClock
from desktop.errors import NotOnNetwork
from desktop.events import NearbyChanged
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.people.neighbourhood import Neighbour, Neighbourhood
from desktop.node.protocol import AddPerson, ListNearby
from tests.node.offers.circle import acquaint, people_of, until
from tests.node.peers import LAB, run, running_node, unheard

LAN: Final = msgspec.structs.replace(LAB, no_lan=False)


def neighbourhood_of(node: Node) -> Neighbourhood:
    assert node.neighbourhood is not None
    return node.neighbourhood


def seen_by(node: Node, other: Node) -> Neighbour | None:
    """Return what a node sees of another; other tests may show people on the same network."""
    found = neighbourhood_of(node).neighbours()
    return next((neighbour for neighbour in found if neighbour.person == other.person), None)


def test_who_is_known_is_found_though_both_have_moved(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)
    for home in homes:
        moved = Node.open(home / "profile", lambda: None, WallClock(), LAN)
        moved.profile.change_settings(call_port=0)  # so that it takes another
        moved.close()

    async def work() -> None:
        async with AsyncExitStack() as stack:
            ann, ben = [await stack.enter_async_context(running_node(home, LAN)) for home in homes]
            await until(ann, lambda: people_of(ann).is_online(ben.person))
            await until(ben, lambda: people_of(ben).is_online(ann.person))
            assert seen_by(ann, ben) is None

    run(work())


def test_a_stranger_is_seen_only_while_they_show_themselves(tmp_path: Path) -> None:
    async def work() -> None:
        async with AsyncExitStack() as stack:
            ann, ben = [
                await stack.enter_async_context(running_node(tmp_path / name, LAN)) for name in ("ann", "ben")
            ]
            await carry_out(ann, ListNearby(show=True), unheard)
            await until(ben, lambda: seen_by(ben, ann) is not None)
            seen = seen_by(ben, ann)
            assert seen is not None
            assert seen.name == ann.profile.settings.name
            assert seen_by(ann, ben) is None  # Ben did not ask to be shown
            await carry_out(ben, AddPerson(id_text(ann.person)[:8]), unheard)
            await until(ann, lambda: bool(people_of(ann).requests()))
            assert seen_by(ben, ann) is None  # known by now
            await carry_out(ann, ListNearby(show=False), unheard)

    run(work())


def test_it_is_told_once_when_somebody_shows_themselves_and_when_they_stop(tmp_path: Path) -> None:
    async def work() -> None:
        async with AsyncExitStack() as stack:
            ann, ben = [
                await stack.enter_async_context(running_node(tmp_path / name, LAN)) for name in ("ann", "ben")
            ]
            with ben.hub.listen() as heard:
                await carry_out(ann, ListNearby(show=True), unheard)
                await until(ben, lambda: seen_by(ben, ann) is not None)
                assert await heard.next_within(1) == NearbyChanged()
                for seen in tuple(neighbourhood_of(ben)._seen.values()):
                    neighbourhood_of(ben).see(seen)  # the same again is no news
                assert await heard.next_within(0) is None
                await carry_out(ann, ListNearby(show=False), unheard)
                await until(ben, lambda: seen_by(ben, ann) is None)
                assert await heard.next_within(1) == NearbyChanged()


def test_without_looking_around_nobody_is_said_to_be_there(tmp_path: Path) -> None:
    async def work() -> None:
        async with running_node(tmp_path, LAB) as node:
            with pytest.raises(NotOnNetwork):
                await carry_out(node, ListNearby(), unheard)

    run(work())


def test_a_command_alone_waits_for_whoever_answers(tmp_path: Path) -> None:
    async def work() -> None:
        async with running_node(tmp_path / "ann", LAN) as ann:
            await carry_out(ann, ListNearby(show=True), unheard)
            async with running_node(tmp_path / "ben", LAN) as ben:
                seen = await carry_out(ben, ListNearby(), unheard)
                assert id_text(ann.person) in {found.person for found in seen}

    run(work())
