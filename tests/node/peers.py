"""Real nodes on loopback, each with a profile of its own, and what people do with them."""

import asyncio
import contextlib
import gc
import random
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Final

import msgspec

from desktop.clock import WallClock
from desktop.events import TransferRow, TransferState
from desktop.ids import ObjectId, id_bytes, id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.joining import join
from desktop.node.node import Node
from desktop.node.protocol import (
    AddShare,
    AnyNews,
    Command,
    Get,
    GetResult,
    NetworkOptions,
    ShareResult,
    TransferResult,
)

LAB: Final = NetworkOptions(bind="127.0.0.1", no_dht=True, no_lan=True, no_relay=True)
DEADLINE: Final = 60.0


def run(work: Coroutine[None, None, None]) -> None:
    """Run a test's coroutine; one that hangs fails instead."""

    async def in_time() -> None:
        async with asyncio.timeout(DEADLINE):
            await work

    asyncio.run(in_time())


def open_node(home: Path) -> Node:
    return Node.open(home / "profile", lambda: None, WallClock(), LAB)


@contextlib.asynccontextmanager
async def running(home: Path) -> AsyncIterator[Node]:
    """Run the node of the person who lives in `home`."""
    async with running_node(home, LAB) as node:
        yield node


@contextlib.asynccontextmanager
async def running_node(home: Path, network: NetworkOptions) -> AsyncIterator[Node]:
    node = Node.open(home / "profile", lambda: None, WallClock(), network)
    try:
        async with node.running(join):
            yield node
    finally:
        node.close()
        gc.collect()  # only then does iroh let go of the port: unlike a node's own, this process goes on


@contextlib.asynccontextmanager
async def two_nodes(home: Path) -> AsyncIterator[tuple[Node, Node]]:
    async with running(home / "giver") as giver, running(home / "getter") as getter:
        yield giver, getter


def unheard(news: AnyNews) -> None:
    del news


class LinkedShare(ShareResult, frozen=True):
    """A share that has a link."""

    link: str


async def share(node: Node, *paths: Path, public: bool = False, torrent: Path | None = None) -> LinkedShare:
    command = AddShare(
        tuple(map(str, paths)), public=public, torrent_file=str(torrent) if torrent else None, until_sent=0
    )
    return msgspec.convert(await carry_out(node, command, unheard), LinkedShare, from_attributes=True)


async def get(node: Node, command: Get) -> GetResult:
    return msgspec.convert(await carry_out(node, command, unheard), GetResult, from_attributes=True)


async def rows(node: Node, command: Command[list[TransferResult]]) -> list[TransferResult]:
    return await carry_out(node, command, unheard)


def the_row(node: Node) -> TransferRow:
    """Return the only transfer of a running node."""
    assert node.transfers is not None
    (row,) = node.transfers.rows()
    return row


def text_of_only(node: Node) -> str:
    return id_text(the_row(node).transfer)


async def until(node: Node, is_so: Callable[[TransferRow], bool]) -> TransferRow:
    """Return the row of the first transfer that is as wished, once there is one."""
    with node.hub.listen() as heard:
        while True:
            assert node.transfers is not None
            found = [row for row in node.transfers.rows() if is_so(row)]
            if found:
                return found[0]
            await heard.next_within(0.2)


async def until_failed(node: Node) -> TransferRow:
    return await until(node, lambda row: row.state is TransferState.FAILED)


async def until_seeding(node: Node) -> None:
    await until(node, lambda row: row.state is TransferState.SEEDING)


async def look_at_files(node: Node) -> None:
    """Do now what the node does once a minute."""
    assert node.transfers is not None
    await node.transfers.rounds.look_at_files()


def object_id(text: str) -> ObjectId:
    return ObjectId(id_bytes(text))


def peer_of(node: Node) -> str:
    return f"127.0.0.1:{node.swarm_port()}"


def some_bytes(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same at every run


def make_files(folder: Path, sizes: dict[str, int]) -> Path:
    """Make files of these sizes under `folder`."""
    for number, (name, size) in enumerate(sizes.items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(some_bytes(size, number))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder`."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
