"""What is said of transfers while no node runs, and what is then done for them in the next."""

import shutil
from pathlib import Path

import pytest

from desktop.errors import PlaceTaken, TransferFailed
from desktop.events import TransferState
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import AddShare, Get, ListTransfers, Resume, ShareResult, TransferResult
from desktop.reasons import DiskFull, FilesChanged, FolderGone, NotRunning
from tests.node.commands.test_getting import huge_torrent
from tests.node.peers import (
    get,
    make_files,
    open_node,
    rows,
    run,
    running,
    share,
    some_bytes,
    tree,
    two_nodes,
    unheard,
    until,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000}


async def at_rest(home: Path) -> list[TransferResult]:
    node = open_node(home)
    try:
        return await rows(node, ListTransfers())
    finally:
        node.close()


def test_what_is_here_is_not_waiting_and_what_is_gone_is_not_here(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
        (row,) = await at_rest(tmp_path / "getter")
        assert (row.reason, row.done) == (NotRunning(finished=True), 200_030)
        (mine / "a.txt").write_bytes(b"cut")
        (row,) = await at_rest(tmp_path / "getter")
        assert (row.state, row.done) == (TransferState.FAILED, 200_000)
        assert row.reason == FilesChanged(folder=str(mine), missing=30, received=True)
        shutil.rmtree(mine)
        (row,) = await at_rest(tmp_path / "getter")
        assert (row.state, row.done) == (TransferState.FAILED, 0)
        assert row.reason == FolderGone(folder=str(mine), received=True)
        shutil.rmtree(folder)
        (row,) = await at_rest(tmp_path / "giver")
        assert row.reason == FolderGone(folder=str(folder))

    run(work())


def test_what_is_resumed_at_rest_is_fetched_again_by_the_next_node(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
        shutil.rmtree(mine)
        node = open_node(tmp_path / "getter")
        (row,) = await rows(node, ListTransfers())
        (row,) = await rows(node, Resume(row.transfer))
        node.close()
        assert (row.state, row.done, row.reason) == (TransferState.WAITING, 0, NotRunning())
        async with two_nodes(tmp_path) as (_, getter):
            await until(getter, lambda row: row.state is TransferState.SEEDING)

    run(work())
    assert tree(mine) == tree(folder)


def test_nothing_is_resumed_at_rest_where_another_is_at_home(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            first, second = await share(giver, folder), await share(giver, folder)
            await get(getter, Get(first.link, str(tmp_path / "in")))
            await get(getter, Get(second.link, str(tmp_path / "in")))
        (mine / "a.txt").write_bytes(b"cut")
        node = open_node(tmp_path / "getter")
        (row, _) = await rows(node, ListTransfers())
        with pytest.raises(PlaceTaken):
            await rows(node, Resume(row.transfer))
        node.close()

    run(work())


def test_where_there_is_no_room_it_says_so_at_rest_too(tmp_path: Path) -> None:
    torrent = tmp_path / "huge.torrent"
    torrent.write_bytes(huge_torrent(1 << 42))

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            with pytest.raises(TransferFailed):
                await get(getter, Get(str(torrent), str(tmp_path / "in")))
        (row,) = await at_rest(tmp_path / "getter")
        assert row.state == TransferState.FAILED
        assert isinstance(row.reason, DiskFull)

    run(work())


def test_the_day_on_which_a_link_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(some_bytes(1_000))

    async def shared(node: Node, days: int | None) -> ShareResult:
        return await carry_out(node, AddShare((str(tmp_path / "film"),), days=days, until_sent=0), unheard)

    async def work() -> None:
        node = open_node(tmp_path)
        assert (await shared(node, None)).ends is None
        made = await shared(node, 1)
        assert made.ends is not None
        (row, _) = await rows(node, ListTransfers())
        assert row.ends == made.ends
        node.close()

    run(work())
