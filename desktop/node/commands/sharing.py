"""The command `share`: read, hash, write down, serve, and say the link."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from desktop import keys, limits
from desktop.errors import FolderUnusable, NamesCollide, PathMissing
from desktop.events import ShareArrived
from desktop.ids import ObjectId, id_text
from desktop.net.addresses import own_addresses
from desktop.net.torrent.contents import Contents, read_contents, write_magnet
from desktop.net.torrent.maker import NewTorrent, make_torrent
from desktop.net.torrent.making import Job
from desktop.net.torrent.names import collision_key
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import AnyNews
from desktop.share.links import SECRET_BYTES, ShareLink, write_share_link
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Share, Transfer
from desktop.text import clean_line

Tell = Callable[[AnyNews], None]

_SALT_BYTES: Final = 16
_WATCH_SECONDS: Final = 0.05


async def add_share(node: Node, command: protocol.AddShare, tell: Tell) -> protocol.ShareResult:
    """Share files; stay until `until_sent` others have them, or for ever if the command says so."""
    items = await asyncio.to_thread(_items, command.paths)
    if command.torrent_file is not None and not Path(command.torrent_file).parent.is_dir():
        raise FolderUnusable(path=str(Path(command.torrent_file).parent))
    secret = b"" if command.public else keys.random_bytes(SECRET_BYTES)
    made = await make_torrent(_job(command, items, secret), _reading(tell))
    if made.left_out:
        tell(protocol.LeftOutNews(count=made.left_out, example=made.left_out_example))
    contents = read_contents(made.data)
    share, _ = await _store(node, command, items, secret, made, contents)
    if command.torrent_file is not None:
        await node.desk.run(_write_torrent, Path(command.torrent_file), made.data)
    result = _result(node, share, contents)
    if command.stay or command.until_sent:
        tell(msgspec.convert(msgspec.structs.asdict(result), protocol.SharedNews))
        await _stay(node, share.share, command.until_sent, tell)
    return result


def _items(paths: tuple[str, ...]) -> tuple[Path, ...]:
    """Return what is to be shared, links to it followed."""
    items = []
    for path in paths:
        try:
            items.append(Path(path).resolve(strict=True))
        except (OSError, RuntimeError) as error:
            raise PathMissing(path=path) from error
    seen: dict[str, Path] = {}
    for item in dict.fromkeys(items):
        other = seen.setdefault(collision_key(item.name), item)
        if other != item:
            raise NamesCollide(first=str(other), second=str(item))
    return tuple(seen.values())


def _job(command: protocol.AddShare, items: tuple[Path, ...], secret: bytes) -> Job:
    return Job(
        items=tuple(str(item) for item in items),
        name=_title(command, items),
        hybrid=command.public,
        salt=keys.derive_key(keys.Label.SHARE_SALT, secret)[:_SALT_BYTES] if secret else b"",
        trackers=command.trackers,
        web_seeds=command.web_seeds,
    )


def _title(command: protocol.AddShare, items: tuple[Path, ...]) -> str:
    wished = clean_line(command.title or "", limits.TITLE_LENGTH).replace("/", "-")
    if wished or len(items) == 1:
        return wished or clean_line(items[0].name, limits.TITLE_LENGTH)
    return clean_line(f"{items[0].stem} + {len(items) - 1}", limits.TITLE_LENGTH)


def _reading(tell: Tell) -> Callable[[int, int], None]:
    return lambda done, total: tell(protocol.ProgressNews(step="reading", done=done, total=total))


async def _store(
    node: Node,
    command: protocol.AddShare,
    items: tuple[Path, ...],
    secret: bytes,
    made: NewTorrent,
    contents: Contents,
) -> tuple[Share, Transfer]:
    await _forget_older(node, contents)
    new = NewShare(
        title=_title(command, items),
        audience=Audience.PUBLIC if command.public else Audience.LINK,
        secret=secret,
        name=contents.name,
        infohash_v1=contents.infohash_v1,
        infohash_v2=contents.infohash_v2,
        size=contents.size,
        files=len(contents.files),
        trackers=command.trackers,
        web_seeds=command.web_seeds,
    )
    joined = tuple(str(item) for item in items) if len(items) > 1 else ()
    place = NewTransfer(folder=str(items[0].parent), role=Role.SHARE, items=joined)
    share, transfer = await node.desk.run(node.store.add_share, new, place, made.data)
    if node.transfers is not None:
        await node.transfers.begin_share(share, transfer, made.data)
    return share, transfer


async def _forget_older(node: Node, contents: Contents) -> None:
    """Let a transfer of the very same torrent make way: the files just read take its place."""
    infohash = contents.infohash_v2 or contents.infohash_v1
    assert infohash is not None
    older = await node.desk.run(node.store.find, infohash)
    if older is None:
        return
    if node.transfers is not None:
        await node.transfers.remove(older[0].share, delete=False)
    else:
        await node.desk.run(node.store.remove_share, older[0].share)


def _write_torrent(path: Path, torrent: bytes) -> None:
    try:
        path.write_bytes(torrent)
    except OSError as error:
        raise FolderUnusable(path=str(path)) from error


def _result(node: Node, share: Share, contents: Contents) -> protocol.ShareResult:
    public = share.audience is Audience.PUBLIC
    return protocol.ShareResult(
        share=id_text(share.public_id),
        link=_link(node, share),
        magnet=write_magnet(contents) if public else None,
        infohash_v1=contents.infohash_v1.hex() if public and contents.infohash_v1 else None,
        infohash_v2=contents.infohash_v2.hex() if public and contents.infohash_v2 else None,
        bytes=contents.size,
        files=len(contents.files),
    )


def _link(node: Node, share: Share) -> str:
    assert share.infohash_v2 is not None
    port = node.swarm_port()
    addresses = tuple((address, port) for address in own_addresses(node.network.bind))
    external = node.engine.external_address if node.engine is not None else None
    if external is not None:
        addresses = ((external.host, external.port), *addresses)
    return write_share_link(
        ShareLink(
            share=share.public_id,
            secret=share.secret or bytes(SECRET_BYTES),
            infohash_v2=share.infohash_v2,
            size=share.size or 0,
            title=share.title,
            addresses=addresses[: limits.LINK_ADDRESSES],
        )
    )


async def _stay(node: Node, share: ObjectId, until_sent: int | None, tell: Tell) -> None:
    """Serve until enough others have it whole, or until cancelled."""
    with node.hub.listen() as heard:
        watching = asyncio.ensure_future(_watch(node, share))
        try:
            async for event in heard.events():
                if isinstance(event, ShareArrived) and event.transfer == share:
                    tell(protocol.SentNews(people=event.people))
                    if until_sent is not None and event.people >= until_sent:
                        return
        finally:
            watching.cancel()


async def _watch(node: Node, share: ObjectId) -> None:
    while node.transfers is not None:
        node.transfers.watch_arrivals(share)
        await asyncio.sleep(_WATCH_SECONDS)
