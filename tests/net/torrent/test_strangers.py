"""Nothing that a stranger wrote into a torrent or a link decides whom we contact or which files we touch."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import TorrentRefused
from desktop.net.torrent.adding import Job, parameters_of
from desktop.net.torrent.contents import read_contents, read_magnet
from desktop.net.torrent.news import Checked, DetailsRefused
from tests.net.torrent.canary import canary
from tests.net.torrent.swarm import LOOPBACK, Peer, Shared, files_below, in_loop
from tests.net.torrent.torrents import hostile_torrents, torrent_of

KEY = b"share"


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "own")


@pytest.fixture
def got(tmp_path: Path) -> Path:
    (tmp_path / "got").mkdir()
    return tmp_path / "got"


@pytest.mark.parametrize("through", ["torrent", "resume", "magnet"])
@in_loop
async def test_nobody_whom_a_stranger_names_is_contacted(shared: Shared, got: Path, through: str) -> None:
    options = replace(LOOPBACK, dht=True)
    async with canary() as stranger, canary() as asked, Peer(options) as getter:
        written = torrent_of(shared.top, beside=stranger.everywhere())
        torrent: bytes | None = written
        contents = read_contents(written)
        resume = None
        if through == "magnet":
            url = f"http://127.0.0.1:{stranger.port}"
            magnet = read_magnet(
                f"magnet:?xt=urn:btih:{(contents.infohash_v1 or b'').hex()}"
                f"&tr={url}/announce&ws={url}/&x.pe=127.0.0.1:{stranger.port}"
            )
            contents, torrent = replace(contents, infohash_v1=magnet.infohash_v1, infohash_v2=None), None
        if through == "resume":
            resume = bytes(lt.write_resume_data_buf(lt.load_torrent_buffer(written)))
        job = Job(KEY, got, contents.infohash_v1, contents.infohash_v2, torrent, resume, announced=True)
        getter.engine.add(replace(job, trackers=(f"http://127.0.0.1:{asked.port}/announce",)))
        await asyncio.wait_for(asked.hit.wait(), 20)
        if torrent is not None:
            await getter.hear(Checked)
        assert asked.hits > 0
        assert stranger.hits == 0


@in_loop
async def test_the_canary_sings_when_it_is_asked_for(shared: Shared, got: Path) -> None:
    async with canary() as asked, Peer() as getter:
        getter.engine.add(shared.job(got, web_seeds=(f"http://127.0.0.1:{asked.port}/",), announced=True))
        await asyncio.wait_for(asked.hit.wait(), 20)


@given(hostile_torrents(), st.booleans())
def test_a_strangers_torrent_brings_the_engine_nobody(torrent: bytes, announced: bool) -> None:  # noqa: FBT001
    try:
        contents = read_contents(torrent)
    except TorrentRefused:
        return
    job = Job(KEY, Path("x"), contents.infohash_v1, contents.infohash_v2, torrent, announced=announced)
    parameters = parameters_of(job)
    for named in ("trackers", "url_seeds", "http_seeds", "dht_nodes", "peers"):
        assert list(getattr(parameters, named)) == [], named


def test_own_trackers_and_web_seeds_stay(shared: Shared, got: Path) -> None:
    parameters = parameters_of(shared.job(got, trackers=("http://t/announce",), web_seeds=("http://w/",)))
    assert list(parameters.trackers) == ["http://t/announce"]
    assert list(parameters.url_seeds) == ["http://w/"]


def _similar(folder: Path, own: Shared) -> bytes:
    """Return a torrent with one of the person's own files in it, to be taken from where the person has it."""
    top = folder / "theirs"
    top.mkdir(parents=True)
    (top / "copy").write_bytes((own.top / "big").read_bytes())
    (top / "more").write_bytes(b"more")
    made = lt.create_torrent(lt.list_files(str(top)), 16_384, lt.create_torrent.v2_only)
    made.add_similar_torrent(lt.sha1_hash((own.contents.infohash_v2 or b"")[:20]))
    lt.set_piece_hashes(made, str(folder), lambda _: None)
    return bytes(lt.bencode(made.generate()))


@in_loop
async def test_no_stranger_gets_a_hand_on_ones_own_files(tmp_path: Path, got: Path) -> None:
    own = Shared(tmp_path / "own", hybrid=False)
    torrent = _similar(tmp_path / "stranger", own)
    with pytest.raises(TorrentRefused):
        read_contents(torrent)
    loaded: Any = lt.load_torrent_buffer(torrent)
    infohash = loaded.ti.info_hashes().v2.to_bytes()
    before = files_below(own.top)
    async with Peer() as stranger, Peer() as getter:
        await own.served_by(getter)
        job = Job(KEY, tmp_path / "stranger", None, infohash, torrent, whole=True)
        stranger.engine.add(job)
        await stranger.hear(Checked)
        getter.engine.add(replace(job, key=b"theirs", folder=got, torrent=None, whole=False))
        getter.engine.connect(b"theirs", (stranger.address,))
        assert isinstance(await getter.hear(DetailsRefused), DetailsRefused)
        getter.engine.remove(b"theirs")
    assert files_below(own.top) == before
    assert files_below(got) == {}
    assert {file.stat().st_nlink for file in own.top.rglob("*") if file.is_file()} == {1}
