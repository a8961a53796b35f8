"""From a link, a magnet or a torrent file to verified files, and what is never touched on the way."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import (
    BadArgument,
    FolderUnusable,
    HereAlready,
    IdUnknown,
    LinkOfOwn,
    NobodyInTime,
    TransferFailed,
)
from desktop.events import TransferState
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import Get, Remove, SetLimits, WaitingNews
from desktop.reasons import DiskFull, FilesChanged, NobodyHasIt, NothingFits
from tests.node.peers import (
    get,
    make_files,
    open_node,
    peer_of,
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
