"""Whatever breaks while something is done for a transfer stops that one, says why, and can be tried again."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from desktop.errors import LinkOfOwn, StoreUnwritable, TransferFailed
from desktop.events import TransferState
from desktop.net.torrent.contents import read_contents
from desktop.node.node import Node
from desktop.node.protocol import Get, ListTransfers, Pause, Recheck, Remove, Resume
from desktop.node.transfers.live import Live
from desktop.node.transfers.placing import job_of
from desktop.reasons import DiskTrouble, FilesChanged, NameNotAllowed
from desktop.share.shares import Audience, NewShare, NewTransfer, Role
from tests.node.peers import (
    get,
    look_at_files,
    make_files,
    open_node,
    peer_of,
    rows,
    run,
    running,
    share,
    text_of_only,
    the_row,
    tree,
    until,
    until_failed,
    until_seeding,
)

SIZES: Final = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000}
SEEDING, PAUSED = TransferState.SEEDING, TransferState.PAUSED


@contextmanager
def unwritable(node: Node) -> Iterator[None]:
    """Have the store take nothing for as long as the context lasts."""
    writer = node.store._database._raw_writer
    writer.execute("PRAGMA query_only = 1")
    try:
        yield
    finally:
        writer.execute("PRAGMA query_only = 0")


def torrent_too_long() -> bytes:
    """Return a torrent with a path that no system takes as a whole, though each name in it is allowed."""
    path = b"l" + b"".join(b"250:" + bytes([97 + number]) * 250 for number in range(18)) + b"e"
    files = b"ld6:lengthi5e4:path" + path + b"ed6:lengthi5e4:pathl1:xeee"
    info = b"d5:files" + files + b"4:name3:top12:piece lengthi16384e6:pieces20:" + b"h" * 20 + b"e"
    return b"d4:info" + info + b"e"


# --- what breaks ----------------------------------------------------------------------------------


def test_paths_that_the_system_refuses_fail_that_transfer_alone(tmp_path: Path) -> None:
    torrent = tmp_path / "long.torrent"
    torrent.write_bytes(torrent_too_long())
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            with pytest.raises(TransferFailed) as caught:
                await get(node, Get(str(torrent), str(tmp_path / "in")))
            assert isinstance(caught.value.reason, NameNotAllowed)
            await share(node, folder)
            await until_seeding(node)

    run(work())


def test_details_that_cannot_be_written_down_are_tried_again(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            peer = peer_of(giver)
        async with running(tmp_path / "getter") as getter:
            getting = asyncio.ensure_future(
                get(getter, Get(shared.link, str(tmp_path / "in"), peers=(peer,)))
            )
            await until(getter, lambda row: row.state is TransferState.WAITING)
            with unwritable(getter):
                async with running(tmp_path / "giver"):
                    with pytest.raises(TransferFailed) as caught:
                        await getting
            assert isinstance(caught.value.reason, DiskTrouble)
            async with running(tmp_path / "giver"):
                await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert tree(tmp_path / "in") == {f"holiday/{name}": data for name, data in tree(folder).items()}


def test_what_the_engine_does_not_have_is_added_when_rechecked(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
            assert node.swarms is not None
            node.swarms.private.remove(the_row(node).transfer)
            (row,) = await rows(node, Recheck(text_of_only(node)))
            assert row.state == SEEDING

    run(work())


def test_a_torrent_that_cannot_be_read_any_more_does_not_keep_the_node_from_starting(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    node = open_node(tmp_path)
    node.store.add_share(
        NewShare(title="x", audience=Audience.LINK, infohash_v1=b"h" * 20),
        NewTransfer(folder=str(tmp_path), role=Role.GET),
        b"no torrent",
    )
    node.close()

    async def work() -> None:
        async with running(tmp_path) as node:
            await until_failed(node)
            await share(node, folder)
            await until_seeding(node)

    run(work())


# --- changed files --------------------------------------------------------------------------------


@pytest.mark.parametrize("while_running", [True, False])
def test_bytes_appended_to_a_file_are_noticed(tmp_path: Path, *, while_running: bool) -> None:
    """No hash covers them."""
    folder = make_files(tmp_path / "holiday", SIZES)

    def append() -> None:
        with (folder / "a.txt").open("ab") as file:
            file.write(b"more")

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
            if while_running:
                append()
                await look_at_files(node)
                assert (await until_failed(node)).reason == FilesChanged(folder=str(folder), missing=30)
        if not while_running:
            append()
        async with running(tmp_path) as node:
            assert (await until_failed(node)).reason == FilesChanged(folder=str(folder), missing=30)

    run(work())


def test_a_paused_transfer_is_compared_and_stays_paused(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
            await rows(node, Pause(text_of_only(node)))
            (row,) = await rows(node, Recheck(text_of_only(node)))
            assert row.state == PAUSED
        (folder / "a.txt").write_bytes(b"x" * 30)
        async with running(tmp_path) as node:
            (row,) = await rows(node, Recheck(text_of_only(node)))
            assert row.state == TransferState.FAILED
            assert isinstance(row.reason, FilesChanged)

    run(work())


# --- commands that fail lose nothing ----------------------------------------------------------------


def test_what_cannot_be_removed_from_the_store_stays(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
            with unwritable(node), pytest.raises(StoreUnwritable):
                await rows(node, Remove(text_of_only(node)))
            (row,) = await rows(node, ListTransfers())
            assert row.state == SEEDING
            await rows(node, Remove(row.transfer))
            assert await rows(node, ListTransfers()) == []

    run(work())


def test_the_same_files_shared_twice_at_once_are_one_transfer(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            await asyncio.gather(*(share(node, folder, public=True) for _ in range(3)))
            assert len(await rows(node, ListTransfers())) == 1
            await until_seeding(node)
            for command in (Pause, Resume, Recheck):
                await rows(node, command(text_of_only(node)))
            await until_seeding(node)

    run(work())


def test_shared_while_it_is_got_it_is_not_got(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            shared = await share(node, folder, public=True)
            with pytest.raises(LinkOfOwn):
                await get(node, Get(shared.magnet or "", str(tmp_path / "in")))
        assert not (tmp_path / "in").exists()

    run(work())


# --- announcing -----------------------------------------------------------------------------------


def test_what_was_made_to_be_got_by_link_is_not_announced_though_it_came_by_a_magnet(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    torrent = tmp_path / "holiday.torrent"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            await share(giver, folder, torrent=torrent)
        contents = read_contents(torrent.read_bytes())
        assert contents.secret
        node = open_node(tmp_path / "getter")
        share_row, transfer = node.store.add_share(
            NewShare(title="x", audience=Audience.PUBLIC, infohash_v2=contents.infohash_v2),
            NewTransfer(folder=str(tmp_path), role=Role.GET),
        )
        node.close()
        live = Live.of(share_row, transfer, None)
        assert job_of(live, whole=False).announced
        live.contents = contents
        assert not job_of(live, whole=False).announced

    run(work())
