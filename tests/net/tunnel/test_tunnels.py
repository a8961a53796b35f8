"""Two private sessions that see each other through a call only."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.net.calls.endpoint import CallEnded, Endpoint, Stream, Unreachable
from desktop.net.torrent.adding import Address
from desktop.net.torrent.news import DetailsCame
from desktop.net.torrent.session import SwarmOptions
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.knock import (
    HANDSHAKE_BYTES,
    KNOCK_BYTES,
    Answer,
    Knock,
    name_of,
    names_of,
    own_handshake,
    proof_of,
)
from desktop.net.tunnel.near_end import Wanted
from desktop.net.tunnel.tunnels import ALPN, Tunnels
from tests.clocks import TestClock
from tests.net.calls.pair import endpoint
from tests.net.torrent.canary import canary
from tests.net.torrent.swarm import Peer, Shared, in_loop

KEY = b"share"
SHARE, SECRET = os.urandom(32), os.urandom(16)
HANDSHAKE = b"\x13BitTorrent protocol" + bytes(8)
_DIALLED_AGAIN_WITHIN = 7.0
"""Seconds: libtorrent waits five."""
PRIVATE = SwarmOptions.for_tunnels(upload_limit=0, download_limit=0, downloads_at_once=5)


class Side:
    """One computer: an endpoint, a private session, its ends of tunnels."""

    def __init__(self, opened: Endpoint, peer: Peer, idle: float) -> None:
        self.endpoint = opened
        self.peer = peer
        self.open: dict[bytes, frozenset[bytes]] = {}
        self.tunnels = Tunnels(
            opened.endpoint_id,
            lambda reach, alpn: opened.dial(reach, alpn, seconds=1),
            lambda: peer.engine.port,
            self._admit,
            Allowance(TestClock(), is_free=False),
            idle=idle,
        )

    async def _admit(self, caller: bytes, knock: Knock) -> frozenset[bytes] | None:
        good = proof_of(SECRET, knock.share, caller, self.endpoint.endpoint_id)
        return self.open.get(knock.share) if knock.proof == good else None

    async def answer(self) -> None:
        while (call := await self.endpoint.accept()) is not None:
            asyncio.create_task(self.tunnels.serve(call))  # noqa: RUF006 - it ends with the call


@asynccontextmanager
async def side(idle: float = 30.0) -> AsyncIterator[Side]:
    async with endpoint(ALPN) as opened, Peer(PRIVATE) as peer:
        this = Side(opened, peer, idle)
        answering = asyncio.create_task(this.answer())
        try:
            yield this
        finally:
            await this.tunnels.stop()
            answering.cancel()


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "own", hybrid=False, size=3_000_000)


def wanted(shared: Shared, secret: bytes = SECRET) -> Wanted:
    assert shared.contents.infohash_v2 is not None
    return Wanted(SHARE, secret, name_of(shared.contents.infohash_v2))


async def offer(sender: Side, shared: Shared) -> None:
    await shared.served_by(sender.peer)
    sender.open[SHARE] = names_of(None, shared.contents.infohash_v2)


async def begin(getter: Side, sender: Side, shared: Shared, folder: Path) -> None:
    getter.peer.engine.add(shared.job(folder, torrent=None))
    await getter.tunnels.lead(wanted(shared), sender.endpoint.reach())


@in_loop
async def test_a_share_passes_through_a_tunnel(shared: Shared, tmp_path: Path) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        came = await getter.peer.hear(DetailsCame)
        getter.peer.engine.begin(KEY, None, came.contents.entries)
        await getter.peer.received(KEY)
        assert shared.is_at(tmp_path / "got" / "top")


@in_loop
async def test_a_folder_with_one_file_passes_too(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own", hybrid=True, names=("big",))
    async with side() as sender, side() as getter:
        await shared.served_by(sender.peer)
        sender.open[SHARE] = names_of(shared.contents.infohash_v1, shared.contents.infohash_v2)
        getter.peer.engine.add(replace(shared.job(tmp_path / "got", torrent=None), infohash_v1=None))
        await getter.tunnels.lead(wanted(shared), sender.endpoint.reach())
        came = await getter.peer.hear(DetailsCame)
        getter.peer.engine.begin(KEY, None, came.contents.entries)
        await getter.peer.received(KEY)
        assert shared.is_at(tmp_path / "got" / "top")


@in_loop
async def test_led_to_a_device_again_there_is_one_connection_all_the_same(
    shared: Shared, tmp_path: Path
) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.tunnels.lead(wanted(shared), sender.endpoint.reach())
        await getter.peer.hear(DetailsCame)
        await getter.tunnels.lead(wanted(shared), sender.endpoint.reach())
        assert len(getter.peer.handle(KEY).get_peer_info()) == 1
        assert len(sender.peer.handle(KEY).get_peer_info()) == 1


@in_loop
async def test_what_is_said_for_the_session_is_what_it_says_itself(shared: Shared) -> None:
    async with side() as sender:
        await shared.served_by(sender.peer)
        said = own_handshake(wanted(shared).infohash, bytes)
        reader, writer = await asyncio.open_connection("127.0.0.1", sender.peer.engine.port)
        writer.write(said)
        answer = await reader.readexactly(HANDSHAKE_BYTES)
        writer.close()
        assert answer[:-20] == said[:-20]


@asynccontextmanager
async def line(caller: Side, callee: Side) -> AsyncIterator[tuple[bytes, Stream]]:
    call = await caller.endpoint.dial(callee.endpoint.reach(), ALPN, seconds=5)
    try:
        yield call.remote, await call.open_stream()
    finally:
        call.close(0, b"")


@in_loop
async def test_whoever_knows_no_secret_is_not_let_in(shared: Shared) -> None:
    async with side() as sender, side() as stranger, line(stranger, sender) as (callee, stream):
        await offer(sender, shared)
        await stream.write(Knock.by(stranger.endpoint.endpoint_id, callee, SHARE, bytes(16)).write())
        assert await stream.read_exactly(1) == bytes([Answer.NOT_HERE])


@in_loop
async def test_a_share_that_is_not_here_is_answered_alike() -> None:
    async with side() as sender, side() as stranger, line(stranger, sender) as (callee, stream):
        await stream.write(Knock.by(stranger.endpoint.endpoint_id, callee, SHARE, SECRET).write())
        assert await stream.read_exactly(1) == bytes([Answer.NOT_HERE])


@in_loop
async def test_let_in_for_one_share_nobody_gets_another(shared: Shared, tmp_path: Path) -> None:
    other = Shared(tmp_path / "other", hybrid=False)
    async with side() as sender, side() as getter, line(getter, sender) as (callee, stream):
        await offer(sender, shared)
        sender.open[SHARE] = names_of(None, other.contents.infohash_v2)
        await stream.write(Knock.by(getter.endpoint.endpoint_id, callee, SHARE, SECRET).write())
        assert await stream.read_exactly(1) == bytes([Answer.COME_IN])
        assert shared.contents.infohash_v2 is not None
        await stream.write(HANDSHAKE + shared.contents.infohash_v2[:20] + bytes(20))
        with pytest.raises(CallEnded):
            await stream.read_exactly(1)


@in_loop
async def test_what_is_no_handshake_reaches_no_session(shared: Shared) -> None:
    async with side() as sender, side() as getter, line(getter, sender) as (callee, stream):
        await offer(sender, shared)
        await stream.write(Knock.by(getter.endpoint.endpoint_id, callee, SHARE, SECRET).write())
        await stream.read_exactly(1)
        await stream.write(os.urandom(68))
        with pytest.raises(CallEnded):
            await stream.read_exactly(1)


@in_loop
async def test_half_a_knock_and_then_the_end_harms_nobody(shared: Shared, tmp_path: Path) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        async with line(getter, sender) as (_, stream):
            await stream.write(bytes(KNOCK_BYTES - 1))
            await stream.finish()
            with pytest.raises(CallEnded):
                await stream.read_exactly(1)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.peer.hear(DetailsCame)


@in_loop
async def test_whoever_gives_another_torrent_reaches_no_session(shared: Shared, tmp_path: Path) -> None:
    async with side() as getter, endpoint(ALPN) as giver:
        getter.peer.engine.add(shared.job(tmp_path / "got", torrent=None))
        leading = asyncio.create_task(getter.tunnels.lead(wanted(shared), giver.reach()))
        call = await giver.accept()
        assert call is not None
        await leading
        stream = await call.accept_stream()
        await stream.read_exactly(KNOCK_BYTES)
        await stream.write(bytes([Answer.COME_IN]) + own_handshake(bytes(20), os.urandom))
        with pytest.raises(CallEnded):
            await stream.read_exactly(HANDSHAKE_BYTES + 1)
        assert not getter.peer.handle(KEY).get_peer_info()


@in_loop
async def test_a_call_through_which_nothing_goes_is_ended_and_no_other(
    shared: Shared, tmp_path: Path
) -> None:
    async with side(idle=1.0) as sender, side() as getter, side() as stranger:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.peer.hear(DetailsCame)
        used = await getter.tunnels._lines.to(sender.endpoint.reach())
        silent = await stranger.endpoint.dial(sender.endpoint.reach(), ALPN, seconds=5)
        await asyncio.wait_for(silent.closed(), 10)
        assert not used.is_over
        sender.tunnels.shut(SHARE)
        sender.open.clear()
        await asyncio.wait_for(used.closed(), 10)


@in_loop
async def test_shut_means_at_once(shared: Shared, tmp_path: Path) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.peer.hear(DetailsCame)
        await getter.peer.see(KEY, lambda seen: seen.peers == 1)
        sender.open.clear()
        sender.tunnels.shut(SHARE)
        await getter.peer.see(KEY, lambda seen: seen.peers == 0)
        await sender.peer.until(lambda: not sender.peer.handle(KEY).get_peer_info())


@in_loop
async def test_where_nobody_answers_there_is_no_tunnel(shared: Shared) -> None:
    async with side() as getter, side() as gone:
        reach = gone.endpoint.reach()
        await gone.endpoint.close()
        with pytest.raises(Unreachable):
            await getter.tunnels.lead(wanted(shared), reach)


@in_loop
async def test_whoever_hung_up_is_called_again(shared: Shared, tmp_path: Path) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.peer.see(KEY, lambda seen: seen.peers == 1)
        sender.tunnels.hang_up(getter.endpoint.endpoint_id)
        await getter.peer.see(KEY, lambda seen: seen.peers == 0)
        await getter.tunnels.lead(wanted(shared), sender.endpoint.reach())
        await getter.peer.see(KEY, lambda seen: seen.peers == 1)


@in_loop
async def test_whoever_is_hung_up_on_has_no_tunnel_left(shared: Shared, tmp_path: Path) -> None:
    async with side() as sender, side() as getter:
        await offer(sender, shared)
        await begin(getter, sender, shared, tmp_path / "got")
        await getter.peer.see(KEY, lambda seen: seen.peers == 1)
        sender.open.clear()
        sender.tunnels.hang_up(getter.endpoint.endpoint_id)
        await getter.peer.see(KEY, lambda seen: seen.peers == 0)


def _calling_itself(infohash: bytes, port: int) -> bytes:
    """Return the first words of somebody who says that he listens on a port (BEP 10), and has nothing yet."""
    about = b"\x14\x00d1:mde1:pi%dee" % port
    have_nothing = b"\x00\x00\x00\x01\x0f"
    return own_handshake(infohash, os.urandom) + len(about).to_bytes(4) + about + have_nothing


@in_loop
async def test_no_guest_has_the_session_dial(shared: Shared) -> None:
    async with side() as sender, side() as guest, canary() as bird, line(guest, sender) as (callee, stream):
        await offer(sender, shared)
        await stream.write(Knock.by(guest.endpoint.endpoint_id, callee, SHARE, SECRET).write())
        await stream.write(_calling_itself(wanted(shared).infohash, bird.port))
        await stream.read_exactly(1 + HANDSHAKE_BYTES)
        await stream.abort()  # whoever is gone is dialled again, where they said
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(bird.hit.wait(), _DIALLED_AGAIN_WITHIN)


@in_loop
async def test_the_session_dials_nobody_at_all(shared: Shared) -> None:
    async with side() as sender, canary() as bird:
        await offer(sender, shared)
        sender.peer.engine.connect(KEY, (Address("127.0.0.1", bird.port),))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(bird.hit.wait(), 2)
