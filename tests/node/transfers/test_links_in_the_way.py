"""Nothing is written or passed on behind a link that came to lie where a share's files are."""

from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.errors import NobodyInTime, TransferFailed
from desktop.events import TransferState
from desktop.node.node import Node
from desktop.node.protocol import Get, Remove, Resume
from desktop.reasons import FilesChanged
from tests.net.torrent.torrents import torrent_of
from tests.node.peers import (
    get,
    make_files,
    rows,
    run,
    running,
    share,
    text_of_only,
    the_row,
    tree,
    until,
    until_failed,
)

SIZES = {"a.txt": 5_000, "sub/b.txt": 70_000}
SECRET = b"s" * 5_000


async def begin(node: Node, command: Get) -> None:
    with suppress(NobodyInTime, TransferFailed):
        await get(node, msgspec.structs.replace(command, timeout=0))


def test_what_a_shared_file_was_replaced_by_is_given_to_nobody(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    (tmp_path / "key").write_bytes(SECRET)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver, running(tmp_path / "getter") as getter:
            link = (await share(giver, folder)).link
            (folder / "a.txt").unlink()
            (folder / "a.txt").symlink_to(tmp_path / "key")
            await begin(getter, Get(link, str(tmp_path / "in")))
            assert isinstance((await until_failed(giver)).reason, FilesChanged)
            assert the_row(getter).done == 0

    run(work())
    assert SECRET not in tree(tmp_path / "in").values()


def test_nothing_is_written_behind_a_link_laid_between_two_runs(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    torrent, outside, top = tmp_path / "x.torrent", tmp_path / "outside", tmp_path / "in/holiday"
    outside.mkdir()

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            await share(giver, folder, public=True, torrent=torrent)
            async with running(tmp_path / "getter") as getter:
                await begin(getter, Get(str(torrent), str(tmp_path / "in")))
                await until(getter, lambda row: row.state is not TransferState.CHECKING)
            top.rmdir()
            top.symlink_to(outside)
            async with running(tmp_path / "getter") as getter:
                assert isinstance((await until_failed(getter)).reason, FilesChanged)
                assert giver.swarms is not None
                peer = f"127.0.0.1:{giver.swarms.public.port}"
                await begin(getter, Get(str(torrent), str(tmp_path / "in"), peers=(peer,)))
                await rows(getter, Resume(text_of_only(getter)))
                assert isinstance((await until_failed(getter)).reason, FilesChanged)
                assert list(outside.iterdir()) == []
                top.unlink()
                await rows(getter, Resume(text_of_only(getter)))
                await until(getter, lambda row: row.whole)

    run(work())
    assert tree(top) == tree(folder)
    assert list(outside.iterdir()) == []


def test_what_was_made_ready_for_nothing_is_taken_away_again(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    torrent = tmp_path / "x.torrent"
    for name in SIZES:
        (folder / name).chmod(0o755)
    torrent.write_bytes(torrent_of(folder))

    async def work() -> None:
        async with running(tmp_path) as node:
            await begin(node, Get(str(torrent), str(tmp_path / "in")))
            await until(node, lambda row: row.state is TransferState.WAITING)
            assert set(tree(tmp_path / "in/holiday")) == set(SIZES)
            await rows(node, Remove(text_of_only(node)))

    run(work())
    assert list((tmp_path / "in").iterdir()) == []
