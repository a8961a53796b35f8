"""Handshakes that are begun and never finished keep nobody out: by the rules, and between real endpoints."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.net.calls.endpoint import Endpoint, Unreachable
from desktop.net.calls.handshakes import Handshakes, Verdict, household
from desktop.reach import Reach
from tests.net.calls.pair import ALPN, endpoint
from tests.net.torrent.swarm import in_loop

_RETRY: Final = 0xF0
"""How the first byte of a packet begins by which a server asks for an address to be shown (RFC 9000)."""


def flood(handshakes: Handshakes, origins: list[str], now: float = 0.0) -> list[str]:
    """Begin a handshake from each that may; return whose were given up."""
    ended: list[str] = []
    for origin in origins:
        if handshakes.decide(origin, is_proven=True, now=now) is Verdict.TAKE:
            handshakes.begin(origin, now, lambda origin=origin: ended.append(origin))  # type: ignore[misc]
    return ended


def test_addresses_have_to_be_shown_as_soon_as_some_are_under_way() -> None:
    handshakes = Handshakes()
    found = []
    for number in range(20):
        found.append(handshakes.decide(str(number), is_proven=False, now=0))
        if found[-1] is Verdict.TAKE:
            handshakes.begin(str(number), 0, lambda: None)
    assert found == [Verdict.TAKE] * 8 + [Verdict.PROVE] * 12
    assert handshakes.decide("21", is_proven=True, now=0) is Verdict.TAKE


def test_whoever_has_most_makes_way_for_others_and_waits_for_their_own_time() -> None:
    handshakes = Handshakes()
    assert flood(handshakes, ["eve"] * 200) == []
    assert handshakes.decide("eve", is_proven=True, now=0.9) is Verdict.LATER
    assert flood(handshakes, ["ann"] * 10, now=0.9) == []
    assert [one.origin for one in handshakes._under_way].count("ann") == 10
    assert handshakes.decide("eve", is_proven=True, now=1.0) is Verdict.TAKE


@given(st.lists(st.sampled_from(["eve", "eve", "eve", "mallory", "ann"]), max_size=300))
def test_nobody_is_kept_out_by_somebody_elsewhere(origins: list[str]) -> None:
    handshakes = Handshakes()
    flood(handshakes, origins)
    assert len(handshakes._under_way) <= limits.HANDSHAKES
    assert handshakes.decide("ben", is_proven=True, now=0) is Verdict.TAKE
    ended = Handshakes()
    for one in [ended.begin(origin, 0, lambda: None) for origin in origins]:
        ended.end(one)
    assert not ended._under_way


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("2001:db8::1", "2001:db8::ffff:0:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_addresses_that_one_person_has_for_nothing_count_as_one(one: str, other: str, *, same: bool) -> None:
    assert (household(one) == household(other)) is same


class OneWay(asyncio.DatagramProtocol):
    """Passes on what is said to an endpoint, from an address of its own; of what is answered, only `back`."""

    def __init__(self, to: tuple[str, int], *, back: bool) -> None:
        self._to = to
        self._back = back
        self._from: tuple[str, int] | None = None
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        assert self._transport is not None
        if addr[:2] != self._to:
            self._from = addr
            self._transport.sendto(data, self._to)
        elif self._back and self._from is not None and data[0] & _RETRY == _RETRY:
            self._transport.sendto(data, self._from)


@asynccontextmanager
async def begun(to: Endpoint, host: str, count: int, *, back: bool) -> AsyncIterator[None]:
    """Begin calls that are never finished, from an address of this computer."""
    loop = asyncio.get_running_loop()
    port = dict(to.sockets())[host]
    transport, _ = await loop.create_datagram_endpoint(
        lambda: OneWay((host, port), back=back), local_addr=(host, 0)
    )
    way = Reach(to.endpoint_id, None, (transport.get_extra_info("sockname")[:2],))

    async def call(one: Endpoint) -> None:
        with contextlib.suppress(Unreachable):
            await one.dial(way, ALPN, seconds=30)

    async with endpoint() as eve:
        calls = [asyncio.create_task(call(eve)) for _ in range(count)]
        try:
            yield
        finally:
            for task in calls:
                task.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
            transport.close()


async def until_under_way(one: Endpoint, count: int) -> None:
    async with asyncio.timeout(10):
        while len(one._door._handshakes._under_way) < count:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


@in_loop
async def test_packets_from_invented_addresses_take_few_places() -> None:
    async with endpoint() as ben, begun(ben, "127.0.0.1", 80, back=False), endpoint() as ann:
        await until_under_way(ben, 8)
        call = await ann.dial(ben.reach(), ALPN, seconds=5)
        assert len(ben._door._handshakes._under_way) <= 9
        call.close(0, b"")


@in_loop
async def test_one_address_that_finishes_nothing_keeps_no_other_out() -> None:
    async with endpoint() as ben, begun(ben, "::1", 100, back=True), endpoint() as ann:
        await until_under_way(ben, limits.HANDSHAKES)
        for _ in range(3):
            call = await ann.dial(ben.reach(), ALPN, seconds=5)
            call.close(0, b"")
