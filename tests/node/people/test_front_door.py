"""Who keeps whom from the doorbell: nobody, with what costs nothing to make."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.clock import Seconds
from desktop.net.calls.endpoint import Call, Endpoint
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.doorbell import Answer, ring
from desktop.share.records.introduction import Introduction, IntroductionStatement, link_proof
from tests.net.calls.pair import endpoint
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, neighbour, two
from tests.node.people.test_register import a_request

_STANDING: Final = 104
"""Calls that say nothing, more than strangers may have at all; eight of each caller."""


def introduction(keys: Keys, caller: Endpoint, to: Neighbour, secret: bytes) -> bytes:
    """Return what somebody says of himself, by a link with this secret."""
    statement = IntroductionStatement(
        to=to.person,
        device_record=keys.device_record(),
        name=keys.name,
        text="",
        reach=caller.reach(),
        proof=link_proof(secret, caller.endpoint_id, to.endpoint.endpoint_id),
        at=Seconds(1),
    )
    return Introduction.signed_by(keys.device, statement).wire


@asynccontextmanager
async def stranger(name: str) -> AsyncIterator[tuple[Keys, Endpoint]]:
    keys = Keys(name)
    async with endpoint(seed=keys.endpoint_seed) as opened:
        yield keys, opened


async def call(caller: Endpoint, to: Neighbour) -> Call:
    return await caller.dial(to.endpoint.reach(), DOORBELL, seconds=10)


async def fill(one: Neighbour) -> None:
    for number in range(limits.REQUESTS):
        await one.service._register.note_request(a_request(number))


@in_loop
async def test_rubbish_spends_nothing_of_what_those_have_who_got_the_link(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ben", Keys("Ben")) as ben:
        for _ in range(8):
            async with stranger("Eve") as (eve, caller):
                rubbish = introduction(eve, caller, ben, os.urandom(32))
                for data in (rubbish, rubbish, b"nonsense", b"", rubbish):
                    assert await ring(await call(caller, ben), data) is Answer.WRONG_LINK
        async with stranger("Ann") as (ann, caller):
            honest = introduction(ann, caller, ben, ben.keys.link_secret)
            assert await ring(await call(caller, ben), honest) is Answer.HEARD
        assert [request.person for request in ben.service.requests()] == [ann.person]


@in_loop
async def test_whoever_stands_at_the_door_and_says_nothing_makes_way(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ben", Keys("Ben")) as ben, AsyncExitStack() as stack:
        silent = []
        for _ in range(_STANDING // limits.CALLS_OF_ONE):
            _, caller = await stack.enter_async_context(stranger("Eve"))
            silent += [await call(caller, ben) for _ in range(limits.CALLS_OF_ONE)]
        ann, caller = await stack.enter_async_context(stranger("Ann"))
        honest = introduction(ann, caller, ben, ben.keys.link_secret)
        assert await ring(await call(caller, ben), honest) is Answer.HEARD
        await asyncio.wait_for(silent[0].closed(), 10)
        assert len(ben.service._door._at_door) <= limits.RINGS_AT_ONCE


@in_loop
async def test_whoever_finds_no_room_is_told_and_comes_again(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await fill(ben)
        async with stranger("Eve") as (eve, caller):
            for _ in range(6):  # this is not counted: she would be kept out when there is room
                said = introduction(eve, caller, ben, ben.keys.link_secret)
                assert await ring(await call(caller, ben), said) is Answer.NOT_NOW
        await ann.service.add(ben.link, "Hello")
        await ben.service.decline(ben.service.requests()[0].person)
        await ben.until(lambda: any(request.text == "Hello" for request in ben.service.requests()))
        await ann.until(lambda: not ann.service.is_asking(ben.person))
        assert len(ben.service.requests()) == limits.REQUESTS


@in_loop
async def test_somebody_known_needs_no_room_among_the_strangers(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await ben.service.add(ann.link)
        await fill(ben)
        asked = introduction(ann.keys, ann.endpoint, ben, bytes(32))
        assert await ring(await call(ann.endpoint, ben), asked) is Answer.HEARD
        await ben.until(lambda: ben.service._directory.is_contact(ann.person))
