"""The first words of a call between people who know each other: the hello, said and checked."""

import asyncio
from typing import Final

from desktop import keys, limits
from desktop.errors import RecordRefused
from desktop.net.calls.endpoint import Call, CallEnded, Stream
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame
from desktop.net.calls.hello import NONCE_BYTES, DeviceKeys, Hello, HelloRefused, OwnSide, Peer, Role
from desktop.share.records.device import decode_device_record

_PATIENCE: Final = 10.0


async def meet(call: Call, own: OwnSide) -> tuple[Stream, Peer]:
    """Say hello and return who is there. Raises HelloRefused, CallEnded."""
    role = Role.CALLER if call.is_dialled else Role.CALLEE
    hello = Hello(role, own, call.remote, keys.random_bytes(NONCE_BYTES), _read_device)
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


def _read_device(wire: bytes) -> DeviceKeys | None:
    try:
        statement = decode_device_record(wire).statement
    except RecordRefused:
        return None
    return DeviceKeys(statement.person, statement.device, statement.endpoint)
