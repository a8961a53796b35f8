"""From a link, a magnet or a torrent file to verified files, and what is never touched on the way."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import (
    BadArgument,
    FolderUnusable,
    IdUnknown,
    LinkOfOwn,
    NobodyInTime,
    TransferFailed,
)
from desktop.events import TransferState
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import Get, Remove, WaitingNews
from desktop.reasons import DiskFull, NobodyHasIt, NothingFits
from tests.node.peers import (
    get,
    make_files,
    peer_of,
    rows,
    run,
    running,
    share,
    some_bytes,
    the_row,
    tree,
    two_nodes,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000, "empty": 0}


def test_a_folder_passes_by_link(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday ☀", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            got = await get(getter, Get(shared.link, str(tmp_path / "in")))
        assert (got.share, got.bytes, got.files) == (shared.share, 270_030, 4)
        assert got.path == str(tmp_path / "in" / "holiday ☀")

    run(work())
    assert tree(tmp_path / "in" / "holiday ☀") == tree(folder)


def test_a_file_passes_by_magnet_and_peer(tmp_path: Path) -> None:
    (tmp_path / "film.mkv").write_bytes(some_bytes(300_000))

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, tmp_path / "film.mkv", public=True)
            assert shared.magnet is not None
            got = await get(getter, Get(shared.magnet, str(tmp_path / "in"), peers=(peer_of(giver),)))
        assert got.path == str(tmp_path / "in" / "film.mkv")

    run(work())
    assert (tmp_path / "in" / "film.mkv").read_bytes() == some_bytes(300_000)


@pytest.mark.parametrize("public", [True, False])
def test_a_folder_passes_by_torrent_file_and_peer(tmp_path: Path, *, public: bool) -> None:
    folder, torrent = make_files(tmp_path / "holiday", SIZES), tmp_path / "holiday.torrent"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await share(giver, folder, public=public, torrent=torrent)
            await get(getter, Get(str(torrent), str(tmp_path / "in"), peers=(peer_of(giver),)))

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_a_folder_with_one_file_stays_a_folder(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "one", {"only.txt": 5_000})

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            for public in (True, False):
                shared = await share(giver, folder, public=public)
                await get(getter, Get(shared.link, str(tmp_path / f"in {public}")))

    run(work())
    assert tree(tmp_path / "in True") == tree(tmp_path / "in False") == {"one/only.txt": some_bytes(5_000, 0)}


def test_things_from_several_folders_pass_as_one(tmp_path: Path) -> None:
    first, second = make_files(tmp_path / "x" / "one", {"a": 10}), make_files(tmp_path / "y", {"b.txt": 20})

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, first, second / "b.txt")
            got = await get(getter, Get(shared.link, str(tmp_path / "in")))
        assert tree(Path(got.path)) == {"one/a": some_bytes(10, 0), "b.txt": some_bytes(20, 0)}

    run(work())


def test_only_what_is_chosen_is_fetched(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            got = await get(getter, Get(shared.link, str(tmp_path / "in"), only=("*c.jpg", "a.*")))
        assert (got.bytes, got.files) == (70_030, 2)

    run(work())
    assert tree(tmp_path / "in" / "holiday").keys() == {"a.txt", "pictures/c.jpg"}


def test_a_choice_that_nothing_fits_ends_at_once(tmp_path: Path) -> None:
    folder, torrent = make_files(tmp_path / "holiday", SIZES), tmp_path / "holiday.torrent"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder, torrent=torrent)
            with pytest.raises(BadArgument):
                await get(getter, Get(str(torrent), str(tmp_path / "in"), only=("*.mp3",)))
            with pytest.raises(TransferFailed) as caught:
                await get(getter, Get(shared.link, str(tmp_path / "in"), only=("*.mp3",)))
            assert caught.value.reason == NothingFits()
            again = Get(shared.link, str(tmp_path / "in"), only=("*.txt",))
            assert (await get(getter, again)).files == 1

    run(work())


def test_nobody_in_time_says_why_and_goes_on_later(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
        command = Get(shared.link, str(tmp_path / "in"), timeout=3.2)
        heard: list[object] = []
        async with running(tmp_path / "getter") as getter:
            with pytest.raises(NobodyInTime) as caught:
                await carry_out(getter, command, heard.append)
            assert caught.value.reason == NobodyHasIt()
            assert WaitingNews(why=NobodyHasIt()) in heard
        async with running(tmp_path / "giver"), running(tmp_path / "getter") as getter:
            await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_ones_own_link_leads_nowhere(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
            with pytest.raises(LinkOfOwn):
                await get(giver, Get(shared.link))
            assert the_row(giver).state is not TransferState.FAILED

    run(work())


def test_too_small_a_disk_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    """A sparse file of four terabytes takes no room and no time, except in the torrent that another made."""
    torrent = tmp_path / "huge.torrent"
    torrent.write_bytes(huge_torrent(1 << 42))

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            for _ in range(2):  # the second time by way of a resume
                with pytest.raises(TransferFailed) as caught:
                    await get(getter, Get(str(torrent), str(tmp_path / "in")))
                assert isinstance(caught.value.reason, DiskFull)
                assert caught.value.reason.missing > 1 << 41
            assert list((tmp_path / "in").iterdir()) == []

    run(work())


def huge_torrent(size: int) -> bytes:
    piece = 1 << 28
    hashes = b"h" * 20 * (size // piece)
    info = b"d6:lengthi%de4:name4:huge12:piece lengthi%de6:pieces%d:" % (size, piece, len(hashes))
    return b"d4:info" + info + hashes + b"ee"


def test_without_room_at_first_it_goes_on_once_there_is(tmp_path: Path) -> None:
    """What stands in the way here is a file where the folder should be; `resume` by getting it again."""
    folder = make_files(tmp_path / "holiday", SIZES)
    torrent, place = tmp_path / "holiday.torrent", tmp_path / "in"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            await share(giver, folder, torrent=torrent)
            place.write_bytes(b"in the way")
            command = Get(str(torrent), str(place), peers=(peer_of(giver),))
            with pytest.raises(FolderUnusable):
                await get(getter, command)
            place.unlink()
            await get(getter, command)

    run(work())
    assert tree(place / "holiday") == tree(folder)


def test_a_transfer_removed_meanwhile_ends_the_wait(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, folder)
        async with running(tmp_path / "getter") as getter:
            waiting = asyncio.ensure_future(get(getter, Get(shared.link, str(tmp_path / "in"))))
            with getter.hub.listen() as heard:
                await heard.next_within(5)
            await rows(getter, Remove(id_text(the_row(getter).transfer)))
            with pytest.raises(IdUnknown):
                await waiting

    run(work())
