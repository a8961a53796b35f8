"""What a person wants to get: links, magnets and torrent files, and everything that is none of them."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop import limits
from desktop.errors import AppError, BadArgument, LinkCut, NotALink, TorrentRefused
from desktop.ids import ObjectId, ShareId
from desktop.net.torrent.adding import Address
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.inside import with_link
from desktop.net.torrent.making import SALT_KEY
from desktop.node.transfers.wishes import (
    read_address,
    read_wish,
    with_extras,
    without_own_computer,
    write_address,
)
from desktop.reach import Reach
from desktop.share.links import NO_SECRET, ShareLink, write_share_link
from desktop.share.shares import Audience

V1 = "magnet:?xt=urn:btih:" + "ab" * 20
V2 = "magnet:?xt=urn:btmh:1220" + "cd" * 32


SHARE = ShareLink(ShareId(ObjectId(b"s" * 32)), NO_SECRET, b"h" * 32, 5, "hi")
REACH = Reach(b"e" * 32, None, (("10.0.0.9", 4000),))


def link(*addresses: tuple[str, int], title: str = "hi") -> str:
    return write_share_link(replace(SHARE, title=title, addresses=addresses))


def secret_link(infohash: bytes = SHARE.infohash_v2) -> str:
    return write_share_link(replace(SHARE, secret=b"k" * 16, infohash_v2=infohash, reach=REACH))


def torrent(folder: Path, **more: Any) -> Path:
    (folder / "a.txt").write_bytes(b"hello" * 10_000)
    made = lt.create_torrent(lt.list_files(str(folder / "a.txt")))
    lt.set_piece_hashes(made, str(folder))
    file = folder / "a.torrent"
    file.write_bytes(lt.bencode(made.generate() | more))
    return file


def test_a_link_says_what_it_leads_to() -> None:
    wish = read_wish(link(("127.0.0.1", 40000), ("::1", 40001)))
    assert (wish.title, wish.size, wish.secret, wish.source) == ("hi", 5, b"", None)
    assert wish.audience is Audience.PUBLIC
    assert wish.infohash_v2 == b"h" * 32
    assert wish.origin == b"s" * 32
    assert wish.peers == (Address("127.0.0.1", 40000), Address("::1", 40001))


def test_a_link_with_a_secret_says_whom_to_call() -> None:
    wish = read_wish(secret_link())
    assert (wish.audience, wish.secret, wish.source) == (Audience.LINK, b"k" * 16, REACH)
    assert wish.peers == ()


def test_where_else_to_call_is_tried_first() -> None:
    wish = with_extras(read_wish(secret_link()), ("10.0.0.2:5000",), (), ())
    assert wish.source == Reach(REACH.endpoint, None, (("10.0.0.2", 5000), ("10.0.0.9", 4000)))


def test_a_torrent_file_got_by_link_only_holds_the_link(tmp_path: Path) -> None:
    made = salted_torrent(tmp_path)
    contents = read_contents(made)
    assert contents.infohash_v2 is not None
    file = tmp_path / "a.torrent"
    file.write_bytes(with_link(made, secret_link(contents.infohash_v2)))
    wish = read_wish(str(file))
    assert (wish.audience, wish.secret, wish.source) == (Audience.LINK, b"k" * 16, REACH)
    assert wish.contents == contents


@pytest.mark.parametrize("inside", [None, "nonsense", secret_link()])
def test_a_torrent_file_got_by_link_only_is_refused_without_its_link(
    tmp_path: Path, inside: str | None
) -> None:
    file, made = tmp_path / "a.torrent", salted_torrent(tmp_path)
    file.write_bytes(made if inside is None else with_link(made, inside))
    with pytest.raises(NotALink if inside != secret_link() else LinkCut):
        read_wish(str(file))


def salted_torrent(folder: Path) -> bytes:
    """Return the bytes of a `.torrent` that is to be got by link only."""
    made: Any = lt.bdecode(torrent(folder).read_bytes())
    made[b"info"][SALT_KEY] = b"s" * 16
    return bytes(lt.bencode(made))


def test_addresses_that_no_honest_link_names_are_left_out() -> None:
    hostile = (("example.org", 40000), ("127.0.0.1", 1023), ("127.0.0.1", 22), ("", 40000), ("1.2.3", 40000))
    assert read_wish(link(*hostile, ("10.0.0.1", 1024))).peers == (Address("10.0.0.1", 1024),)


@pytest.mark.parametrize("text", [V1, V2, V1.upper().replace("MAGNET:?XT=URN:BTIH:", "MAGNET:?xt=urn:btih:")])
def test_a_magnet_says_what_it_leads_to(text: str) -> None:
    wish = read_wish(text + "&dn=holiday")
    assert (wish.title, wish.audience) == ("holiday", Audience.PUBLIC)
    assert (wish.infohash_v1 is None) != (wish.infohash_v2 is None)


def test_whom_a_stranger_put_into_a_magnet_is_not_asked() -> None:
    wish = read_wish(V1 + "&tr=http://tracker.example/&ws=http://seed.example/&x.pe=10.1.2.3:4000")
    assert (wish.peers, wish.trackers, wish.web_seeds) == ((), (), ())


def test_a_torrent_file_says_what_it_leads_to(tmp_path: Path) -> None:
    file = torrent(tmp_path, announce=b"http://tracker.example/", nodes=[[b"10.1.2.3", 4000]])
    wish = read_wish(str(file))
    assert (wish.title, wish.size, wish.torrent) == ("a.txt", 50_000, file.read_bytes())
    assert wish.audience is Audience.PUBLIC
    assert (wish.peers, wish.trackers, wish.web_seeds) == ((), (), ())


@pytest.mark.parametrize("write", [lambda title: link(title=title), lambda title: V1 + "&dn=" + title * 20])
def test_a_title_is_one_plain_line_of_bounded_length(write: Callable[[str], str]) -> None:
    wish = read_wish(write("\u202eevil " * 20))
    assert len(wish.title) <= limits.TITLE_LENGTH
    assert "\u202e" not in wish.title


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "hello",
        "http://example.org/a.torrent",
        "magnet:",
        "magnet:?xt=urn:btih:zz",
        "magnet:?xt=urn:btih:" + "0" * 40,
        "magnet:?xt=urn:btmh:1220" + "0" * 64,
        V1 + "&dn=%ff%fe",
        V1 + "&dn=" + "x" * limits.LINK_LENGTH,
        "x" * 10_000,
        "/" + "x" * 300,
        "a\0b",
        "\ud800",
    ],
)
def test_what_is_no_link_is_refused_at_once(text: str) -> None:
    with pytest.raises(NotALink) as caught:
        read_wish(text)
    assert len(caught.value.text) <= 200


def test_a_cut_link_is_named_as_such() -> None:
    with pytest.raises(LinkCut):
        read_wish(link()[:-1])


def test_a_pipe_is_no_torrent_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.torrent")
    with pytest.raises(NotALink):
        read_wish(str(tmp_path / "pipe.torrent"))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"d", b"d4:infod4:name1:aee", b"l" * 100_000, b"i" + b"9" * 100_000 + b"e"]
)
def test_a_file_that_is_no_torrent_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.torrent").write_bytes(data)
    with pytest.raises(TorrentRefused):
        read_wish(str(tmp_path / "a.torrent"))


def test_every_cut_torrent_is_refused(tmp_path: Path) -> None:
    whole = torrent(tmp_path).read_bytes()
    cut = tmp_path / "cut.torrent"
    for length in range(0, len(whole), 7):
        cut.write_bytes(whole[:length])
        with pytest.raises(TorrentRefused):
            read_wish(str(cut))


@given(st.text(max_size=300) | st.text(max_size=100).map(lambda text: "magnet:?" + text))
@example(V1 + "&xt=urn:btih:" + "ab" * 20)
@example("magnet:?xt=urn:btmh:1220%00")
def test_nothing_typed_raises_anything_but_our_errors(text: str) -> None:
    try:
        read_wish(text)
    except AppError:
        return


def test_what_the_person_adds_comes_first() -> None:
    wish = with_extras(
        read_wish(link(("10.0.0.1", 4000))), ("[::1]:80", "10.0.0.2:22"), ("http://t/",), ("http://w/",)
    )
    assert wish.peers == (Address("::1", 80), Address("10.0.0.2", 22), Address("10.0.0.1", 4000))
    assert (wish.trackers, wish.web_seeds) == (("http://t/",), ("http://w/",))


@given(st.ip_addresses(), st.integers(min_value=1, max_value=65535))
def test_an_address_comes_back_as_it_was(host: object, port: int) -> None:
    address = Address(str(host), port)
    assert read_address(write_address(address)) == address


@pytest.mark.parametrize("text", ["", ":", "1.2.3.4", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:65536", "name:80"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadArgument):
        read_address(text)


def test_a_link_cannot_reach_this_computer_or_everybody_at_once() -> None:
    wish = read_wish(link(("127.0.0.1", 6379), ("224.0.0.1", 6379), ("0.0.0.0", 6379), ("10.0.0.1", 6379)))  # noqa: S104 - an address in a link
    assert without_own_computer(wish).peers == (Address("10.0.0.1", 6379),)
