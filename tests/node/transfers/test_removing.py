"""Removing a transfer takes its own files at most, and at any moment."""

import asyncio
import os
from pathlib import Path

import pytest

from desktop.errors import FilesKept, FilesLeft, NobodyInTime, TransferFailed
from desktop.node.node import Node
from desktop.node.protocol import Get, ListTransfers, Pause, Remove
from tests.node.peers import (
    get,
    make_files,
    open_node,
    rows,
    run,
    running,
    share,
    some_bytes,
    text_of_only,
    tree,
    two_nodes,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000}


@pytest.mark.parametrize("node_runs", [True, False])
@pytest.mark.parametrize("delete", [True, False])
def test_removing_takes_its_files_at_most(tmp_path: Path, *, node_runs: bool, delete: bool) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def remove(getter: Node) -> None:
        (row,) = await rows(getter, ListTransfers())
        await rows(getter, Remove(row.transfer, delete_files=delete))
        assert await rows(getter, ListTransfers()) == []

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            (mine / "pictures" / "my notes.txt").write_bytes(b"notes")
            if node_runs:
                await remove(getter)
        if not node_runs:
            node = open_node(tmp_path / "getter")
            await remove(node)
            node.close()
        async with running(tmp_path / "getter") as getter:
            assert await rows(getter, ListTransfers()) == []

    run(work())
    left = tree(tmp_path / "in")
    assert left.pop("holiday/pictures/my notes.txt") == b"notes"
    assert left == ({} if delete else {f"holiday/{name}": data for name, data in tree(folder).items()})
    assert tree(folder).keys() == SIZES.keys()


@pytest.mark.parametrize("node_runs", [True, False])
def test_removing_what_never_came_deletes_nothing(tmp_path: Path, *, node_runs: bool) -> None:
    """The person's own files lie under the name that it would have had."""
    mine = make_files(tmp_path / "in" / "huge", {"own.txt": 40})
    torrent = tmp_path / "huge.torrent"
    torrent.write_bytes(huge_folder(1 << 42, "own.txt"))

    async def work() -> None:
        async with running(tmp_path) as node:
            with pytest.raises(TransferFailed):
                await get(node, Get(str(torrent), str(tmp_path / "in")))
            if node_runs:
                await rows(node, Remove(text_of_only(node), delete_files=True))
        if not node_runs:
            alone = open_node(tmp_path)
            (row,) = await rows(alone, ListTransfers())
            await rows(alone, Remove(row.transfer, delete_files=True))
            alone.close()

    run(work())
    assert tree(mine) == {"own.txt": some_bytes(40, 0)}


def huge_folder(size: int, name: str) -> bytes:
    piece = 1 << 28
    hashes = b"h" * 20 * (size // piece)
    files = b"ld6:lengthi%de4:pathl%d:%seee" % (size, len(name), name.encode())
    info = b"d5:files" + files + b"4:name4:huge12:piece lengthi%de6:pieces%d:" % (piece, len(hashes))
    return b"d4:info" + info + hashes + b"ee"


def test_a_place_that_nothing_came_into_is_given_back(tmp_path: Path) -> None:
    folder, torrent = make_files(tmp_path / "holiday", SIZES), tmp_path / "holiday.torrent"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder, torrent=torrent)
            await rows(giver, Pause(shared.share))
            with pytest.raises(NobodyInTime):
                await get(getter, Get(str(torrent), str(tmp_path / "in"), timeout=0.5))
            await rows(getter, Remove(text_of_only(getter)))
            assert list((tmp_path / "in").iterdir()) == []

    run(work())


@pytest.mark.parametrize("node_runs", [True, False])
def test_a_file_that_cannot_be_deleted_is_named(tmp_path: Path, *, node_runs: bool) -> None:
    """What stands at its place by now is a folder."""
    (tmp_path / "film").write_bytes(some_bytes(30_000))

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, tmp_path / "film")
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            (tmp_path / "in" / "film").unlink()
            (tmp_path / "in" / "film" / "mine").mkdir(parents=True)
            if node_runs:
                await cannot_delete(getter)
        if not node_runs:
            node = open_node(tmp_path / "getter")
            await cannot_delete(node)
            node.close()

    async def cannot_delete(node: Node) -> None:
        (row,) = await rows(node, ListTransfers())
        with pytest.raises(FilesLeft) as caught:
            await rows(node, Remove(row.transfer, delete_files=True))
        assert caught.value.path == str(tmp_path / "in" / "film")
        assert await rows(node, ListTransfers()) == []

    run(work())


def test_removing_at_any_moment_breaks_nothing(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            for number in range(12):
                command = Get(shared.link, str(tmp_path / f"in {number}"))
                getting = asyncio.ensure_future(get(getter, command))
                with getter.hub.listen() as heard:
                    for _ in range(number):  # a little further each time: details, place, pieces, proof
                        await heard.next_within(0.2)
                for row in await rows(getter, ListTransfers()):
                    await rows(getter, Remove(row.transfer))
                getting.cancel()
                await asyncio.gather(getting, return_exceptions=True)
            assert getter.transfers is not None
            for row in await rows(getter, ListTransfers()):
                await rows(getter, Remove(row.transfer))
            await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())


@pytest.mark.parametrize("node_runs", [True, False])
def test_ones_own_work_since_sharing_is_never_deleted(tmp_path: Path, *, node_runs: bool) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    edited = folder / next(iter(SIZES))

    async def remove(node: Node) -> None:
        (row,) = await rows(node, ListTransfers())
        with pytest.raises(FilesKept) as caught:
            await rows(node, Remove(row.transfer, delete_files=True))
        assert caught.value.path == str(edited)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            await share(giver, folder)
            edited.write_text("a whole evening")
            os.utime(edited, (2**32, 2**32))
            if node_runs:
                await remove(giver)
        if not node_runs:
            node = open_node(tmp_path / "giver")
            await remove(node)
            node.close()

    run(work())
    assert tree(folder) == {edited.relative_to(folder).as_posix(): b"a whole evening"}
