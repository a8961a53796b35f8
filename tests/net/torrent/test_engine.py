"""Two real sessions on loopback pass a folder from one to the other."""

import logging
import os
import socket
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import libtorrent as lt
import pytest

from desktop.errors import PortUnusable
from desktop.net.torrent.names import System
from desktop.net.torrent.news import Checked, DetailsCame, Doing, Downloaded, PeerCompleted, Saved, Stuck
from desktop.net.torrent.placing import place_in_folder, place_own
from desktop.reasons import SameAsAnother
from tests.net.torrent.swarm import LOOPBACK, Peer, Shared, files_below, in_loop

KEY = b"share"


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "own")


@pytest.fixture
def got(tmp_path: Path) -> Path:
    (tmp_path / "got").mkdir()
    return tmp_path / "got"


@pytest.mark.parametrize("hybrid", [True, False])
@in_loop
async def test_details_come_first_and_nothing_is_written_before_the_node_begins(
    tmp_path: Path,
    got: Path,
    hybrid: bool,  # noqa: FBT001
) -> None:
    shared = Shared(tmp_path / "own", hybrid=hybrid)
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, torrent=None))
        getter.engine.connect(KEY, (sender.address,))
        came = await getter.hear(DetailsCame)
        assert came.contents == shared.contents
        assert files_below(got) == {}
        getter.engine.begin(KEY, None, came.contents.entries)
        await getter.received(KEY)
        assert shared.is_at(got / "top")
        snapshot = await getter.see(KEY, lambda seen: seen.doing is Doing.COMPLETE)
        assert snapshot.done == snapshot.total > 350_000


@in_loop
async def test_another_place_leaves_what_lies_there_alone(shared: Shared, got: Path) -> None:
    (got / "top").mkdir()
    (got / "top" / "big").write_bytes(b"mine")
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, torrent=None))
        getter.engine.connect(KEY, (sender.address,))
        await getter.hear(DetailsCame)
        names = place_in_folder(shared.contents, got, "top (2)", System.LINUX).names
        getter.engine.replace(shared.job(got, names=names))
        await getter.received(KEY)
        assert shared.is_at(got / "top (2)")
        assert files_below(got / "top") == {"big": b"mine"}


@pytest.mark.parametrize("known", [True, False])
@in_loop
async def test_only_chosen_files_come(shared: Shared, got: Path, known: bool) -> None:  # noqa: FBT001
    wanted = frozenset({shared.index("sub/other")})
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, wanted=wanted) if known else shared.job(got, torrent=None))
        getter.engine.connect(KEY, (sender.address,))
        if not known:
            await getter.hear(DetailsCame)
            getter.engine.begin(KEY, wanted, shared.contents.entries)
        await getter.received(KEY)
        written = files_below(got / "top")
        assert written["sub/other"] == (shared.top / "sub" / "other").read_bytes()
        assert "big" not in written
        assert (await getter.see(KEY, lambda seen: seen.doing is Doing.COMPLETE)).total < 100_000


@in_loop
async def test_a_paused_transfer_waits_and_goes_on(shared: Shared, got: Path) -> None:
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, paused=True))
        assert (await getter.see(KEY, lambda seen: seen.doing is Doing.STOPPED)).done == 0
        getter.engine.resume(KEY, writing=True)
        getter.engine.connect(KEY, (sender.address,))
        await getter.received(KEY)
        getter.engine.pause(KEY)
        await getter.see(KEY, lambda seen: seen.doing is Doing.STOPPED)
        assert shared.is_at(got / "top")


def _change(file: Path) -> None:
    with file.open("r+b") as opened:
        first = opened.read(1)
        opened.seek(0)
        opened.write(bytes([first[0] ^ 1]))


def _shorten(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


@pytest.mark.parametrize("damage", [_change, _shorten, Path.unlink])
@in_loop
async def test_a_recheck_finds_what_the_files_lost(shared: Shared, damage: Callable[[Path], None]) -> None:
    async with Peer() as sender:
        await shared.served_by(sender)
        damage(shared.top / "big")
        sender.engine.recheck(KEY)
        checked = await sender.hear(Checked)
        assert not checked.complete
        assert 0 < checked.missing <= 300_000


@in_loop
async def test_own_files_are_never_written_to(tmp_path: Path, shared: Shared) -> None:
    theirs = tmp_path / "theirs"
    (tmp_path / "own").rename(theirs)
    mine = tmp_path / "mine"
    (mine / "top" / "sub").mkdir(parents=True)
    for name, data in files_below(theirs / "top").items():
        (mine / "top" / name).write_bytes(data)
    async with Peer() as other, Peer() as owner:
        other.engine.add(shared.job(theirs, whole=True, read_only=True))
        owner.engine.add(shared.job(mine, whole=True, read_only=True))
        await owner.hear(Checked)
        _change(mine / "top" / "big")
        (mine / "top" / "sub" / "other").unlink()
        before = files_below(mine)
        owner.engine.recheck(KEY)
        owner.engine.connect(KEY, (other.address,))
        assert not (await owner.hear(Checked)).complete
        owner.engine.resume(KEY, writing=False)
        await owner.see(KEY, lambda seen: seen.peers == 1)
        await other.see(KEY, lambda seen: seen.peers == 1)
        owner.engine.flush(KEY)
        assert files_below(mine) == before
        assert other.handle(KEY).status().total_payload_upload == 0


@in_loop
async def test_own_files_with_names_that_libtorrent_changes_are_served(tmp_path: Path, got: Path) -> None:
    names = ("x" * 250, "می\u200cخوریم", "\U0001f469\u200d\U0001f52c", "tab\t")
    shared = Shared(tmp_path / "own", names=names)
    async with Peer() as sender, Peer() as getter:
        own = place_own(shared.contents, shared.folder).names
        await shared.served_by(sender, names=own, whole=False)
        placement = place_in_folder(shared.contents, got, None, System.LINUX)
        getter.engine.add(shared.job(got, names=placement.names))
        getter.engine.connect(KEY, (sender.address,))
        await getter.received(KEY)
        assert set(files_below(got / "top")) == {"x" * 250, *names[1:3], "tab"}


@in_loop
async def test_both_ends_of_a_finished_transfer_are_counted(shared: Shared, got: Path) -> None:
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got))
        getter.engine.connect(KEY, (sender.address,))
        await getter.received(KEY)
        while not any(isinstance(news, PeerCompleted) for news in sender.news):
            sender.engine.watch_completions(KEY)
            await sender.see(KEY, lambda _: True)


@pytest.mark.parametrize("side", ["upload", "download"])
@in_loop
async def test_limits_hold_on_loopback(shared: Shared, got: Path, side: str) -> None:
    limit = 200
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        sender.engine.limit(limit if side == "upload" else 0, 0)
        getter.engine.limit(0, limit if side == "download" else 0)
        started = time.monotonic()
        getter.engine.add(shared.job(got))
        getter.engine.connect(KEY, (sender.address,))
        await getter.hear(Downloaded)
        rate = 350_000 / 1024 / (time.monotonic() - started)
        assert limit / 2 < rate < limit * 2


@in_loop
async def test_a_port_that_somebody_has_is_left_to_them() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with Peer(replace(LOOPBACK, port=port)) as peer:
            assert peer.engine.port not in {0, port}


@in_loop
async def test_a_free_port_is_kept() -> None:
    async with Peer() as first:
        port = first.engine.port
    async with Peer(replace(LOOPBACK, port=port)) as again:
        assert again.engine.port == port


@in_loop
async def test_an_address_that_is_not_ours_cannot_be_listened_on() -> None:
    with pytest.raises(PortUnusable):
        Peer(replace(LOOPBACK, bind="203.0.113.1")).engine.start()


@pytest.mark.parametrize("announced", [True, False])
@in_loop
async def test_only_what_is_public_is_announced(shared: Shared, announced: bool) -> None:  # noqa: FBT001
    async with Peer() as sender:
        sender.engine.add(shared.job(shared.folder, whole=True, announced=announced))
        await sender.hear(Checked)
        kinds = lt.torrent_flags
        quiet = kinds.disable_dht | kinds.disable_lsd | kinds.disable_pex
        assert sender.handle(KEY).flags() & quiet == (0 if announced else quiet)


@in_loop
async def test_stopping_saves_what_changed_and_is_quick(
    shared: Shared, got: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got))
        getter.engine.connect(KEY, (sender.address,))
        await getter.received(KEY)
        started = time.monotonic()
        await getter.engine.stop()
        assert time.monotonic() - started < 2
        saved = await getter.hear(Saved)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    async with Peer() as again:
        again.engine.add(shared.job(got, resume=saved.resume))
        assert (await again.hear(Checked)).complete
        assert again.engine.has(KEY)
        again.engine.remove(KEY)
        assert not again.engine.has(KEY)
        assert shared.is_at(got / "top")


@in_loop
async def test_one_torrent_asked_for_by_both_its_hashes_is_said_and_can_be_mended(
    shared: Shared, got: Path
) -> None:
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        job = shared.job(got, torrent=None)
        getter.engine.add(replace(job, key=b"one", infohash_v2=None))
        getter.engine.add(replace(job, key=b"two", infohash_v1=None))
        for key in (b"one", b"two"):
            getter.engine.connect(key, (sender.address,))
        stuck = [await getter.hear(Stuck), await getter.hear(Stuck)]
        assert {news.key for news in stuck} == {b"one", b"two"}
        assert {news.reason for news in stuck} == {SameAsAnother()}
        getter.engine.remove(b"one")
        getter.engine.resume(b"two", writing=True)
        getter.engine.connect(b"two", (sender.address,))
        assert (await getter.hear(DetailsCame)).contents == shared.contents


@in_loop
async def test_the_session_ends_off_the_loop() -> None:
    ended_on = list[threading.Thread]()
    async with Peer() as peer:
        weakref.finalize(peer.engine._session, lambda: ended_on.append(threading.current_thread()))
    assert len(ended_on) == 1
    assert ended_on[0] is not threading.current_thread()  # it waits for its own threads, for a second or so
