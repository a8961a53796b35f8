"""Transfers that rest, that are many, that find no room; and a node that breaks."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import IdUnknown, NobodyInTime
from desktop.events import TransferState
from desktop.net.torrent.news import Doing, Snapshot
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import Get, ListTransfers, Pause, Recheck, Resume, SetLimits
from desktop.node.transfers.live import row_of
from desktop.node.transfers.machine import Happening, Phase
from desktop.reasons import DiskFull
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
    text_of_only,
    the_row,
    two_nodes,
    unheard,
    until,
    until_seeding,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000}


def test_paused_stays_paused_after_a_restart(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            await until_seeding(giver)
            (row,) = await rows(giver, Pause(text_of_only(giver)))
            assert row.state == TransferState.PAUSED
        async with two_nodes(tmp_path) as (giver, getter):
            assert the_row(giver).state is TransferState.PAUSED
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
        assert row.state == TransferState.PAUSED
        node.close()
        async with running(tmp_path) as node:
            assert the_row(node).state is TransferState.PAUSED
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
