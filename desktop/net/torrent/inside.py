"""A link inside a `.torrent` file: what is got by link only is reached by what the link says. Pure."""

from typing import Any, Final

import libtorrent as lt

_KEY: Final = b"passalong"


def with_link(torrent: bytes, link: str) -> bytes:
    """Return the `.torrent` with the link beside its details, where other programs overlook it."""
    outside: Any = lt.bdecode(torrent)
    return lt.bencode({**outside, _KEY: link.encode()})


def link_in(torrent: bytes) -> str | None:
    """Return the link in bytes that were read as a `.torrent` before, None if there is none."""
    outside: Any = lt.bdecode(torrent)
    link = outside.get(_KEY)
    return link.decode("ascii", "replace") if isinstance(link, bytes) else None
