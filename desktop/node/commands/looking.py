"""Commands that look before anything is begun: what sharing would pass on, and what a link leads to."""

import asyncio

from desktop import limits
from desktop.errors import LinkForOther
from desktop.ids import id_text
from desktop.net.torrent.walking import walk
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import LinkKind, Tell
from desktop.node.reading import paths_to_share
from desktop.node.transfers.wishes import read_wish
from desktop.share.links import read_person_link
from desktop.share.shares import Audience
from desktop.text import clean_line

_JOINED: str = "joined"
"""Stands for the folder that joins several paths: its real name depends on the title, which comes later."""


async def look_through(node: Node, command: protocol.LookThrough, tell: Tell) -> protocol.ContentsResult:
    """Say what would be shared. Raises what sharing raises before anything is read."""
    del node, tell
    return await asyncio.to_thread(_look_through, command.paths)


def _look_through(paths: tuple[str, ...]) -> protocol.ContentsResult:
    items = paths_to_share(paths)
    walked = walk(tuple(map(str, items)), _JOINED)
    names = tuple(file.path.removeprefix(f"{_JOINED}/") for file in walked.files[: limits.OFFER_NAMES])
    return protocol.ContentsResult(
        files=len(walked.files),
        bytes=sum(file.size for file in walked.files),
        names=names,
        junk=walked.junk,
        left_out=len(walked.left_out) + len(walked.profiles),
    )


async def read_link(node: Node, command: protocol.ReadLink, tell: Tell) -> protocol.LinkResult:
    """Say what a link says of itself. Raises NotALink, LinkCut, LinkTooNew or TorrentRefused."""
    del tell
    try:
        wish = await asyncio.to_thread(read_wish, command.link)
    except LinkForOther:
        person = read_person_link(command.link)
        name = clean_line(person.name, limits.PERSON_NAME_LENGTH)
        return protocol.LinkResult(LinkKind.PERSON, name, None, None, id_text(person.person))
    known = None
    if node.transfers is not None:
        known = node.transfers.find(wish.infohash_v1, wish.infohash_v2)
    return protocol.LinkResult(
        kind=LinkKind.PUBLIC if wish.audience is Audience.PUBLIC else LinkKind.SHARE,
        title=clean_line(wish.title, limits.TITLE_LENGTH),
        bytes=wish.size,
        files=len(wish.contents.files) if wish.contents is not None else None,
        here=id_text(known[0].share) if known is not None else None,
    )
