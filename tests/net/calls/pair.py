"""Two real endpoints on loopback."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desktop.net.calls.endpoint import Call, CallOptions, Endpoint

LOOPBACK = CallOptions(bind="127.0.0.1")
ALPN = b"passalong/test/1"


@asynccontextmanager
async def endpoint(*alpns: bytes, seed: bytes | None = None) -> AsyncIterator[Endpoint]:
    opened = await Endpoint.open(seed or os.urandom(32), LOOPBACK, alpns or (ALPN,))
    try:
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def call_between(
    one: Endpoint, other: Endpoint, alpn: bytes = ALPN
) -> AsyncIterator[tuple[Call, Call]]:
    """Call from `one` to `other`; yield both ends."""
    near = await one.dial(other.reach(), alpn, seconds=5)
    far = await other.accept()
    assert far is not None
    try:
        yield near, far
    finally:
        near.close(0, b"")
