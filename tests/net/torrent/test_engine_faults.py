"""A process that is killed, a disk that is full: nothing is said to be there that is not."""

import asyncio
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from desktop.net.torrent.news import Checked, Saved, Stuck
from desktop.reasons import OwnFault
from tests.net.torrent.swarm import DEADLINE, Peer, Shared, in_loop

KEY = b"share"
ROOT = Path(__file__).parents[3]
UNSHARED = ("unshare", "--user", "--map-root-user", "--mount")


def _can_mount() -> bool:
    if sys.platform != "linux":
        return False
    mount = [*UNSHARED, "mount", "-t", "tmpfs", "none", "/mnt"]
    try:
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


async def start_getting(shared: Shared, got: Path, port: int, limit: int = 0, *before: str) -> Process:
    torrent = got.parent / "share.torrent"
    torrent.write_bytes(shared.torrent)
    words = (sys.executable, "-m", "tests.net.torrent.downloader", torrent, got, str(port), str(limit))
    return await asyncio.create_subprocess_exec(*before, *words, stdout=PIPE, cwd=ROOT)


async def next_line(child: Process) -> str:
    assert child.stdout is not None
    line = await asyncio.wait_for(child.stdout.readline(), DEADLINE)
    assert line, "the child ended early"
    return line.decode().strip()


@pytest.fixture
def got(tmp_path: Path) -> Path:
    (tmp_path / "got").mkdir()
    return tmp_path / "got"


@in_loop
async def test_what_is_on_disk_when_the_process_is_killed_does_not_come_again(
    tmp_path: Path, got: Path
) -> None:
    shared = Shared(tmp_path / "own", size=4_000_000)
    async with Peer() as sender:
        await shared.served_by(sender)
        child = await start_getting(shared, got, sender.engine.port, 2_000)
        received = 0
        while received < 1_500_000:
            received = int((await next_line(child)).removeprefix("received "))
        child.kill()
        await child.wait()
        async with Peer() as getter:
            getter.engine.add(shared.job(got, recheck=True))
            missing = (await getter.hear(Checked)).missing
            assert missing < shared.contents.size - 500_000
            getter.engine.connect(KEY, (sender.address,))
            await getter.received(KEY)
            assert missing <= getter.handle(KEY).status().total_payload_download < missing * 1.1
        assert shared.is_at(got / "top")


@in_loop
async def test_resume_data_is_believed_only_where_no_recheck_is_asked_for(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own")
    async with Peer() as sender:
        await shared.served_by(sender)
        sender.engine.save(KEY)
        resume = (await sender.hear(Saved)).resume
    (shared.top / "big").write_bytes(bytes(300_000))
    for recheck in (False, True):
        async with Peer() as sender:
            sender.engine.add(shared.job(shared.folder, resume=resume, recheck=recheck, read_only=True))
            assert (await sender.hear(Checked)).complete is not recheck


@pytest.mark.skipif(not _can_mount(), reason="needs a small disk of its own")
@in_loop
async def test_a_full_disk_is_told_before_the_flush_is_done(tmp_path: Path, got: Path) -> None:
    shared = Shared(tmp_path / "own", size=6_000_000)
    async with Peer() as sender:
        await shared.served_by(sender)
        mount = f'mount -t tmpfs -o size=2m none "{got}" && exec "$@"'
        child = await start_getting(shared, got, sender.engine.port, 0, *UNSHARED, "sh", "-c", mount, "sh")
        said: list[str] = []
        while not said or said[-1] not in {"whole", "not whole"}:
            said.append(await next_line(child))
        await child.wait()
    told = [line for line in said if line.startswith("Stuck DiskFull ")]
    assert told, said
    assert int(told[0].split()[2]) >= 0
    assert said.index(told[0]) < said.index("Flushed")
    assert said[-1] == "not whole"


@in_loop
async def test_a_recheck_that_libtorrent_will_not_begin_is_told(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own")
    async with Peer() as peer:
        await shared.served_by(peer)
        peer.engine._session.remove_torrent(peer.handle(KEY))  # behind its back
        peer.engine.recheck(KEY)
        assert (await peer.hear(Stuck)).reason == OwnFault()
        await peer.until(lambda: not peer.handle(KEY).is_valid())
        peer.engine.recheck(KEY)
        assert (await peer.hear(Stuck)).reason == OwnFault()


@in_loop
async def test_a_recheck_that_libtorrent_breaks_off_is_told_and_can_be_tried_again(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own")
    async with Peer() as peer:
        await shared.served_by(peer)
        peer.engine.save(KEY)
        resume = (await peer.hear(Saved)).resume
        peer.engine._session.remove_torrent(peer.handle(KEY))
        await peer.until(lambda: not peer.handle(KEY).is_valid())
        torrent = peer.engine.torrents.get(KEY)
        assert torrent is not None
        peer.engine._renewal._add_anew(torrent, resume, peer.engine._session)
        assert (await peer.hear(Stuck)).reason == OwnFault()
        assert not peer.engine.has(KEY)
        await shared.served_by(peer)


@in_loop
async def test_a_save_that_found_nothing_new_does_not_end_a_recheck(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own")
    async with Peer() as peer:
        await shared.served_by(peer)
        peer.engine.save(KEY)
        await peer.hear(Saved)
        peer.engine.save_all()
        peer.engine.recheck(KEY)
        assert (await peer.hear(Checked)).complete
        assert not [news for news in peer.news if isinstance(news, Stuck)]
