"""Paths as whoever made the torrent wrote them.

libtorrent shortens names to 240 bytes and drops joiners and backslashes, so under the paths that it gives, a
person's own files would not be found on disk again. What is given here is a stranger's and makes no path
before `names` has made it safe, except where the files are one's own.
"""

from collections.abc import Iterator
from typing import Any

_MODE = b"attr"
_PADDING = b"p"


def written_paths(details: Any) -> list[str] | None:
    """Return the path of each file in a decoded info dictionary, padding left out, in libtorrent's order.

    None if one of them is no text.
    """
    try:
        return ["/".join(_text(part) for part in path) for path in _paths(details)]
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, RecursionError):
        return None  # libtorrent reads some torrents that follow no rules


def _paths(details: Any) -> Iterator[list[bytes]]:
    name = details.get(b"name.utf-8", details.get(b"name"))
    if b"files" in details:
        for file in details[b"files"]:
            if _PADDING not in file.get(_MODE, b""):
                yield [name, *file.get(b"path.utf-8", file.get(b"path"))]
    elif b"file tree" in details:
        paths = list(_below(details[b"file tree"], []))
        alone = len(paths) == 1 and len(paths[0]) == 1
        yield from paths if alone else ([name, *path] for path in paths)
    else:
        yield [name]


def _below(tree: Any, path: list[bytes]) -> Iterator[list[bytes]]:
    for name, branch in tree.items():
        if name == b"":
            if _PADDING not in branch.get(_MODE, b""):
                yield path
        else:
            yield from _below(branch, [*path, name])


def _text(part: bytes) -> str:
    return part.decode().replace("/", "_")
