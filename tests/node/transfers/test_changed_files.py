"""Files that change or go behind our back: noticed, and nothing of the person's is lost or written to."""

import os
import shutil
from pathlib import Path

import pytest

from desktop.errors import TransferFailed
from desktop.events import TransferState
from desktop.node.protocol import Get, Recheck, Resume
from desktop.reasons import FilesChanged, FolderGone
from tests.node.peers import (
    get,
    look_at_files,
    make_files,
    rows,
    run,
    running,
    share,
    some_bytes,
    text_of_only,
    the_row,
    tree,
    two_nodes,
    until,
    until_failed,
    until_seeding,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000}


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
            assert the_row(node).state is TransferState.SEEDING

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
