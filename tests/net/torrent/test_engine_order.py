"""AnyNews of what is over is not told, what is paused is compared all the same, nothing asked late breaks."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import TorrentRefused
from desktop.net.torrent.adding import Job
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.news import AnyNews, Checked, DetailsCame, Doing, Flushed, Saved, Stirred
from tests.net.torrent.swarm import LOOPBACK, Peer, Shared, in_loop
from tests.net.torrent.torrents import torrent_of

KEY = b"share"


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "own")


@pytest.fixture
def got(tmp_path: Path) -> Path:
    (tmp_path / "got").mkdir()
    return tmp_path / "got"


def kinds(news: list[AnyNews]) -> list[type]:
    return [type(one) for one in news if isinstance(one, Checked | Flushed)]


@in_loop
async def test_after_a_recheck_nothing_older_is_told(shared: Shared) -> None:
    async with Peer() as peer:
        peer.engine.add(shared.job(shared.folder, read_only=True))
        peer.handle(KEY).flush_cache()
        while not peer.handle(KEY).status().is_seeding:  # so that both answers wait to be fetched
            pass  # the loop must not run meanwhile
        (shared.top / "big").write_bytes(bytes(300_000))
        peer.news.clear()
        peer.engine.recheck(KEY)
        peer.engine.recheck(KEY)
        checked = await peer.hear(Checked)
        assert not checked.complete
        peer.engine.flush(KEY)
        await peer.hear(Flushed)
        assert kinds(peer.news) == []


@in_loop
async def test_what_was_asked_for_before_a_recheck_is_not_told_after_it(shared: Shared) -> None:
    async with Peer() as peer:
        await shared.served_by(peer)
        # Not whole any more: what is found whole, libtorrent flushes once by itself, a moment later.
        (shared.top / "big").write_bytes(bytes(300_000))
        peer.engine.flush(KEY)
        peer.engine.recheck(KEY)
        assert not (await peer.hear(Checked)).complete
        peer.engine.save(KEY)
        await peer.hear(Saved)
        assert kinds(peer.news) == []


@pytest.mark.parametrize("late", [False, True])
@in_loop
async def test_what_is_paused_is_compared_all_the_same(shared: Shared, late: bool) -> None:  # noqa: FBT001
    async with Peer() as peer:
        peer.engine.add(shared.job(shared.folder, read_only=True, paused=not late, recheck=True))
        if late:
            peer.engine.pause(KEY)
        assert (await peer.hear(Checked)).complete
        await peer.see(KEY, lambda seen: seen.doing is Doing.STOPPED)
        peer.engine.recheck(KEY)
        assert (await peer.hear(Checked)).complete
        peer.engine.resume(KEY, writing=False)
        await peer.see(KEY, lambda seen: seen.doing is Doing.COMPLETE)


@pytest.mark.parametrize("paused", [False, True])
@in_loop
async def test_a_recheck_before_the_node_begins_finds_nothing_complete(
    shared: Shared,
    got: Path,
    paused: bool,  # noqa: FBT001
) -> None:
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, torrent=None))
        getter.engine.connect(KEY, (sender.address,))
        await getter.hear(DetailsCame)
        if paused:
            getter.engine.pause(KEY)
        getter.engine.recheck(KEY)
        assert not (await getter.hear(Checked)).complete


@in_loop
async def test_chosen_files_without_a_byte_are_complete(tmp_path: Path, got: Path) -> None:
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "big").write_bytes(b"big")
    (tmp_path / "top" / "none").touch()
    torrent = torrent_of(tmp_path / "top")
    contents = read_contents(torrent)
    none = frozenset(file.index for file in contents.files if not file.size)
    job = Job(KEY, got, contents.infohash_v1, contents.infohash_v2, torrent=torrent, wanted=none)
    async with Peer() as getter:
        getter.engine.add(job)
        assert (await getter.hear(Checked)).complete


@in_loop
async def test_a_torrent_that_is_here_already_is_refused(shared: Shared) -> None:
    async with Peer() as peer:
        await shared.served_by(peer)
        with pytest.raises(TorrentRefused):
            peer.engine.add(replace(shared.job(shared.folder), key=b"other"))
        assert not peer.engine.has(b"other")
        peer.engine.recheck(KEY)
        assert (await peer.hear(Checked)).complete


@in_loop
async def test_what_is_asked_of_a_torrent_that_vanished_does_nothing(shared: Shared) -> None:
    async with Peer() as peer:
        await shared.served_by(peer)
        peer.engine._session.remove_torrent(peer.handle(KEY))
        await peer.until(lambda: not peer.handle(KEY).is_valid())
        for key in (KEY, b"never here"):
            peer.engine.pause(key)
            peer.engine.resume(key, writing=True)
            peer.engine.complete(key)
            peer.engine.recheck(key)
            peer.engine.flush(key)
            peer.engine.save(key)
            peer.engine.connect(key, (peer.address,))
            peer.engine.watch_completions(key)
            peer.engine.begin(key, None, 3)
        peer.engine.save_all()
        started = time.monotonic()
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("damage", ["garbage", "empty", "other"])
@in_loop
async def test_what_was_saved_and_is_unusable_costs_a_check(
    tmp_path: Path, shared: Shared, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = Shared(tmp_path / "other")
    async with Peer() as peer:
        await other.served_by(peer)
        peer.engine.save(KEY)
        saved = (await peer.hear(Saved)).resume
    resume = {"garbage": b"garbage", "empty": b"de", "other": saved}[damage]
    (shared.top / "big").write_bytes(bytes(300_000))
    async with Peer() as peer:
        peer.engine.add(shared.job(shared.folder, resume=resume, whole=True, read_only=True))
        assert 0 < (await peer.hear(Checked)).missing <= 300_000
    assert "costs a check" in caplog.text


@in_loop
async def test_the_port_stays_the_same_though_somebody_was_connected(shared: Shared, got: Path) -> None:
    async with Peer() as getter:
        async with Peer() as sender:
            port = sender.engine.port
            await shared.served_by(sender)
            getter.engine.add(shared.job(got))
            getter.engine.connect(KEY, (sender.address,))
            await sender.see(KEY, lambda seen: seen.peers == 1)
        async with Peer(replace(LOOPBACK, port=port)) as again:
            assert again.engine.port == port


@in_loop
async def test_several_saves_of_one_torrent_are_all_waited_for(shared: Shared) -> None:
    async with Peer() as peer:
        await shared.served_by(peer)
        for _ in range(5):
            peer.engine.save(KEY)
        await peer.engine.stop()
        assert sum(isinstance(news, Saved) for news in peer.news) >= 5


@in_loop
async def test_one_alert_that_cannot_be_read_costs_no_other(
    shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    class Picky(Peer):
        def _hear(self, news: AnyNews) -> None:
            match news:
                case Stirred():
                    raise LookupError
                case _:
                    super()._hear(news)

    async with Picky() as peer:
        peer.engine.ask_for_news()
        await shared.served_by(peer)
        peer.engine.ask_for_news()
        peer.engine.save(KEY)
        await peer.hear(Saved)
    assert "state_update_alert" in caplog.text


@in_loop
async def test_an_engine_whose_last_save_fails_still_ends(shared: Shared) -> None:
    peer = Peer()
    peer.engine.start()
    await shared.served_by(peer)
    port = peer.engine.port

    def fails() -> Any:
        raise EOFError

    peer.engine.save_all = fails  # type: ignore[method-assign]
    with pytest.raises(EOFError):
        await peer.engine.stop()
    async with Peer(replace(LOOPBACK, port=port)) as again:
        assert again.engine.port == port
