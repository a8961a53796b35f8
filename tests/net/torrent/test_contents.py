"""Whatever a stranger calls a torrent or a magnet link is read within limits, or refused in one way."""

import tempfile
import urllib.parse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.errors import NotALink, TorrentRefused
from desktop.net.torrent.contents import read_contents, read_magnet, read_torrent_file, write_magnet
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import place_in_folder
from tests.net.torrent.torrents import (
    HOSTILE_NAMES,
    PIECE,
    file_entry,
    hostile_torrents,
    torrent_of,
    v1_torrent,
)

HASH = "0123456789abcdef0123456789abcdef01234567"
# Nothing exists below it, so that resolving it asks the disk for nothing but links that cannot be there.
FOLDER = Path(tempfile.gettempdir()).resolve() / "passalong-nowhere"


def refusal(torrent: bytes) -> str:
    with pytest.raises(TorrentRefused) as caught:
        read_contents(torrent)
    return caught.value.why


def assert_stays_inside(torrent: bytes) -> None:
    contents = read_contents(torrent)
    assert 0 < len(contents.files) <= limits.TORRENT_FILES
    assert contents.size == sum(file.size for file in contents.files) > 0
    assert contents.infohash_v1 or contents.infohash_v2
    for system in System:
        placement = place_in_folder(contents, FOLDER, None, system)
        assert placement.top.parent == FOLDER
        for file in placement.files:
            assert file.disk.resolve().is_relative_to(placement.top)
        assert len({file.disk for file in placement.files}) == len(placement.files)


@given(hostile_torrents())
def test_a_strangers_torrent_is_refused_or_stays_inside_its_folder(torrent: bytes) -> None:
    try:
        read_contents(torrent)
    except TorrentRefused:
        return
    assert_stays_inside(torrent)


@given(
    st.lists(st.lists(st.sampled_from(HOSTILE_NAMES), min_size=1, max_size=5), min_size=1, max_size=6),
    st.sampled_from(HOSTILE_NAMES),
)
def test_hostile_names_in_a_sound_torrent_stay_inside_the_folder(
    paths: list[list[bytes]], name: bytes
) -> None:
    assert_stays_inside(v1_torrent([file_entry(*path) for path in paths], name=name))


@given(
    st.text(max_size=60).map("magnet:?".__add__)
    | st.text(max_size=30).map(f"magnet:?xt=urn:btih:{HASH}&dn=".__add__)
    | st.binary(max_size=40).map(lambda junk: f"magnet:?xt=urn:btmh:1220{junk.hex()}")
    | st.text(alphabet="0123456789abcdefg%:?&=.", max_size=90).map("magnet:?xt=urn:btih:".__add__)
    | st.text(alphabet=st.characters(), max_size=60)
)
def test_a_strangers_magnet_is_read_or_no_link(link: str) -> None:
    try:
        magnet = read_magnet(link)
    except NotALink:
        return
    assert magnet.infohash_v1 or magnet.infohash_v2
    assert len(magnet.infohash_v1 or bytes(20)) == 20
    assert len(magnet.infohash_v2 or bytes(32)) == 32


@pytest.mark.parametrize(
    ("torrent", "why"),
    [
        (b"", "unreadable"),
        (b"de", "unreadable"),
        (b"d4:infode", "unreadable"),
        (b"l" * 1_000_000, "unreadable"),
        (b"<html>not found</html>", "unreadable"),
        (bytes(limits.TORRENT_BYTES + 1), "too-large"),
        (v1_torrent([]), "unreadable"),
        (v1_torrent([file_entry(b"a", size=0)]), "unreadable"),
        (v1_torrent([file_entry(b"a", size=-1)]), "unreadable"),
        (v1_torrent([file_entry(b"a")], pieces=bytes(40)), "unreadable"),
        (v1_torrent([file_entry(*[b"d"] * 20)]), "too-deep"),
        (v1_torrent([file_entry(b"a"), file_entry(b"l", attr=b"l") | {b"symlink path": [b"a"]}]), "links"),
        (v1_torrent([file_entry(b"a")], similar=[b"s" * 20]), "links"),
        (v1_torrent([file_entry(b"a")], collections=[b"mine"]), "links"),
        (
            v1_torrent([file_entry(b"%d" % index) for index in range(limits.TORRENT_FILES + 1)]),
            "too-many-files",
        ),
    ],
)
def test_why_a_torrent_is_refused(torrent: bytes, why: str) -> None:
    assert refusal(torrent) == why


def test_the_limits_themselves_are_allowed() -> None:
    most = v1_torrent([file_entry(b"%d" % index) for index in range(limits.TORRENT_FILES)])
    assert len(read_contents(most).files) == limits.TORRENT_FILES
    assert len(read_contents(v1_torrent([file_entry(*[b"d"] * 19)])).files) == 1


def test_similar_torrents_named_beside_the_details_are_refused_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    assert refusal(torrent_of(tmp_path / "a", beside={"similar": [b"s" * 20]})) == "links"


@pytest.mark.parametrize("hybrid", [True, False])
def test_what_a_sound_torrent_holds(tmp_path: Path, hybrid: bool) -> None:  # noqa: FBT001
    top = tmp_path / "top"
    (top / "sub").mkdir(parents=True)
    (top / "a").write_bytes(b"a" * (PIECE + 1))
    (top / "sub" / "b").write_bytes(b"b")
    (top / "sub" / "none").touch()
    contents = read_contents(torrent_of(top, hybrid=hybrid))
    assert {(file.path, file.size) for file in contents.files} == {
        ("top/a", PIECE + 1),
        ("top/sub/b", 1),
        ("top/sub/none", 0),
    }
    assert (contents.name, contents.size, contents.is_folder) == ("top", PIECE + 2, True)
    assert contents.entries >= len(contents.files)  # padding is counted, not shown
    assert (contents.infohash_v1 is not None, contents.infohash_v2 is not None) == (hybrid, True)
    assert not contents.secret
    magnet = read_magnet(write_magnet(contents))
    assert (magnet.infohash_v1, magnet.infohash_v2) == (contents.infohash_v1, contents.infohash_v2)


def test_one_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    contents = read_contents(torrent_of(tmp_path / "a.txt"))
    assert not contents.is_folder
    assert [file.path for file in contents.files] == ["a.txt"]


def test_of_a_magnet_nothing_is_kept_that_says_whom_to_contact() -> None:
    link = f"magnet:?xt=urn:btih:{HASH}&dn=a%20b&tr=http://t/announce&ws=http://w/&x.pe=10.0.0.1:1&so=0"
    magnet = read_magnet(link)
    assert (magnet.name, magnet.infohash_v1, magnet.infohash_v2) == ("a b", bytes.fromhex(HASH), None)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "magnet:",
        "magnet:?dn=x",
        "magnet:?xt=urn:btih:" + HASH[:-1],
        f"http://x/?xt=urn:btih:{HASH}",
        f"magnet:?xt=urn:btih:{HASH}&dn=" + "x" * limits.LINK_LENGTH,
        f"magnet:?xt=urn:btih:{HASH}&dn=\ud800",
    ],
)
def test_no_magnet(link: str) -> None:
    with pytest.raises(NotALink):
        read_magnet(link)


def test_a_magnet_names_the_share_and_nobody(tmp_path: Path) -> None:
    (tmp_path / "a&b=c.txt").write_bytes(b"a")
    torrent = torrent_of(
        tmp_path / "a&b=c.txt", beside={"announce": b"http://t/announce", "url-list": b"http://w/"}
    )
    link = write_magnet(read_contents(torrent))
    assert read_magnet(link).name == "a&b=c.txt"
    assert set(urllib.parse.parse_qs(link.partition("?")[2])) == {"xt", "dn"}


def test_reading_a_torrent_file(tmp_path: Path) -> None:
    path = tmp_path / "x.torrent"
    path.write_bytes(b"bytes")
    assert read_torrent_file(path) == b"bytes"
    with path.open("r+b") as file:
        file.truncate(limits.TORRENT_BYTES + 1)
    with pytest.raises(TorrentRefused):
        read_torrent_file(path)
    for no_file in (tmp_path, tmp_path / "none", tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(NotALink):
            read_torrent_file(no_file)


def test_a_secret_torrent_says_so() -> None:
    assert read_contents(v1_torrent([file_entry(b"a")], passalong=b"salt")).secret
    assert not read_contents(v1_torrent([file_entry(b"a")])).secret
