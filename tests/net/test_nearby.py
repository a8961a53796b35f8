"""What devices show on the local network: recognised by those who know them, and never more than it is."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeroconf import IPVersion, NonUniqueNameException
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from desktop.net.nearby import Nearby, Seen, _translated, read_notice, tag_of
from tests.net.torrent.swarm import in_loop

SERVICE = "_passalong._udp.local."
ENDPOINT, NONCE = os.urandom(32), os.urandom(8)
SHOWN = {b"n": NONCE.hex().encode(), b"t": tag_of(ENDPOINT, NONCE).hex().encode()}


def test_a_device_is_recognised_by_its_endpoint() -> None:
    seen = read_notice("x", ["10.0.0.1"], 4000, SHOWN)
    assert seen == Seen("x", (("10.0.0.1", 4000),), NONCE, tag_of(ENDPOINT, NONCE), None)
    assert seen.is_device(ENDPOINT)
    assert not seen.is_device(os.urandom(32))


def test_a_long_link_is_shown_in_pieces() -> None:
    seen = read_notice("x", [], 1, SHOWN | {b"l0": b"passalong:", b"l1": b"person/abc"})
    assert seen is not None
    assert seen.link == "passalong:person/abc"


@given(
    st.lists(st.text(max_size=40), max_size=20),
    st.none() | st.integers(0, 65_535),
    st.dictionaries(
        st.sampled_from([b"n", b"t", b"l0", b"l7"]) | st.binary(max_size=3),
        st.none() | st.binary(max_size=60),
    ),
)
def test_whatever_is_shown_raises_nothing(
    addresses: list[str], port: int | None, shown: dict[bytes, bytes | None]
) -> None:
    seen = read_notice("x", addresses, port, shown)
    assert seen is None or (len(seen.nonce), len(seen.tag)) == (8, 16)


@asynccontextmanager
async def crowd(people: int) -> AsyncIterator[set[str]]:
    """Be so many devices on loopback; tell their names."""
    zeroconf = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    names = set[str]()
    try:
        for _ in range(people):
            nonce = os.urandom(8)
            shown = {"v": b"1", "n": nonce.hex(), "t": tag_of(ENDPOINT, nonce).hex()}
            name = f"{nonce.hex()}.{SERVICE}"
            info = AsyncServiceInfo(
                SERVICE, name, port=4000, properties=shown, parsed_addresses=["127.0.0.1"], server=name
            )
            zeroconf.zeroconf.registry.async_add(info)
            names.add(name)
        yield names
    finally:
        await zeroconf.async_close()


@in_loop
async def test_all_of_many_devices_that_are_here_at_once_are_told_of() -> None:
    told, all_told = set[str](), asyncio.Event()
    async with crowd(40) as names:

        def tell(seen: Seen) -> None:
            told.add(seen.name)
            if names <= told:
                all_told.set()

        nearby = Nearby("127.0.0.1", tell, told.discard)
        try:
            await nearby.start(os.urandom(32), 4001, None)
            await asyncio.wait_for(all_told.wait(), 30)
        finally:
            await nearby.stop()


def test_what_multicast_dns_refuses_is_an_error_of_the_network() -> None:
    with pytest.raises(OSError, match="NonUniqueName"), _translated():
        raise NonUniqueNameException
