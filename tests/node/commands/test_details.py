"""Looking closely at a transfer, choosing among its files and moving it, with real nodes."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path

import pytest

from desktop.errors import BadArgument, FolderUnusable, IdUnknown, NothingChosen
from desktop.events import TransferState
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import (
    ChooseFiles,
    FileRank,
    Get,
    MoveTransfer,
    Remove,
    SetLimits,
    ShowTransfer,
    TransferDetails,
    Way,
)
from tests.node.peers import (
    get,
    make_files,
    rows,
    run,
    running,
    share,
    the_row,
    tree,
    two_nodes,
    unheard,
    until,
    until_failed,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 3_000_000, "pictures/c.jpg": 700_000}
A, B, C = "holiday/a.txt", "holiday/pictures/b.jpg", "holiday/pictures/c.jpg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_files(tmp_path / "holiday", SIZES)


def transfer_of(node: Node) -> str:
    return id_text(the_row(node).transfer)


async def look(node: Node, *, files: bool = True) -> TransferDetails:
    return await carry_out(node, ShowTransfer(transfer_of(node), files=files), unheard)


def numbers(details: TransferDetails) -> dict[str, int]:
    assert details.files is not None
    return {file.path: file.file for file in details.files}


def ranks(details: TransferDetails) -> dict[str, FileRank]:
    assert details.files is not None
    return {file.path: file.rank for file in details.files}


async def until_whole(node: Node) -> None:
    await until(node, lambda row: row.whole)


def test_what_is_seen_of_what_is_given_and_got(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            seen = await look(getter)
            assert numbers(seen).keys() == {A, B, C}
            assert seen.done == tuple(file.bytes for file in seen.files or ())
            assert (seen.folder, seen.path) == (str(tmp_path / "in"), str(tmp_path / "in" / "holiday"))
            assert set(seen.parts) == {255}
            assert seen.link is not None
            short = await look(getter, files=False)
            assert (short.files, short.link, short.done) == (None, None, seen.done)
            row = the_row(getter)
            assert (row.role, row.audience) == ("get", "link")
            assert row.finished is not None
            assert row.added <= row.finished
            given = await until(giver, lambda row: row.sent > 3_000_000)
            assert given.role == "share"

    run(work())


@pytest.mark.parametrize("public", [True, False])
def test_who_takes_part_and_by_which_way(folder: Path, tmp_path: Path, *, public: bool) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await carry_out(giver, SetLimits(up=300), unheard)
            shared = await share(giver, folder, public=public)
            task = carry_out(getter, Get(shared.link, str(tmp_path / "in")), unheard)
            await meanwhile(task, seen_from_both(giver, getter))

    async def seen_from_both(giver: Node, getter: Node) -> None:
        await until(getter, lambda row: row.done > 0)
        for node in (giver, getter):
            (taker,) = (await look(node)).takers
            assert taker.way is (Way.PUBLIC if public else Way.DIRECT)
            assert taker.address.startswith("127.0.0.1:") is public
            assert (taker.client == "Passalong/0.1") is public
        assert taker.has == 1000

    run(work())


async def meanwhile(first: Coroutine[None, None, object], second: Coroutine[None, None, None]) -> None:
    """Do the second while the first is done, and then give the first up."""
    task = asyncio.ensure_future(first)
    try:
        await second
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def test_a_file_that_was_left_out_is_got_when_it_is_chosen(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in"), only=("*.txt",)))
            seen = await look(getter)
            assert ranks(seen) == {A: FileRank.NORMAL, B: FileRank.OUT, C: FileRank.OUT}
            number = numbers(seen)
            transfer = transfer_of(getter)
            await rows(getter, ChooseFiles(transfer, first=(number[C],)))
            await until_whole(getter)
            assert ranks(await look(getter)) == {A: FileRank.NORMAL, B: FileRank.OUT, C: FileRank.FIRST}
        assert tree(mine).keys() == {"a.txt", "pictures/c.jpg"}
        async with running(tmp_path / "getter") as getter:
            await until_whole(getter)
            assert ranks(await look(getter))[B] is FileRank.OUT
            assert the_row(getter).total == 700_030

    run(work())


def test_what_is_left_out_in_the_middle_does_not_come(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await carry_out(giver, SetLimits(up=200), unheard)
            shared = await share(giver, folder)
            task = carry_out(getter, Get(shared.link, str(tmp_path / "in")), unheard)
            await meanwhile(task, leave_out(giver, getter))

    async def leave_out(giver: Node, getter: Node) -> None:
        await until(getter, lambda row: row.done > 0)
        number = numbers(await look(getter))
        await rows(getter, ChooseFiles(transfer_of(getter), leave_out=(number[B],), last=(number[A],)))
        await carry_out(giver, SetLimits(up=0), unheard)
        await until_whole(getter)
        row = the_row(getter)
        assert (row.state, row.total, row.files) == (TransferState.SEEDING, 700_030, 2)
        with pytest.raises(NothingChosen):
            await rows(getter, ChooseFiles(transfer_of(getter), leave_out=(number[A], number[C])))
        await rows(getter, ChooseFiles(transfer_of(getter), get=(number[B],)))
        await until_whole(getter)
        assert the_row(getter).total == sum(SIZES.values())

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_choices_made_at_the_same_time_are_all_kept(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            number, transfer = numbers(await look(getter)), transfer_of(getter)
            await asyncio.gather(
                rows(getter, ChooseFiles(transfer, leave_out=(number[B],))),
                rows(getter, ChooseFiles(transfer, leave_out=(number[C],))),
                rows(getter, ChooseFiles(transfer, last=(number[A],))),
            )
            assert ranks(await look(getter)) == {A: FileRank.LAST, B: FileRank.OUT, C: FileRank.OUT}

    run(work())


def test_leaving_out_never_writes_over_what_the_person_changed(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "in" / "holiday" / "a.txt"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            mine.write_bytes(b"edited")
            assert getter.transfers is not None
            await getter.transfers.rounds.look_at_files()
            await until_failed(getter)
            number = numbers(await look(getter))
            await rows(getter, ChooseFiles(transfer_of(getter), leave_out=(number[C],)))
            assert the_row(getter).state is TransferState.FAILED

    run(work())
    assert mine.read_bytes() == b"edited"


def test_asking_for_more_by_a_link_takes_in_what_was_left_out_by_hand(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in"), only=("*.txt",)))
            number = numbers(await look(getter))
            await rows(getter, ChooseFiles(transfer_of(getter), last=(number[A],)))
            await get(getter, Get(shared.link, str(tmp_path / "in"), only=("*c.jpg",)))
            assert ranks(await look(getter)) == {A: FileRank.LAST, B: FileRank.OUT, C: FileRank.NORMAL}
            await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_what_cannot_be_chosen_is_refused(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            for node, number in ((getter, 30_000), (giver, 0)):
                with pytest.raises(BadArgument):
                    await rows(node, ChooseFiles(transfer_of(node), leave_out=(number,)))
            with pytest.raises(IdUnknown):
                await carry_out(getter, ShowTransfer("abcdefgh"), unheard)

    run(work())


def test_only_what_is_wanted_is_deleted_with_a_transfer(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "in" / "holiday"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            number = numbers(await look(getter))
            await rows(getter, ChooseFiles(transfer_of(getter), leave_out=(number[A],)))
            await rows(getter, Remove(transfer_of(getter), delete_files=True))

    run(work())
    assert tree(mine).keys() == {"a.txt"}


def test_what_came_moves_to_another_folder_with_all_of_it(folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "other disk" / "deep"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            make_files(new / "holiday", {"mine.txt": 5})
            await rows(getter, MoveTransfer(transfer_of(getter), str(new)))
            await until_whole(getter)
            assert (await look(getter)).path == str(new / "holiday (2)")

    run(work())
    assert tree(new / "holiday (2)") == tree(folder)
    assert tree(new / "holiday").keys() == {"mine.txt"}
    assert not (tmp_path / "in" / "holiday").exists()


def test_what_is_half_here_goes_on_in_another_folder(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await carry_out(giver, SetLimits(up=200), unheard)
            shared = await share(giver, folder)
            task = carry_out(getter, Get(shared.link, str(tmp_path / "in")), unheard)
            await meanwhile(task, move(giver, getter))

    async def move(giver: Node, getter: Node) -> None:
        await until(getter, lambda row: row.done > 0)
        await rows(getter, MoveTransfer(transfer_of(getter), str(tmp_path / "new")))
        await carry_out(giver, SetLimits(up=0), unheard)
        await until_whole(getter)

    run(work())
    assert tree(tmp_path / "new" / "holiday") == tree(folder)


def test_a_folder_that_cannot_be_leaves_all_where_it_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            with pytest.raises(FolderUnusable):
                await rows(getter, MoveTransfer(transfer_of(getter), str(tmp_path / "file")))
            await until_whole(getter)
            with pytest.raises(BadArgument):
                await rows(giver, MoveTransfer(transfer_of(giver), str(tmp_path / "elsewhere")))

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_all_rests_while_it_is_to_and_goes_on_after(folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            found = await carry_out(getter, SetLimits(rest_on_metered=True, metered=True), unheard)
            assert (found.rest_on_metered, found.metered) == (True, True)
            task = carry_out(getter, Get(shared.link, str(tmp_path / "in")), unheard)
            await meanwhile(task, rest(getter))

    async def rest(getter: Node) -> None:
        row = await until(getter, lambda row: row.reason is not None)
        assert row.reason is not None
        assert (row.state, row.reason.name) == (TransferState.WAITING, "on-metered")
        await carry_out(getter, SetLimits(metered=False), unheard)
        await until_whole(getter)

    run(work())


def test_hours_that_are_none_are_refused(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            with pytest.raises(BadArgument):
                await carry_out(node, SetLimits(slow_hours="25:00-07:00"), unheard)
            found = await carry_out(node, SetLimits(slow_hours="22:00-07:00", slow_up=5, at_once=2), unheard)
            assert (found.slow_hours, found.slow_up, found.at_once) == ("22:00-07:00", 5, 2)

    run(work())
