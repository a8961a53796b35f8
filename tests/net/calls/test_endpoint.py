"""Calls between real endpoints on loopback."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import iroh
import pytest

from desktop.errors import PortUnusable
from desktop.keys import SigningKey
from desktop.net.calls.endpoint import (
    REFUSED,
    CallEnded,
    CallOptions,
    Endpoint,
    PathKind,
    RelayChoice,
    Unreachable,
)
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame
from desktop.reach import Reach
from tests.net.calls.pair import ALPN, LOOPBACK, call_between, endpoint
from tests.net.torrent.swarm import in_loop


@in_loop
async def test_an_endpoint_is_the_public_key_of_its_seed() -> None:
    seed = os.urandom(32)
    async with endpoint(seed=seed) as one:
        assert one.endpoint_id == SigningKey(seed).public


@in_loop
async def test_both_ends_know_who_the_other_is() -> None:
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        assert (near.remote, far.remote) == (other.endpoint_id, one.endpoint_id)
        assert (near.alpn, near.is_dialled, far.is_dialled) == (ALPN, True, False)
        assert near.path().kind is PathKind.DIRECT


@in_loop
async def test_bytes_go_both_ways_and_end() -> None:
    data = os.urandom(3_000_000)
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        stream = await near.open_stream()

        async def send() -> None:
            await stream.write(data)
            await stream.finish()

        sending = asyncio.create_task(send())
        heard = await far.accept_stream()
        got = b""
        while piece := await heard.read(100_000):
            got += piece
        await sending
        assert got == data
        await heard.write(b"back")
        assert await stream.read_exactly(4) == b"back"


@in_loop
async def test_bound_to_loopback_it_listens_nowhere_else() -> None:
    async with endpoint() as one:
        assert {host for host, _ in one.sockets()} == {"127.0.0.1", "::1"}
        assert {host for host, _ in one.reach().addresses} <= {"127.0.0.1", "::1"}


@in_loop
async def test_a_taken_port_is_said() -> None:
    async with endpoint() as one:
        port = dict(one.sockets())["127.0.0.1"]
        with pytest.raises(PortUnusable):
            await Endpoint.open(os.urandom(32), replace(LOOPBACK, port=port), (ALPN,))


@in_loop
async def test_nobody_there_is_unreachable_in_time() -> None:
    async with endpoint() as one:
        nobody = Reach(SigningKey(os.urandom(32)).public, None, (("127.0.0.1", 9),))
        with pytest.raises(Unreachable):
            await one.dial(nobody, ALPN, seconds=0.2)
        with pytest.raises(Unreachable):
            await one.dial(Reach(b"\xff" * 32), ALPN, seconds=1)


@in_loop
async def test_another_key_at_the_address_is_unreachable() -> None:
    async with endpoint() as one, endpoint() as other:
        wrong = Reach(SigningKey(os.urandom(32)).public, None, other.reach().addresses)
        with pytest.raises(Unreachable):
            await one.dial(wrong, ALPN, seconds=2)


@in_loop
async def test_whoever_is_refused_can_say_nothing() -> None:
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        far.close(REFUSED, b"unknown")
        await near.closed()
        assert near.is_over
        with pytest.raises(CallEnded):
            await (await near.open_stream()).write(b"x")


@in_loop
async def test_a_closed_endpoint_takes_no_more_calls() -> None:
    opened = await Endpoint.open(os.urandom(32), CallOptions(bind="127.0.0.1"), (ALPN,))
    waiting = asyncio.create_task(opened.accept())
    await opened.close()
    assert await waiting is None


@in_loop
async def test_a_frame_comes_as_it_was_sent() -> None:
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        stream = await near.open_stream()
        for frame in (b"x", b"", b"y" * 1000):
            await write_frame(stream, frame)
        heard = await far.accept_stream()
        assert [await read_frame(heard, 1000) for _ in range(3)] == [b"x", b"", b"y" * 1000]


@in_loop
async def test_a_frame_that_is_too_large_is_not_read() -> None:
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        stream = await near.open_stream()
        await write_frame(stream, bytes(1001))
        with pytest.raises(FrameTooLarge):
            await read_frame(await far.accept_stream(), 1000)


@in_loop
async def test_a_frame_cut_off_is_the_end_of_the_call() -> None:
    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        stream = await near.open_stream()
        await stream.write(b"\0\0\0\5abc")
        await stream.finish()
        with pytest.raises(CallEnded):
            await read_frame(await far.accept_stream(), 1000)


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """Be a server that a stranger would have us call; tell its URL and whether anybody has."""
    called = asyncio.Event()

    async def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        called.set()
        writer.close()

    async with await asyncio.start_server(note, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", called


@asynccontextmanager
async def relayed(own: str | None) -> AsyncIterator[Endpoint]:
    relay = RelayChoice.OWN if own else RelayChoice.NONE
    opened = await Endpoint.open(os.urandom(32), replace(LOOPBACK, relay=relay, relay_url=own), (ALPN,))
    try:
        yield opened
    finally:
        await opened.close()


async def try_to_call(one: Endpoint, relay: str) -> None:
    nobody = Reach(SigningKey(os.urandom(32)).public, relay, ())
    with pytest.raises(Unreachable):
        await one.dial(nobody, ALPN, seconds=1)


@in_loop
async def test_a_relay_that_a_stranger_names_is_not_called() -> None:
    async with (
        listening() as (own, _),
        listening() as (theirs, called),
        relayed(own) as one,
        relayed(None) as other,
    ):
        await try_to_call(one, theirs)
        other.trust_relays(lambda: {theirs})  # but this one uses no relays at all
        await try_to_call(other, theirs)
        await try_to_call(one, "no url at all")
        assert not called.is_set()
        one.trust_relays(lambda: {theirs})
        await try_to_call(one, theirs)
        assert called.is_set()


class Broken:
    """What iroh gives us, in a bad moment: it fails twice to say who calls, and then the end."""

    def __init__(self) -> None:
        self.seen = list[bool]()
        self.endpoint: Endpoint | None = None

    def id(self) -> iroh.EndpointId:
        return iroh.EndpointId.from_bytes(SigningKey(bytes(32)).public)

    async def accept_next(self) -> None:
        assert self.endpoint is not None
        self.seen.append(self.endpoint.is_answering)
        if len(self.seen) < 3:
            iroh.RelayMode.custom_from_urls(["no url at all"])  # raises what iroh raises


@in_loop
async def test_answering_goes_on_whatever_fails_and_says_that_it_does() -> None:
    broken = Broken()
    broken.endpoint = Endpoint(broken, LOOPBACK)
    assert await asyncio.wait_for(broken.endpoint.accept(), 10) is None
    assert broken.seen == [True, False, False]
    assert broken.endpoint.is_answering
