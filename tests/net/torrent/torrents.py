"""Torrents: sound ones of files on disk, and whatever a stranger might make up, as bytes."""

import hashlib
from pathlib import Path
from typing import Any, Final

import libtorrent as lt
from hypothesis import strategies as st

PIECE: Final = 16 * 1024

HOSTILE_NAMES: Final = (
    *(b"..", b".", b"", b"/etc/passwd", b"..\\..\\x", b"C:\\x", b"a/../../b", b"\xff\xfe", b"\x00", b"con"),
    *(b"a" * 400, b"\xe2\x80\xaegpj.exe", b"trail. ", b"a", b"A", b"a:b?", b".pad", b"\xed\xa0\x80", b"~"),
)


def torrent_of(top: Path, *, hybrid: bool = True, beside: dict[str, Any] | None = None) -> bytes:
    """Return the torrent of a real file or folder, in small pieces; `beside` stands beside its details."""
    made = lt.create_torrent(lt.list_files(str(top)), PIECE, 0 if hybrid else lt.create_torrent.v2_only)
    lt.set_piece_hashes(made, str(top.parent), lambda _: None)
    contents = made.generate()
    return _bencoded(contents | {key.encode(): value for key, value in (beside or {}).items()})


def v1_torrent(files: list[dict[bytes, Any]], **details: Any) -> bytes:
    """Return a torrent in the old form whose pieces are made up."""
    total = sum(max(file.get(b"length", 0), 0) for file in files)
    info = {
        b"name": b"top",
        b"piece length": PIECE,
        b"pieces": bytes(20) * (-(-total // PIECE)),
        b"files": files,
    }
    return _bencoded({b"info": info | {key.encode(): value for key, value in details.items()}})


def file_entry(*path: bytes, size: int = 1, **more: Any) -> dict[bytes, Any]:
    return {b"path": list(path), b"length": size, **{key.encode(): value for key, value in more.items()}}


def hostile_torrents() -> st.SearchStrategy[bytes]:
    """Return whole torrents that are wrong in some way, cut ones, changed ones and plain rubbish."""
    whole = st.one_of(_v1(), _v2(), _hybrid(), _with_details(_anything)).map(_bencoded)
    return st.one_of(whole, whole.flatmap(_cut), whole.flatmap(_changed), st.binary(max_size=200))


_names = st.sampled_from(HOSTILE_NAMES) | st.binary(max_size=12)
_sizes = st.sampled_from([0, 1, PIECE, PIECE + 1, -1, -(2**63), 2**62, 2**63 - 1]) | st.integers(0, 5 * PIECE)
_attributes = st.sampled_from([b"", b"l", b"p", b"x", b"h", b"lpxh"])
_hashes = st.sampled_from([b"", bytes(20), bytes(32), b"h" * 40, b"h" * 33])
_anything: st.SearchStrategy[Any] = st.recursive(
    st.integers(-(2**63), 2**63 - 1) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)
_old_files: st.SearchStrategy[list[dict[bytes, Any]]] = st.lists(
    st.fixed_dictionaries(
        {b"path": st.lists(_names, max_size=25), b"length": _sizes},
        optional={b"attr": _attributes, b"symlink path": st.lists(_names, max_size=4), b"x": _anything},
    ),
    max_size=6,
)
_leaves = st.fixed_dictionaries(
    {},
    optional={
        b"length": _sizes,
        b"pieces root": _hashes,
        b"attr": _attributes,
        b"symlink path": st.lists(_names, max_size=3),
    },
).map(lambda leaf: {b"": leaf})
_trees = st.recursive(
    _leaves, lambda inner: st.dictionaries(_names, inner, min_size=1, max_size=3), max_leaves=6
)


@st.composite
def _v1(draw: st.DrawFn) -> Any:
    files = draw(_old_files)
    total = sum(max(file[b"length"], 0) for file in files)
    right = bytes(20) * min(-(-total // PIECE), 1_000)
    info = {
        b"name": draw(_names),
        b"piece length": draw(st.sampled_from([PIECE, PIECE, 0, -1, 1, 2**62])),
        b"pieces": draw(st.sampled_from([right, right, right, b"", b"short", bytes(20) * 7])),
        b"files": files,
    }
    return {b"info": info}


@st.composite
def _v2(draw: st.DrawFn) -> Any:
    tree = draw(st.dictionaries(_names, _trees, max_size=4))
    info = {
        b"name": draw(_names),
        b"piece length": draw(st.sampled_from([PIECE, PIECE, 1, 0, 3 * PIECE])),
        b"meta version": draw(st.sampled_from([2, 2, 2, 1, 3, -1])),
        b"file tree": tree,
    }
    layers = draw(st.dictionaries(_hashes, _hashes, max_size=2))
    return {b"info": info, b"piece layers": layers}


@st.composite
def _hybrid(draw: st.DrawFn) -> Any:
    """Both forms at once, which may tell of different files, or of the same one."""
    if draw(st.booleans()):
        old, new = draw(_v1()), draw(_v2())
        return {**new, b"info": {**old[b"info"], **new[b"info"]}}
    name, size = draw(_names), draw(st.integers(1, PIECE))
    root = hashlib.sha256(bytes(size)).digest()
    leaf = {b"": {b"length": draw(st.sampled_from([size, size, size + 1])), b"pieces root": root}}
    info = {b"name": name, b"length": size, b"pieces": bytes(20), b"piece length": PIECE}
    return {b"info": info | {b"meta version": 2, b"file tree": {draw(st.sampled_from([name, b"b"])): leaf}}}


def _with_details(details: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(_names, _anything, max_size=3).flatmap(
        lambda beside: details.map(lambda info: {**beside, b"info": info})
    )


def _bencoded(value: Any) -> bytes:
    return bytes(lt.bencode(value))


def _cut(data: bytes) -> st.SearchStrategy[bytes]:
    return st.integers(0, len(data)).map(lambda end: data[:end])


def _changed(data: bytes) -> st.SearchStrategy[bytes]:
    return st.tuples(st.integers(0, max(len(data) - 1, 0)), st.integers(0, 255)).map(
        lambda change: data[: change[0]] + bytes([change[1]]) + data[change[0] + 1 :]
    )
