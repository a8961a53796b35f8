"""What is asked for again, in whole, in part, or to another folder, while it is here or on its way."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import (
    HereAlready,
    NobodyInTime,
    TransferFailed,
)
from desktop.events import TransferState
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import Get, SetLimits
from desktop.reasons import FilesChanged
from tests.node.peers import (
    get,
    make_files,
    open_node,
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

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000, "empty": 0}


def test_got_again_it_is_there_at_once(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            async with running(tmp_path / "giver") as giver:
                shared = await share(giver, folder)
                first = await get(getter, Get(shared.link, str(tmp_path / "in")))
            again = await get(getter, Get(shared.link, str(tmp_path / "in")))
            assert (again.path, again.bytes) == (first.path, first.bytes)
            assert the_row(getter).state is TransferState.SEEDING

    run(work())


def test_two_who_ask_at_once_get_one_transfer(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            command = Get(shared.link, str(tmp_path / "in"))
            first, second = await asyncio.gather(get(getter, command), get(getter, command))
            assert first.path == second.path
            the_row(getter)

    run(work())
    assert [entry.name for entry in (tmp_path / "in").iterdir()] == ["holiday"]


def test_files_changed_since_are_not_put_right_by_getting_again(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    mine = tmp_path / "in" / "holiday" / "a.txt"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            command = Get(shared.link, str(tmp_path / "in"))
            async with running(tmp_path / "getter") as getter:
                await get(getter, command)
            mine.write_bytes(b"my own words, which nobody may lose")
            async with running(tmp_path / "getter") as getter:
                await until_failed(getter)
                for _ in range(2):
                    with pytest.raises(TransferFailed) as caught:
                        await get(getter, command)
                    assert isinstance(caught.value.reason, FilesChanged)

    run(work())
    assert mine.read_bytes() == b"my own words, which nobody may lose"


def test_more_of_a_share_is_got_into_the_same_folder(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            into = str(tmp_path / "in")
            await get(getter, Get(shared.link, into, only=("a.*",)))
            more = await get(getter, Get(shared.link, into, only=("*b.jpg",)))
            assert (more.bytes, more.files) == (200_030, 2)
            everything = await get(getter, Get(shared.link))
            assert (everything.bytes, everything.files) == (270_030, 4)
            assert getter.transfers is not None
            assert len(getter.transfers.rows()) == 1

    run(work())
    assert tree(tmp_path / "in") == {f"holiday/{name}": data for name, data in tree(folder).items()}


def test_more_asked_for_just_before_a_kill_is_fetched_after_it(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in"), only=("a.*",)))
            transfer = the_row(getter).transfer
        node = open_node(tmp_path / "getter")
        node.store.edit_transfer(transfer, only=(), finished=None)
        node.close()
        async with two_nodes(tmp_path) as (_, getter):
            assert (await get(getter, Get(shared.link))).bytes == 270_030

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_more_of_a_share_spares_what_the_person_changed(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    note = tmp_path / "in" / "holiday" / "a.txt"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in"), only=("a.*",)))
            note.write_text("my own notes")
            with pytest.raises(TransferFailed) as caught:
                await get(getter, Get(shared.link))
            assert isinstance(caught.value.reason, FilesChanged)

    run(work())
    assert note.read_text() == "my own notes"


def test_what_is_here_is_not_got_to_another_folder(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))
            with pytest.raises(HereAlready) as caught:
                await get(getter, Get(shared.link, str(tmp_path / "elsewhere")))
            assert caught.value.path == str(tmp_path / "in")

    run(work())
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("details_known", [True, False])
def test_what_has_nothing_yet_goes_where_it_is_asked_for_next(tmp_path: Path, *, details_known: bool) -> None:
    folder, torrent = make_files(tmp_path / "holiday", SIZES), tmp_path / "holiday.torrent"
    first, second = tmp_path / "first", tmp_path / "second"

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            async with running(tmp_path / "giver") as giver:
                shared = await share(giver, folder, torrent=torrent)
            link = str(torrent) if details_known else shared.link
            with pytest.raises(NobodyInTime):
                await get(getter, Get(link, str(first), timeout=0.5))
            with pytest.raises(NobodyInTime):
                await get(getter, Get(link, str(second), timeout=0.5))
            assert list(first.iterdir()) == []
            async with running(tmp_path / "giver"):
                got = await get(getter, Get(link, str(second)))
            assert got.path == str(second / "holiday")
            the_row(getter)

    run(work())
    assert tree(second / "holiday") == tree(folder)


def test_what_has_a_part_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(some_bytes(8_000_000))

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await carry_out(getter, SetLimits(down=500), unheard)
            shared = await share(giver, tmp_path / "film")
            getting = asyncio.ensure_future(get(getter, Get(shared.link, str(tmp_path / "in"))))
            await until(getter, lambda row: row.done > 0)
            with pytest.raises(HereAlready) as caught:
                await get(getter, Get(shared.link, str(tmp_path / "elsewhere")))
            assert (caught.value.path, caught.value.what) == (str(tmp_path / "in"), "part")
            getting.cancel()

    run(work())
