"""Transfers while nodes run, rest, are stopped and started: nothing of the person's is lost or written to."""

import asyncio
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import IdUnknown, NobodyInTime, TransferFailed
from desktop.events import TransferState
from desktop.ids import id_text
from desktop.net.torrent.news import Doing, Snapshot
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import Get, ListTransfers, Pause, Recheck, Resume, SetLimits
from desktop.node.transfers.live import row_of
from desktop.node.transfers.machine import Happening, Phase
from desktop.reasons import DiskFull, FilesChanged, FolderGone
from tests.node.peers import (
    get,
    make_files,
    object_id,
    open_node,
    rows,
    run,
    running,
    share,
    some_bytes,
    the_row,
    tree,
    two_nodes,
    unheard,
    until,
    until_failed,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000}
SEEDING, PAUSED = TransferState.SEEDING, TransferState.PAUSED


def text_of_only(node: Node) -> str:
    return id_text(the_row(node).transfer)


async def look_at_files(node: Node) -> None:
    """Do now what the node does once a minute."""
    assert node.transfers is not None
    await node.transfers.rounds.look_at_files()


async def until_seeding(node: Node) -> None:
    await until(node, lambda row: row.state is SEEDING)


# --- changed behind our back ----------------------------------------------------------------------


def test_files_changed_while_it_runs_are_noticed_and_left_alone(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
            (folder / "a.txt").write_bytes(b"edited")
            await look_at_files(node)
            row = await until_failed(node)
            assert isinstance(row.reason, FilesChanged)
            assert row.reason.folder == str(folder)

    run(work())
    assert (folder / "a.txt").read_bytes() == b"edited"


def test_files_changed_between_two_runs_are_noticed_and_left_alone(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    edited = b"x" + some_bytes(200_000, 1)[1:]  # the same size: only its time of change tells

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
        (folder / "pictures/b.jpg").write_bytes(edited)
        async with running(tmp_path) as node:
            assert isinstance((await until_failed(node)).reason, FilesChanged)
            await rows(node, Resume(text_of_only(node)))  # sharing again is all that a sharer's resume does
            assert isinstance((await until_failed(node)).reason, FilesChanged)
            assert (folder / "pictures/b.jpg").read_bytes() == edited
            (folder / "pictures/b.jpg").write_bytes(some_bytes(200_000, 1))
            await rows(node, Recheck(text_of_only(node)))
            assert the_row(node).state is SEEDING

    run(work())


def test_received_files_are_put_right_only_when_resumed(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            (mine / "a.txt").write_bytes(b"edited")
            (mine / "pictures/c.jpg").unlink()
            await look_at_files(getter)
            await until_failed(getter)
            await rows(getter, Recheck(text_of_only(getter)))
            assert the_row(getter).state is TransferState.FAILED
            assert (mine / "a.txt").read_bytes() == b"edited"
            await rows(getter, Resume(text_of_only(getter)))
            await until_seeding(getter)

    run(work())
    assert tree(mine) == tree(folder)


def test_a_flipped_byte_is_found_by_recheck_alone(tmp_path: Path) -> None:
    """Size and time of change tell nothing here, so that nothing is noticed until somebody asks."""
    folder = make_files(tmp_path / "holiday", SIZES)
    file = folder / "pictures/b.jpg"

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
        before = file.stat()
        file.write_bytes(b"x" + some_bytes(200_000, 1)[1:])
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        async with running(tmp_path) as node:
            (row,) = await rows(node, Recheck(text_of_only(node)))
            assert row.state == TransferState.FAILED
            assert isinstance(row.reason, FilesChanged)

    run(work())


def test_a_folder_that_went_and_came_back_is_shared_again(tmp_path: Path) -> None:
    folder, away = make_files(tmp_path / "holiday", SIZES), tmp_path / "away"

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
        folder.rename(away)
        async with running(tmp_path) as node:
            assert (await until_failed(node)).reason == FolderGone(folder=str(folder))
            assert not folder.exists()
            away.rename(folder)
            await rows(node, Resume(text_of_only(node)))
            await until_seeding(node)

    run(work())


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    """A start trusts what it knows: were it to read, it would find what the file's traits do not tell."""
    folder = make_files(tmp_path / "holiday", SIZES)
    file = folder / "a.txt"

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, folder)
            await until_seeding(node)
        before = file.stat()
        file.write_bytes(b"x" * 30)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        async with running(tmp_path) as node:
            await until_seeding(node)

    run(work())


# --- resting --------------------------------------------------------------------------------------


def test_paused_stays_paused_after_a_restart(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            await until_seeding(giver)
            (row,) = await rows(giver, Pause(text_of_only(giver)))
            assert row.state == PAUSED
        async with two_nodes(tmp_path) as (giver, getter):
            assert the_row(giver).state is PAUSED
            with pytest.raises(NobodyInTime):
                await get(getter, Get(shared.link, str(tmp_path / "in"), timeout=0.5))
            await rows(giver, Resume(text_of_only(giver)))
            await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())


def test_what_is_paused_without_a_node_is_paused_in_the_next(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        node = open_node(tmp_path)
        shared = await share(node, folder)
        (row,) = await rows(node, Pause(shared.share))
        assert row.state == PAUSED
        node.close()
        async with running(tmp_path) as node:
            assert the_row(node).state is PAUSED
            (row,) = await rows(node, Resume(shared.share[:8]))
            await until_seeding(node)

    run(work())


def test_limits_are_kept_and_hold(tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(some_bytes(400_000))

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            await carry_out(giver, SetLimits(up=400), unheard)
            shared = await share(giver, tmp_path / "film")
        async with two_nodes(tmp_path) as (giver, getter):
            found = await carry_out(giver, SetLimits(), unheard)
            assert (found.up, found.down) == (400, 0)
            began = time.monotonic()
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            assert time.monotonic() - began > 0.5

    run(work())


# --- many -----------------------------------------------------------------------------------------


def test_the_newest_comes_first_in_the_list(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            shares = [
                (await share(node, make_files(tmp_path / f"folder {number}", {"a": 10}))).share
                for number in range(4)
            ]
            listed = await rows(node, ListTransfers())
            assert [row.share for row in listed] == shares[::-1]

    run(work())


def test_a_broken_task_ends_the_node_and_is_heard_of(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            assert node.transfers is not None
            node.transfers._tools.tasks.start("breaks", _break())
            await asyncio.Event().wait()

    async def _break() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(work())
    run(_opens_again(tmp_path))


async def _opens_again(home: Path) -> None:
    async with running(home) as node:
        assert await rows(node, ListTransfers()) == []


def test_an_id_may_be_cut_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            shared = await share(node, make_files(tmp_path / "x", {"a": 10}))
            (row,) = await rows(node, Pause(shared.share[:8]))
            assert object_id(row.transfer) == the_row(node).transfer
            for wrong in (shared.share[:7], "aaaaaaaa", "", "!" * 52):
                with pytest.raises(IdUnknown):
                    await rows(node, Pause(wrong))

    run(work())


# --- ways to others -------------------------------------------------------------------------------


def test_nothing_leads_to_others_once_all_is_here_or_rests(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            assert getter.transfers is not None
            link = (await share(giver, folder)).link
            await get(getter, Get(link, folder=str(tmp_path / "in")))
            await rows(getter, Recheck(text_of_only(getter)))
            await until_seeding(getter)
            getter.transfers.rounds.redial()
            assert getter.swarms is not None
            assert not getter.swarms._calling
        async with running(tmp_path / "getter") as getter:
            await until_seeding(getter)
            assert getter.swarms is not None
            assert not getter.swarms._calling

    run(work())


# --- deleted ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("restarted", [True, False])
def test_a_received_folder_that_was_deleted_is_got_again_by_asking_again(
    tmp_path: Path, *, restarted: bool
) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES | {"empty/e": 0}), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            command = Get(shared.link, str(tmp_path / "in"))
            async with running(tmp_path / "getter") as getter:
                await get(getter, command)
                shutil.rmtree(mine)
                if not restarted:
                    await get(getter, command)
            if restarted:
                async with running(tmp_path / "getter") as getter:
                    row = await until_failed(getter)
                    assert row.reason == FolderGone(folder=str(mine), received=True)
                    await rows(getter, Recheck(text_of_only(getter)))
                    assert the_row(getter).reason == row.reason
                    assert not mine.exists()  # nothing is made of what is not got
                    await get(getter, command)

    run(work())
    assert tree(mine) == tree(folder)


def test_a_file_that_was_deleted_comes_again_and_one_that_was_changed_stays(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            command = Get(shared.link, str(tmp_path / "in"))
            await get(getter, command)
            (mine / "pictures/b.jpg").unlink()
            await get(getter, command)
            assert tree(mine) == tree(folder)
            (mine / "pictures/b.jpg").unlink()
            (mine / "a.txt").write_bytes(b"my own words, thirty characters"[:30])
            with pytest.raises(TransferFailed) as caught:
                await get(getter, command)
            assert isinstance(caught.value.reason, FilesChanged)
            assert caught.value.reason.received

    run(work())
    assert (mine / "a.txt").read_bytes() == b"my own words, thirty characters"[:30]


def test_what_is_got_again_goes_on_after_a_stop(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "holiday", SIZES), tmp_path / "in" / "holiday"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            async with running(tmp_path / "getter") as getter:
                await get(getter, Get(shared.link, str(tmp_path / "in")))
        shutil.rmtree(mine)
        async with running(tmp_path / "getter") as getter:
            await rows(getter, Resume(text_of_only(getter)))
            await until(getter, lambda row: row.state is TransferState.WAITING)
        async with running(tmp_path / "giver"), running(tmp_path / "getter") as getter:
            await until_seeding(getter)

    run(work())
    assert tree(mine) == tree(folder)


def test_a_single_file_that_is_gone_is_named_itself(tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_bytes(some_bytes(30_000))

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, film)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            for node, file in ((giver, film), (getter, tmp_path / "in" / "film")):
                await until_seeding(node)
                file.unlink()
                await look_at_files(node)
                row = await until_failed(node)
                assert row.reason == FolderGone(folder=str(file), received=node is getter)

    run(work())


# --- room and speed --------------------------------------------------------------------------------


def test_it_goes_on_by_itself_once_there_is_room(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            async with running(tmp_path / "giver") as giver:
                shared = await share(giver, folder, torrent=tmp_path / "t.torrent")
            with pytest.raises(NobodyInTime):
                await get(getter, Get(str(tmp_path / "t.torrent"), str(tmp_path / "in"), timeout=0.1))
            await until(getter, lambda row: row.state is TransferState.WAITING)
            assert getter.transfers is not None
            (live,) = getter.transfers._live.values()
            full = DiskFull(folder=str(tmp_path / "in"), missing=1)
            getter.transfers._course.happens(live, Happening.WENT_WRONG, full)
            assert the_row(getter).reason == full
            async with running(tmp_path / "giver"):
                await getter.transfers.rounds.look_for_room()
                await until_seeding(getter)
        assert shared.files == len(SIZES)

    run(work())


def test_a_speed_is_told_only_while_something_moves(tmp_path: Path) -> None:
    fast = Snapshot(Doing.RECEIVING, done=5, total=10, down=7, up=9, peers=2)
    speeds = {
        (Phase.RECEIVING, fast): (7, 9),
        (Phase.RECEIVING, replace(fast, peers=0)): (0, 0),
        (Phase.CHECKING, fast): (0, 0),
        (Phase.FAILED, fast): (0, 0),
        (Phase.WHOLE, fast): (0, 9),
    }

    async def work() -> None:
        async with running(tmp_path) as node:
            await share(node, make_files(tmp_path / "x", {"a": 10}))
            assert node.transfers is not None
            (live,) = node.transfers._live.values()
            for (phase, snapshot), speed in speeds.items():
                live.machine.phase, live.snapshot = phase, snapshot
                row = row_of(live)
                assert (row.down, row.up) == speed

    run(work())
