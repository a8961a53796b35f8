"""What is in a torrent: reading the bytes that a stranger made, within limits."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Never

import libtorrent as lt

from desktop import limits
from desktop.errors import NotALink, TorrentRefused
from desktop.files import open_ordinary
from desktop.net.torrent.making import SALT_KEY
from desktop.net.torrent.written import written_paths

_PIECES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """One file: its place in the torrent's list, its path inside the share, its size in bytes."""

    index: int
    path: str
    """As libtorrent gives it: free of what harms, but not always what the file was called."""
    size: int
    written: str
    """As whoever made the torrent wrote it: unsafe."""
    runs: bool = False
    """It is marked as a program (BEP 47), and libtorrent would make it one."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a torrent holds.

    Paths begin with `name` when there is a folder, and are `name` when there is not.
    """

    name: str
    files: tuple[File, ...]
    size: int
    entries: int
    """How many files libtorrent counts, padding among them."""
    infohash_v1: bytes | None
    infohash_v2: bytes | None
    secret: bool
    """Made to be got by link only: never announce it."""

    @property
    def is_folder(self) -> bool:
        return not (len(self.files) == 1 and self.files[0].path == self.name)


@dataclass(frozen=True, slots=True)
class Magnet:
    """What we keep of a magnet link: not its trackers, web seeds and peers, which a stranger chose."""

    name: str
    infohash_v1: bytes | None
    infohash_v2: bytes | None


def read_contents(torrent: bytes) -> Contents:
    """Return what the bytes of a `.torrent` hold. Raises TorrentRefused."""
    if len(torrent) > limits.TORRENT_BYTES:
        raise TorrentRefused(why="too-large")
    try:
        parameters = lt.load_torrent_buffer(torrent, _load_limits())
    except (RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise TorrentRefused(why="unreadable") from error
    return contents_of(parameters.ti)


def contents_of(info: Any) -> Contents:
    """Return what a libtorrent `torrent_info` holds, held to our limits. Raises TorrentRefused."""
    try:
        return _contents_of(info)
    except (UnicodeDecodeError, RuntimeError) as error:
        raise TorrentRefused(why="unreadable") from error


def _contents_of(info: Any) -> Contents:
    layout = info.layout()
    padding, link = lt.file_flags_t.flag_pad_file, lt.file_flags_t.flag_symlink
    if any(layout.file_flags(index) & link for index in range(layout.num_files())):
        raise TorrentRefused(why="links")
    if info.similar_torrents() or info.collections():
        # libtorrent would take files over from torrents named there by hard links, and then write into them.
        raise TorrentRefused(why="links")
    indexes = [index for index in range(layout.num_files()) if not layout.file_flags(index) & padding]
    if len(indexes) > limits.TORRENT_FILES:
        raise TorrentRefused(why="too-many-files")
    details = lt.bdecode(bytes(info.info_section()))
    files = _files(layout, indexes, details)
    if any(file.path.count("/") >= limits.TORRENT_DEPTH for file in files):
        raise TorrentRefused(why="too-deep")
    if not any(file.size for file in files):
        raise TorrentRefused(why="empty")
    hashes = info.info_hashes()
    return Contents(
        name=files[0].path.partition("/")[0],
        files=files,
        size=sum(file.size for file in files),
        entries=layout.num_files(),
        infohash_v1=hashes.v1.to_bytes() if hashes.has_v1() else None,
        infohash_v2=hashes.v2.to_bytes() if hashes.has_v2() else None,
        secret=isinstance(details, dict) and SALT_KEY in details,
    )


def _files(layout: Any, indexes: list[int], details: Any) -> tuple[File, ...]:
    paths = [layout.file_path(index).replace(os.sep, "/") for index in indexes]
    written = written_paths(details)
    if written is None or [path.count("/") for path in written] != [path.count("/") for path in paths]:
        written = paths
    program = lt.file_flags_t.flag_executable
    return tuple(
        File(index, path, layout.file_size(index), name, bool(layout.file_flags(index) & program))
        for index, path, name in zip(indexes, paths, written, strict=True)
    )


def torrent_with_details(info: Any) -> bytes:
    """Return the `.torrent` bytes of details that came from peers; the piece layers follow by themselves."""
    return b"d4:info" + bytes(info.info_section()) + b"e"


def read_torrent_file(path: Path) -> bytes:
    """Return the bytes of a `.torrent` file. Raises NotALink or TorrentRefused."""
    try:
        with open_ordinary(path) as file:
            data = file.read(limits.TORRENT_BYTES + 1)
    except (OSError, ValueError) as error:  # a path with a NUL byte in it is the latter
        raise NotALink(text=str(path)) from error
    if len(data) > limits.TORRENT_BYTES:
        raise TorrentRefused(why="too-large")
    return data


def read_magnet(link: str) -> Magnet:
    """Return what we keep of a `magnet:` link. Raises NotALink."""
    if len(link) > limits.LINK_LENGTH:
        _refuse_magnet(link)
    try:
        parameters = lt.parse_magnet_uri(link)
        name = parameters.name
    except (RuntimeError, ValueError):  # the latter: a name that is no text
        _refuse_magnet(link)
    hashes = parameters.info_hashes
    if not (hashes.has_v1() or hashes.has_v2()):
        _refuse_magnet(link)
    return Magnet(
        name=name,
        infohash_v1=hashes.v1.to_bytes() if hashes.has_v1() else None,
        infohash_v2=hashes.v2.to_bytes() if hashes.has_v2() else None,
    )


def write_magnet(contents: Contents, trackers: Sequence[str] = (), web_seeds: Sequence[str] = ()) -> str:
    """Return the `magnet:` link of a public share with the sharer's own trackers and web seeds (BEP 9)."""
    parameters = lt.add_torrent_params()
    parameters.name = contents.name
    parameters.info_hashes = info_hashes(contents.infohash_v1, contents.infohash_v2)
    parameters.trackers = list(trackers)
    parameters.url_seeds = list(web_seeds)
    return str(lt.make_magnet_uri(parameters))


def info_hashes(v1: bytes | None, v2: bytes | None) -> Any:
    """Return both hashes as libtorrent wants them."""
    if v1 and v2:
        return lt.info_hash_t(lt.sha1_hash(v1), lt.sha256_hash(v2))
    if v2:
        return lt.info_hash_t(lt.sha256_hash(v2))
    assert v1 is not None
    return lt.info_hash_t(lt.sha1_hash(v1))


def _refuse_magnet(link: str) -> Never:
    raise NotALink(text=link[:80])


def _load_limits() -> Any:
    return {
        "max_buffer_size": limits.TORRENT_BYTES,
        "max_pieces": _PIECES,
        "max_decode_depth": limits.TORRENT_DEPTH * 2 + 10,
        "max_decode_tokens": 1_000_000,
        "max_duplicate_filenames": 1_000,
        "max_directory_depth": limits.TORRENT_DEPTH,
    }
