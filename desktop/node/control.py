"""The local socket between a running node and the command line: only this user can open it.

A file in the profile says where it is and holds a token that a caller must show. Messages are those of
`protocol`, one line of JSON each. Where there are no Unix sockets (Windows) it is a port on loopback; the
token is what keeps
others out there.
"""

import asyncio
import contextlib
import hmac
import logging
import os
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

from desktop import limits
from desktop.errors import (
    AppError,
    NodeGone,
    NodeOfOtherVersion,
    NodeRunning,
    OwnMistake,
    error_data,
    error_from,
)
from desktop.files import write_atomically
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    AnyAnswer,
    AnyCommand,
    AnyNews,
    Call,
    Done,
    Failed,
    NetworkOptions,
)

logger = logging.getLogger(__name__)

_FILE_NAME: Final = "node.json"
_LONGEST_SOCKET_PATH: Final = 100
_GREETING_SECONDS: Final = 5.0

Tell = Callable[[AnyNews], None]
CarryOut = Callable[[AnyCommand, Tell], Awaitable[object]]


class Door(msgspec.Struct, frozen=True):
    """Where a running node listens and what opens it. `path` or `port` is None.

    `lasting` is false for a node that some command line runs for its own command only.
    """

    version: int
    path: str | None
    port: int | None
    token: str
    network: NetworkOptions
    lasting: bool


class _AnyVersion(msgspec.Struct):
    version: int


# --- the node's side ------------------------------------------------------------------------------


@asynccontextmanager
async def answering(
    profile: Path, network: NetworkOptions, carry_out: CarryOut, *, lasting: bool
) -> AsyncIterator[None]:
    """Answer command lines as long as the context lasts; `lasting` is told to them."""
    token = secrets.token_hex(32)
    callers = _Callers(token, network, carry_out)
    async with _listening(profile, callers.answer) as (path, port):
        door = Door(PROTOCOL_VERSION, path, port, token, network, lasting)
        write_atomically(profile / _FILE_NAME, msgspec.json.encode(door), keep_previous=False)
        try:
            yield
        finally:
            (profile / _FILE_NAME).unlink(missing_ok=True)
            await callers.hang_up()


class _Callers:
    """The command lines that are connected."""

    def __init__(self, token: str, network: NetworkOptions, carry_out: CarryOut) -> None:
        self._token = token
        self._network = network
        self._carry_out = carry_out
        self._connected: set[asyncio.Task[Any]] = set()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connected.add(task)
        try:
            with contextlib.suppress(ConnectionError, TimeoutError, asyncio.CancelledError):
                await self._answer(reader, writer)
        finally:
            self._connected.discard(task)
            writer.close()

    async def hang_up(self) -> None:
        for task in self._connected:
            task.cancel()
        await asyncio.gather(*self._connected, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_GREETING_SECONDS):
                line = await reader.readline()
            call = self._read(line)
        except AppError as error:
            _send(writer, _failure(error))
            return
        except (ValueError, RecursionError):  # not from us: too long, no JSON, nested without end
            return
        if call is None:
            return
        work = asyncio.ensure_future(self._carry_out(call.command, lambda news: _send(writer, news)))
        gone = asyncio.ensure_future(reader.read())  # ends when the caller hangs up
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                _send(writer, _outcome(work))
                await writer.drain()
        finally:
            for task in (work, gone):
                task.cancel()
            await asyncio.gather(work, gone, return_exceptions=True)

    def _read(self, line: bytes) -> Call | None:
        """Return the call, None from somebody who does not know the token.

        Raises AppError; ValueError or RecursionError for what is no call at all.
        """
        if msgspec.json.decode(line, type=_AnyVersion).version != PROTOCOL_VERSION:
            raise NodeOfOtherVersion
        call = msgspec.json.decode(line, type=Call)
        if not hmac.compare_digest(call.token.encode(), self._token.encode()):
            return None
        check_network(call.network, self._network)
        return call


def check_network(asked: NetworkOptions, running: NetworkOptions) -> None:
    """Raise NodeRunning if the options asked for are not those that the node runs with."""
    wanted = msgspec.to_builtins(asked)
    has = msgspec.structs.asdict(running)
    differing = [name for name, value in wanted.items() if has[name] != value]
    if differing:
        raise NodeRunning(options=", ".join(f"--{name.replace('_', '-')}" for name in differing))


def _outcome(work: asyncio.Future[object]) -> Done | Failed:
    error = work.exception()
    if error is None:
        return Done(result=msgspec.to_builtins(work.result()))
    if isinstance(error, AppError):
        return _failure(error)
    logger.error("a command failed in a way that nobody foresaw", exc_info=error)
    return _failure(OwnMistake())


def _failure(error: AppError) -> Failed:
    return Failed(kind=error.kind, data=error_data(error))


def _send(writer: asyncio.StreamWriter, message: AnyNews | Done | Failed) -> None:
    if not writer.is_closing():
        writer.write(msgspec.json.encode(message) + b"\n")


@asynccontextmanager
async def _listening(
    profile: Path, answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
) -> AsyncIterator[tuple[str | None, int | None]]:
    if not hasattr(socket, "AF_UNIX"):
        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=limits.CONTROL_LINE_BYTES)
        try:
            yield None, server.sockets[0].getsockname()[1]
        finally:
            server.close()
        return
    with _socket_folder(profile) as folder:
        path = folder / "node.socket"
        # Left by a node that was killed: the profile's lock says that it is gone.
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(answer, path, limit=limits.CONTROL_LINE_BYTES)
        path.chmod(0o600)
        try:
            yield str(path), None
        finally:
            server.close()
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _socket_folder(profile: Path) -> Any:
    """Yield a folder of this user's alone whose path is short enough for a socket."""
    if len(os.fsencode(profile)) + len("/node.socket") < _LONGEST_SOCKET_PATH:
        yield profile
        return
    with tempfile.TemporaryDirectory(prefix="passalong-") as folder:
        yield Path(folder)


# --- the command line's side ----------------------------------------------------------------------


def find_door(profile: Path) -> Door | None:
    """Return where the node of this profile listens, None if none does. Raises NodeOfOtherVersion."""
    try:
        data = (profile / _FILE_NAME).read_bytes()
        if msgspec.json.decode(data, type=_AnyVersion).version != PROTOCOL_VERSION:
            raise NodeOfOtherVersion
        return msgspec.json.decode(data, type=Door)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def forget_door(profile: Path, door: Door) -> None:
    """Take away the word of a node that was killed, unless another one has left its own since. Blocking."""
    if find_door(profile) == door:
        (profile / _FILE_NAME).unlink(missing_ok=True)


async def call_node(door: Door, network: NetworkOptions, command: AnyCommand, tell: Tell) -> object:
    """Have the running node carry out a command and return its result as plain JSON.

    Raises ConnectionError if it does not run any more, NodeGone if it ends before it has answered, and what
    the command raises.
    """
    try:
        reader, writer = await _connect(door)
    except FileNotFoundError as error:
        raise ConnectionRefusedError from error
    try:
        writer.write(msgspec.json.encode(Call(PROTOCOL_VERSION, door.token, network, command)) + b"\n")
        return await _hear(reader, tell)
    except ConnectionResetError as error:
        raise NodeGone from error
    finally:
        writer.close()


async def _connect(door: Door) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if door.path is not None:
        return await asyncio.open_unix_connection(door.path, limit=limits.CONTROL_ANSWER_BYTES)
    return await asyncio.open_connection("127.0.0.1", door.port, limit=limits.CONTROL_ANSWER_BYTES)


async def _hear(reader: asyncio.StreamReader, tell: Tell) -> object:
    decoder = msgspec.json.Decoder(AnyAnswer)
    while line := await reader.readline():
        answer = decoder.decode(line)
        if isinstance(answer, Done):
            return answer.result
        if isinstance(answer, Failed):
            raise error_from(answer.kind, answer.data)
        tell(answer)
    raise NodeGone
