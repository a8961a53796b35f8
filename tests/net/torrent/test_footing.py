"""What lies at the places of files: libtorrent makes no program of them, and no link leads away."""

import stat
import sys
from pathlib import Path

import pytest

from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.footing import Placed, Ways, forbid_running, lay, take_up
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import complete, fingerprint, place_in_folder
from tests.net.torrent.swarm import Peer, Shared, in_loop
from tests.net.torrent.torrents import file_entry, v1_torrent

KEY = b"share"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no modes and seldom links there")


def runnable(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o111]


@pytest.fixture(params=[False, True], ids=["v2", "hybrid"])
def programs(tmp_path: Path, request: pytest.FixtureRequest) -> Shared:
    shared = Shared(tmp_path / "own")
    for file in shared.top.rglob("*"):
        file.chmod(0o755)
    return Shared(tmp_path / "own", hybrid=request.param)


def places(shared: Shared, folder: Path) -> tuple[Placed, ...]:
    return place_in_folder(shared.contents, folder, None, System.LINUX).files


async def received(giver: Peer, getter: Peer, shared: Shared, folder: Path) -> None:
    await shared.served_by(giver)
    getter.engine.add(shared.job(folder))
    getter.engine.connect(KEY, (giver.address,))
    await getter.received(KEY)
    assert shared.is_at(folder / "top")


@in_loop
async def test_libtorrent_would_make_programs(programs: Shared, tmp_path: Path) -> None:
    async with Peer() as giver, Peer() as getter:
        await received(giver, getter, programs, tmp_path / "got")
        assert sorted(runnable(tmp_path / "got")) == ["big", "other", "small"]
    forbid_running(places(programs, tmp_path / "got"))
    assert runnable(tmp_path / "got") == []


@in_loop
async def test_what_is_laid_before_is_filled_and_cannot_be_run(programs: Shared, tmp_path: Path) -> None:
    lay(places(programs, tmp_path / "got"))
    async with Peer() as giver, Peer() as getter:
        await received(giver, getter, programs, tmp_path / "got")
        assert runnable(tmp_path / "got") == []


def test_only_programs_are_laid_and_what_is_there_stays(tmp_path: Path) -> None:
    entries = [
        file_entry(b"run", attr=b"x"),
        file_entry(b"a", b"b", attr=b"hx"),
        file_entry(b"plain", attr=b"h"),
    ]
    files = place_in_folder(read_contents(v1_torrent(entries)), tmp_path, None, System.LINUX).files
    assert [file.runs for file in files] == [True, True, False]
    (tmp_path / "top").mkdir()
    (tmp_path / "top/run").write_bytes(b"here")
    (tmp_path / "top/run").chmod(0o777)
    lay(files)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["b", "run"]
    assert (tmp_path / "top/run").read_bytes() == b"here"
    assert runnable(tmp_path) == []


def test_what_was_laid_and_stayed_empty_is_taken_up(tmp_path: Path) -> None:
    entries = [file_entry(b"run", attr=b"x"), file_entry(b"a", b"b", attr=b"x")]
    files = place_in_folder(read_contents(v1_torrent(entries)), tmp_path, None, System.LINUX).files
    lay(files)
    (tmp_path / "top/run").write_bytes(b"1")
    take_up(files)
    assert [path.name for path in (tmp_path / "top").rglob("*")] == ["run"]


def test_a_mode_is_never_changed_behind_a_link(tmp_path: Path) -> None:
    other = tmp_path / "program"
    other.write_bytes(b"1")
    other.chmod(0o755)
    (tmp_path / "top").mkdir()
    (tmp_path / "top/run").symlink_to(other)
    files = place_in_folder(
        read_contents(v1_torrent([file_entry(b"run", attr=b"x")])), tmp_path, None, System.LINUX
    ).files
    with pytest.raises(OSError, match="run"):
        forbid_running(files)
    assert stat.S_IMODE(other.stat().st_mode) == 0o755


@pytest.mark.parametrize("link", ["top", "top/sub", "top/sub/b"])
def test_what_a_link_leads_to_is_not_there(tmp_path: Path, link: str) -> None:
    contents = read_contents(v1_torrent([file_entry(b"sub", b"b"), file_entry(b"a")]))
    files = place_in_folder(contents, tmp_path, None, System.LINUX).files
    (tmp_path / "top/sub").mkdir(parents=True)
    for file in files:
        file.disk.write_bytes(b"x")
    before = fingerprint(files)
    assert complete(files)
    assert Ways().are_straight(files)
    (tmp_path / link).rename(tmp_path / "elsewhere")
    (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    assert not complete(files)
    assert not Ways().are_straight(files)
    assert fingerprint(files) != before


def test_a_link_above_what_is_shared_is_the_persons_own_affair(tmp_path: Path) -> None:
    (tmp_path / "disk/top").mkdir(parents=True)
    (tmp_path / "disk/top/a").write_bytes(b"x")
    (tmp_path / "downloads").symlink_to(tmp_path / "disk")
    contents = read_contents(v1_torrent([file_entry(b"a")]))
    assert complete(place_in_folder(contents, tmp_path / "downloads", "top", System.LINUX).files)
