"""The command `share`: read, hash, write down, serve, and say the link."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import IdUnknown, TorrentFileUnusable
from desktop.events import ShareArrived, TransferRemoved
from desktop.ids import ObjectId, id_text
from desktop.net.addresses import own_addresses
from desktop.net.torrent.contents import Contents, read_contents, write_magnet
from desktop.net.torrent.inside import with_link
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.node.reading import Reading
from desktop.node.transfers import rest
from desktop.node.transfers.placing import Beginning
from desktop.share.links import NO_SECRET, ShareLink, write_share_link
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Share, Transfer

_WATCH_SECONDS: Final = 0.04
_GLANCE_SECONDS: Final = 1.0


async def add_share(node: Node, command: protocol.AddShare, tell: Tell) -> protocol.ShareResult:
    """Share files; stay until `until_sent` others have them, or for ever if the command says so."""
    if command.torrent_file is not None and not Path(command.torrent_file).parent.is_dir():
        raise TorrentFileUnusable(path=command.torrent_file)
    reading = node.begun_reading or await Reading.begin(command, tell)
    try:
        made = await reading.torrent
    finally:
        await reading.give_up()
    if made.left_out:
        tell(protocol.LeftOutNews(count=made.left_out, example=made.left_out_example))
    contents = await asyncio.to_thread(read_contents, made.data)
    with _room_for_torrent(command.torrent_file) as write:  # where it cannot be written, nothing is shared
        share = await _store(node, command, reading, made.data, contents)
        result = _result(node, share, contents)
        torrent = made.data if command.public else with_link(made.data, result.link)
        await asyncio.to_thread(write, torrent)
    if command.stay or command.until_sent:
        tell(msgspec.convert(msgspec.structs.asdict(result), protocol.SharedNews))
        await _stay(node, share.share, command.until_sent, tell)
    return result


async def _store(
    node: Node, command: protocol.AddShare, reading: Reading, torrent: bytes, contents: Contents
) -> Share:
    new = NewShare(
        title=reading.title,
        audience=Audience.PUBLIC if command.public else Audience.LINK,
        secret=reading.secret,
        name=contents.name,
        infohash_v1=contents.infohash_v1,
        infohash_v2=contents.infohash_v2,
        size=contents.size,
        files=len(contents.files),
        trackers=command.trackers,
        web_seeds=command.web_seeds,
    )
    items = reading.items
    joined = tuple(str(item) for item in items) if len(items) > 1 else ()
    place = NewTransfer(folder=str(items[0].parent), role=Role.SHARE, items=joined)
    mark = await asyncio.to_thread(rest.mark_of, contents, place)
    beginning = Beginning(share=new, transfer=place, torrent=torrent, contents=contents, mark=mark)
    if node.transfers is None:
        return await node.desk.run(rest.add_share, node.store, beginning)
    share, _ = await node.transfers.begin(beginning, _makes_way)
    return share


def _makes_way(share: Share, transfer: Transfer) -> bool:
    """Keep no transfer of the very same torrent: the files just read take its place."""
    del share, transfer
    return False


@contextmanager
def _room_for_torrent(name: str | None) -> Iterator[Callable[[bytes], None]]:
    """Give what writes the file whole, or leaves what was there; without a name, nothing is written.

    It is to be given away, so not private like our own.
    """
    if name is None:
        yield lambda _: None
        return
    path = Path(name)
    scratch = path.with_name(f".{path.name}.part")

    def write(torrent: bytes) -> None:
        scratch.write_bytes(torrent)
        scratch.replace(path)

    try:
        scratch.write_bytes(b"")
        yield write
    except OSError as error:
        raise TorrentFileUnusable(path=name) from error
    finally:
        scratch.unlink(missing_ok=True)


def _result(node: Node, share: Share, contents: Contents) -> protocol.ShareResult:
    public = share.is_public
    return protocol.ShareResult(
        share=id_text(share.public_id),
        link=_link(node, share),
        magnet=write_magnet(contents, share.trackers, share.web_seeds) if public else None,
        infohash_v1=contents.infohash_v1.hex() if public and contents.infohash_v1 else None,
        infohash_v2=contents.infohash_v2.hex() if public and contents.infohash_v2 else None,
        bytes=contents.size,
        files=len(contents.files),
    )


def _link(node: Node, share: Share) -> str:
    assert share.infohash_v2 is not None
    return write_share_link(
        ShareLink(
            share=share.public_id,
            secret=share.secret or NO_SECRET,
            infohash_v2=share.infohash_v2,
            size=share.size or 0,
            title=share.title,
            addresses=_swarm_addresses(node) if share.is_public else (),
            reach=None if share.is_public else node.reach(),
        )
    )


def _swarm_addresses(node: Node) -> tuple[tuple[str, int], ...]:
    """Return where this computer takes part in public swarms, likeliest first."""
    port = node.swarm_port()
    addresses = tuple((address, port) for address in own_addresses(node.network.bind))
    external = node.swarms.public.external_address if node.swarms is not None else None
    if external is not None:
        addresses = ((external.host, external.port), *addresses)
    return addresses[: limits.LINK_ADDRESSES]


async def _stay(node: Node, share: ObjectId, until_sent: int | None, tell: Tell) -> None:
    """Serve until enough others have it whole, or until cancelled."""
    pause = _GLANCE_SECONDS if until_sent is None else _WATCH_SECONDS
    with node.hub.listen() as heard:
        while node.transfers is not None:
            node.transfers.watch_arrivals(share)
            event = await heard.next_within(pause)
            if isinstance(event, TransferRemoved) and event.transfer == share:
                raise IdUnknown(what="share", text=id_text(share))
            if isinstance(event, ShareArrived) and event.transfer == share:
                tell(protocol.SentNews(people=event.people))
                if until_sent is not None and event.people >= until_sent:
                    return
