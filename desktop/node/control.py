"""The node's side of the local socket between it and the command line: only this user can open it.

Messages are those of `protocol`, one line of JSON each. Where there are no Unix sockets (Windows) it is a
port on loopback; there, the token that a caller must show is what keeps others out.
"""

import asyncio
import contextlib
import hmac
import logging
import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import (
    AppError,
    NodeOfOtherVersion,
    NodeRunning,
    error_data,
    only_app_errors,
)
from desktop.node.door import AnyVersion, Door, post_door, take_door_down
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    AnyAnswer,
    AnyNews,
    Call,
    Done,
    Failed,
    NetworkOptions,
    NodeCommand,
    Tell,
)

logger = logging.getLogger(__name__)

_LONGEST_SOCKET_PATH: Final = 100
_GREETING_SECONDS: Final = 5.0
_UNREAD_BYTES: Final = 64 * limits.KIB

type CarryOut = Callable[[NodeCommand, Tell], Awaitable[object]]
type _Welcome = Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]


@asynccontextmanager
async def answering(
    profile: Path, network: NetworkOptions, carry_out: CarryOut, *, lasting: bool
) -> AsyncIterator[None]:
    """Answer command lines as long as the context lasts; `lasting` is told to them."""
    token = secrets.token_hex(32)
    callers = _Callers(token, network, carry_out)
    try:
        async with _listening(profile, callers.welcome) as (path, port):
            post_door(profile, Door(PROTOCOL_VERSION, path, port, token, network, lasting))
            try:
                yield
            finally:
                take_door_down(profile)
    finally:
        await callers.hang_up()  # last: nobody can come any more


class _Callers:
    """The command lines that are connected."""

    def __init__(self, token: str, network: NetworkOptions, carry_out: CarryOut) -> None:
        self._token = token
        self._network = network
        self._carry_out = carry_out
        self._connected: set[asyncio.Task[None]] = set()

    def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Begin to answer a command line that has just connected."""
        task = asyncio.create_task(self._attend(reader, writer), name="answer a command line")
        self._connected.add(task)
        task.add_done_callback(self._connected.discard)

    async def hang_up(self) -> None:
        """Cancel what is still being carried out and wait until that has ended."""
        connected = tuple(self._connected)
        for task in connected:
            task.cancel()
        await asyncio.gather(*connected, return_exceptions=True)

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, TimeoutError):
                await self._answer(reader, writer)
        finally:
            writer.close()

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
        told = _Told(writer)
        async with asyncio.TaskGroup() as tasks:
            work = tasks.create_task(self._outcome(call.command, told.tell), name="carry out a command")
            gone = tasks.create_task(_hung_up(reader), name="notice that the caller hangs up")
            late = tasks.create_task(told.follow_up(), name="tell what had to wait")
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            for task in (work, gone, late):
                task.cancel()
        if not work.cancelled():
            await told.end(work.result())

    async def _outcome(self, command: NodeCommand, tell: Tell) -> Done | Failed:
        """Have the command carried out. Never raises: what goes wrong is the outcome."""
        try:
            with only_app_errors():
                return Done(result=msgspec.to_builtins(await self._carry_out(command, tell)))
        except AppError as error:
            return _failure(error)

    def _read(self, line: bytes) -> Call | None:
        """Return the call, None from somebody who does not know the token.

        Raises AppError; ValueError or RecursionError for what is no call at all.
        """
        if msgspec.json.decode(line, type=AnyVersion).version != PROTOCOL_VERSION:
            raise NodeOfOtherVersion
        call = msgspec.json.decode(line, type=Call)
        if not hmac.compare_digest(call.token.encode(), self._token.encode()):
            return None
        check_network(call.network, self._network)
        return call


class _Told:
    """What one command line is told. One that does not read gets of two news of a kind only the newer."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._waiting: dict[type[AnyNews], AnyNews] = {}
        self._came = asyncio.Event()

    def tell(self, news: AnyNews) -> None:
        if not self._waiting and self._writer.transport.get_write_buffer_size() < _UNREAD_BYTES:
            _send(self._writer, news)
            return
        self._waiting.pop(type(news), None)
        self._waiting[type(news)] = news
        self._came.set()

    async def follow_up(self) -> None:
        """Tell what had to wait as soon as the rest was read, for ever."""
        with contextlib.suppress(ConnectionError):  # which is noticed where it is waited for
            while True:
                await self._came.wait()
                self._came.clear()
                await self._tell_waiting()

    async def end(self, outcome: Done | Failed) -> None:
        await self._tell_waiting()
        _send(self._writer, outcome)
        await self._writer.drain()

    async def _tell_waiting(self) -> None:
        await self._writer.drain()
        while self._waiting:
            _send(self._writer, self._waiting.pop(next(iter(self._waiting))))
            await self._writer.drain()


def check_network(asked: NetworkOptions, running: NetworkOptions) -> None:
    """Raise NodeRunning if the options asked for are not those that the node runs with."""
    wanted = msgspec.to_builtins(asked)
    has = msgspec.structs.asdict(running)
    differing = [name for name, value in wanted.items() if has[name] != value]
    if differing:
        raise NodeRunning(options=", ".join(f"--{name.replace('_', '-')}" for name in differing))


async def _hung_up(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        while await reader.read(limits.KIB):  # a call is one line; what follows it means nothing
            pass


def _failure(error: AppError) -> Failed:
    return Failed(kind=error.kind, data=error_data(error))


def _send(writer: asyncio.StreamWriter, message: AnyAnswer) -> None:
    if not writer.is_closing():
        writer.write(msgspec.json.encode(message) + b"\n")


@asynccontextmanager
async def _listening(profile: Path, welcome: _Welcome) -> AsyncIterator[tuple[str | None, int | None]]:
    if not hasattr(
        asyncio, "start_unix_server"
    ):  # Python on Windows may have socket.AF_UNIX and yet not this
        server = await asyncio.start_server(welcome, "127.0.0.1", 0, limit=limits.CONTROL_LINE_BYTES)
        try:
            yield None, server.sockets[0].getsockname()[1]
        finally:
            server.close()
        return
    with _socket_folder(profile) as folder:
        path = folder / "node.socket"
        # Left by a node that was killed: the profile's lock says that it is gone.
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(welcome, path, limit=limits.CONTROL_LINE_BYTES)
        path.chmod(0o600)
        try:
            yield str(path), None
        finally:
            server.close()
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _socket_folder(profile: Path) -> Iterator[Path]:
    """Yield a folder of this user's alone whose path is short enough for a socket."""
    if len(os.fsencode(profile)) + len("/node.socket") < _LONGEST_SOCKET_PATH:
        yield profile
        return
    with tempfile.TemporaryDirectory(prefix="passalong-") as folder:
        yield Path(folder)
