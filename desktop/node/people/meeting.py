"""The first words of a call between people who know each other: the hello, said and checked."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from desktop import keys, limits
from desktop.errors import RecordRefused
from desktop.ids import DeviceId, PersonId
from desktop.net.calls.endpoint import Call, CallEnded, Stream
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame
from desktop.net.calls.hello import NONCE_BYTES, DeviceKeys, Hello, HelloRefused, OwnSide, Peer, Role
from desktop.share.records.device import decode_device_record

_PATIENCE: Final = 10.0


type IsEnded = Callable[[PersonId, DeviceId], bool]
"""Asked whether a computer of somebody's is theirs no longer."""


async def meet(call: Call, own: OwnSide, is_ended: IsEnded) -> tuple[Stream, Peer]:
    """Say hello and return who is there. Raises HelloRefused, CallEnded."""
    role = Role.CALLER if call.is_dialled else Role.CALLEE
    read_device = partial(_read_device, is_ended)
    hello = Hello(role, own, call.remote, keys.random_bytes(NONCE_BYTES), read_device)
    try:
        async with asyncio.timeout(_PATIENCE):
            stream = await (call.open_stream() if call.is_dialled else call.accept_stream())
            await write_frame(stream, hello.greeting)
            proof = hello.hear_greeting(await read_frame(stream, limits.GREETING_BYTES))
            await write_frame(stream, proof)
            return stream, hello.hear_proof(await read_frame(stream, keys.SIGNATURE_BYTES))
    except TimeoutError as error:
        raise CallEnded from error
    except FrameTooLarge as error:
        raise HelloRefused("too-large") from error


def _read_device(is_ended: IsEnded, wire: bytes) -> DeviceKeys | None:
    try:
        statement = decode_device_record(wire).statement
    except RecordRefused:
        return None
    if is_ended(statement.person, statement.device):
        raise HelloRefused("revoked")
    return DeviceKeys(statement.person, statement.device, statement.endpoint)
