"""A local socket with something behind it, and callers of every kind."""

import asyncio
import contextlib
import stat
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from desktop.errors import IdUnknown
from desktop.node.control import answering
from desktop.node.door import Door, find_door
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    Call,
    NameResult,
    NetworkOptions,
    NodeCommand,
    ProgressNews,
    Rename,
    SentNews,
    ShowWords,
    Tell,
)
from desktop.node.reaching import reach_node

LAB: Final = NetworkOptions(bind="127.0.0.1", no_dht=True)
DEADLINE: Final = 10.0
MUCH: Final = 20_000


@dataclass
class Clerk:
    """Carries out a few commands, each in its own way, and notes which were cancelled."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry_out(self, command: NodeCommand, tell: Tell) -> object:
        match command:
            case Rename(name="forever"):
                await self._forever()
            case Rename(name="unknown"):
                raise IdUnknown(what="person", text="x")
            case Rename(name="mistake"):
                raise ZeroDivisionError
            case Rename(name="talkative"):
                tell(SentNews(people=1))
                for done in range(MUCH):
                    tell(ProgressNews(step="receiving", done=done, total=MUCH))
                    await asyncio.sleep(0)  # as what really works lets others do theirs
                tell(SentNews(people=2))
                self.begun.set()
            case Rename(name=name):
                tell(SentNews(people=1))
                return NameResult(name=name)
        return None

    async def _forever(self) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.set()


def run(work: Awaitable[None]) -> None:
    async def in_time() -> None:
        await asyncio.wait_for(work, DEADLINE)

    asyncio.run(in_time())


@contextlib.asynccontextmanager
async def open_door(
    profile: Path, clerk: Clerk | None = None, network: NetworkOptions = LAB
) -> AsyncIterator[Door]:
    clerk = clerk or Clerk()
    async with answering(profile, network, clerk.carry_out, lasting=True):
        door = find_door(profile)
        assert door is not None
        yield door


async def ask(door: Door, name: str, network: NetworkOptions = LAB) -> object:
    node = await reach_node(door)
    return await node.carry_out(network, Rename(name), lambda _: None)


async def say(door: Door, data: bytes) -> bytes:
    """Send bytes as they are and return all that is answered."""
    assert door.path is not None
    reader, writer = await asyncio.open_unix_connection(door.path)
    with contextlib.suppress(ConnectionError):
        writer.write(data)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        return answer
    return b""


def modes(*paths: Path) -> list[int]:
    return [stat.S_IMODE(path.stat().st_mode) for path in paths]


def call(door: Door, **changes: object) -> bytes:
    whole = msgspec.to_builtins(Call(PROTOCOL_VERSION, door.token, LAB, ShowWords()))
    return msgspec.json.encode(whole | changes) + b"\n"
