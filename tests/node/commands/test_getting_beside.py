"""What lies already where something is to go is taken if it is the same, and else never touched."""

from pathlib import Path

import pytest

from desktop.errors import NobodyInTime
from desktop.node.protocol import Get
from tests.node.peers import (
    get,
    make_files,
    peer_of,
    run,
    running,
    share,
    tree,
    two_nodes,
)

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000, "pictures/c.jpg": 70_000, "empty": 0}


@pytest.mark.parametrize("same_size", [True, False])
def test_another_file_of_that_name_is_never_touched(tmp_path: Path, *, same_size: bool) -> None:
    (tmp_path / "a.txt").write_bytes(b"new" * 10_000)
    old = b"old" * (10_000 if same_size else 9_000)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(old)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, tmp_path / "a.txt")
            got = await get(getter, Get(shared.link, str(tmp_path / "in")))
        assert got.path == str(tmp_path / "in" / "a (2).txt")

    run(work())
    assert tree(tmp_path / "in") == {"a.txt": old, "a (2).txt": b"new" * 10_000}


def test_a_folder_that_differs_in_one_file_is_left_alone(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    mine = make_files(tmp_path / "in" / "holiday", SIZES)
    (mine / "pictures/c.jpg").write_bytes(b"x" * 70_000)
    before = tree(mine)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert tree(mine) == before
    assert tree(tmp_path / "in" / "holiday (2)") == tree(folder)


def test_the_same_files_are_taken_as_they_are(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)
    mine = make_files(tmp_path / "in" / "holiday", SIZES)
    stamps = {file: file.stat().st_mtime_ns for file in mine.rglob("*.jpg")}

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            shared = await share(giver, folder)
            got = await get(getter, Get(shared.link, str(tmp_path / "in")))
        assert got.path == str(mine)

    run(work())
    assert {file: file.stat().st_mtime_ns for file in mine.rglob("*.jpg")} == stamps
    assert [entry.name for entry in (tmp_path / "in").iterdir()] == ["holiday"]


def test_two_shares_of_one_name_never_mix(tmp_path: Path) -> None:
    """The second is asked for while the first has a place but not a byte yet: nobody has it."""
    first = make_files(tmp_path / "x" / "holiday", {"a": 50_000})
    second = make_files(tmp_path / "y" / "holiday", {"b": 60_000, "a": 50_000})

    async def work() -> None:
        async with running(tmp_path / "getter") as getter:
            async with running(tmp_path / "giver") as giver:
                torrent = tmp_path / "first.torrent"
                await share(giver, first, torrent=torrent)
            with pytest.raises(NobodyInTime):
                await get(getter, Get(str(torrent), str(tmp_path / "in"), timeout=1.0))
            async with running(tmp_path / "giver") as giver:
                shared = await share(giver, second)
                got = await get(getter, Get(shared.link, str(tmp_path / "in")))
                assert tree(Path(got.path)) == tree(second)
                again = Get(str(torrent), str(tmp_path / "in"), peers=(peer_of(giver),))
                assert tree(Path((await get(getter, again)).path)) == tree(first)
                assert tree(Path(got.path)) == tree(second)

    run(work())
