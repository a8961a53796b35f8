"""What a person wants to get: read from a link, a magnet or a `.torrent` file."""

import socket
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import BadArgument, LinkCut, NotALink
from desktop.ids import ShareId
from desktop.net.torrent.adding import Address
from desktop.net.torrent.contents import Contents, read_contents, read_magnet, read_torrent_file
from desktop.net.torrent.inside import link_in
from desktop.reach import Reach
from desktop.share.links import ShareLink, is_link, read_share_link
from desktop.share.shares import Audience
from desktop.text import clean_line

_MAGNET: Final = "magnet:"
_LOWEST_PORT: Final = 1024
_SHOWN: Final = 80
_ADDRESS: Final = "a computer's name or address, a colon and a port"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be got. `title` is what to call it until its own name is known."""

    title: str
    audience: Audience
    infohash_v1: bytes | None = None
    infohash_v2: bytes | None = None
    origin: ShareId | None = None
    secret: bytes = b""
    size: int | None = None
    peers: tuple[Address, ...] = ()
    source: Reach | None = None
    torrent: bytes | None = None
    contents: Contents | None = None
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()


def read_wish(text: str) -> Wish:
    """Return what `text` leads to. Raises NotALink and its kin, or TorrentRefused. Blocking."""
    if is_link(text):
        return _of_link(read_share_link(text))
    if text[: len(_MAGNET)].lower() == _MAGNET:
        magnet = read_magnet(_MAGNET + text[len(_MAGNET) :].rstrip())
        return Wish(
            title=clean_line(magnet.name, limits.TITLE_LENGTH) or "magnet",
            audience=Audience.PUBLIC,
            infohash_v1=magnet.infohash_v1,
            infohash_v2=magnet.infohash_v2,
        )
    path = Path(text)
    if not _is_file(path):
        raise NotALink(text=text[:_SHOWN])
    return _from_torrent(read_torrent_file(path))


def with_extras(
    wish: Wish, peers: tuple[str, ...], trackers: tuple[str, ...], web_seeds: tuple[str, ...]
) -> Wish:
    """Return `wish` with what the person asked for besides. Raises BadArgument. Blocking: looks names up."""
    asked = tuple(address for peer in peers for address in _look_up(peer))
    if wish.source is not None:
        places = (*((address.host, address.port) for address in asked), *wish.source.addresses)
        source = msgspec.structs.replace(wish.source, addresses=places[: limits.LINK_ADDRESSES])
        return replace(wish, source=source)
    return replace(wish, peers=asked + wish.peers, trackers=trackers, web_seeds=web_seeds)


def _look_up(text: str) -> list[Address]:
    host, _, port = text.rpartition(":")
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
    except (OSError, ValueError, OverflowError) as error:
        raise BadArgument(name="--peer", text=text, fits=_ADDRESS) from error
    return [read_address(write_address(Address(str(where[0]), int(where[1])))) for *_, where in found]


def without_own_computer(wish: Wish) -> Wish:
    """Return `wish` without addresses on this very computer: no link may reach its services."""
    return replace(wish, peers=tuple(peer for peer in wish.peers if not ip_address(peer.host).is_loopback))


def read_address(text: str) -> Address:
    """Return HOST:PORT as an address. Raises BadArgument; names are not looked up."""
    host, _, port = text.rpartition(":")
    try:
        address = Address(str(ip_address(host.strip("[]"))), int(port))
    except ValueError as error:
        raise BadArgument(name="--peer", text=text, fits=_ADDRESS) from error
    if not 0 < address.port < 1 << 16:
        raise BadArgument(name="--peer", text=text, fits=_ADDRESS)
    return address


def write_address(address: Address) -> str:
    return f"[{address.host}]:{address.port}" if ":" in address.host else f"{address.host}:{address.port}"


def _of_link(link: ShareLink) -> Wish:
    return Wish(
        title=clean_line(link.title, limits.TITLE_LENGTH),
        audience=Audience.PUBLIC if link.is_public else Audience.LINK,
        infohash_v2=link.infohash_v2,
        origin=link.share,
        secret=b"" if link.is_public else link.secret,
        size=link.size,
        peers=tuple(_usable(link.addresses)),
        source=link.reach,
    )


def _is_file(path: Path) -> bool:
    """Return whether an ordinary file is there; opening a pipe would wait for ever."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # what cannot even be a path
        return False


def _usable(addresses: tuple[tuple[str, int], ...]) -> list[Address]:
    """Leave out what no honest link names: host names, addresses of nobody, ports of system services."""
    usable = []
    for host, port in addresses:
        try:
            ip = ip_address(host)
        except ValueError:
            continue
        nobody = ip.is_multicast or ip.is_unspecified or ip.is_link_local
        if port >= _LOWEST_PORT and not nobody:
            usable.append(Address(str(ip), port))
    return usable


def _from_torrent(torrent: bytes) -> Wish:
    contents = read_contents(torrent)
    if contents.secret:
        link = read_share_link(link_in(torrent) or "")
        if link.infohash_v2 != contents.infohash_v2:
            raise LinkCut
        return replace(_of_link(link), size=contents.size, torrent=torrent, contents=contents)
    return Wish(
        title=clean_line(contents.name, limits.TITLE_LENGTH),
        audience=Audience.PUBLIC,
        infohash_v1=contents.infohash_v1,
        infohash_v2=contents.infohash_v2,
        size=contents.size,
        torrent=torrent,
        contents=contents,
    )
