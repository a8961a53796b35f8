"""The command `share`: read, hash, write down, serve, and say the link."""

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec

from desktop import limits
from desktop.clock import Seconds, moment, whole_seconds
from desktop.errors import IdUnknown, NodeBusy, PersonBlocked
from desktop.events import ShareArrived, TransferRemoved
from desktop.ids import ObjectId, PersonId, id_text
from desktop.net.torrent.contents import Contents, read_contents, write_magnet
from desktop.net.torrent.inside import with_link
from desktop.node import protocol
from desktop.node.commands.finding import find_person
from desktop.node.commands.share_links import link_to, room_for_torrent
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.node.reading import Reading
from desktop.node.transfers import rest
from desktop.node.transfers.placing import Beginning
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Share, Transfer

if TYPE_CHECKING:
    from desktop.node.people.service import PeopleService

_DAY: Final = 86_400
_WATCH_SECONDS: Final = 0.04
_GLANCE_SECONDS: Final = 1.0


async def add_share(node: Node, command: protocol.AddShare, tell: Tell) -> protocol.ShareResult:
    """Share files; stay until `until_sent` others have them, or for ever if the command says so."""
    people = [_whom(node, text) for text in command.to]
    reading = node.begun_reading or await Reading.begin(command, tell)
    try:
        made = await reading.torrent
    finally:
        await reading.give_up()
    if made.left_out or made.profiles:
        tell(protocol.LeftOutNews(made.left_out, made.left_out_example, made.profiles))
    contents = await asyncio.to_thread(read_contents, made.data)
    with room_for_torrent(command.torrent_file) as write:  # where it cannot be written, nothing is shared
        share = await _store(node, command, reading, made.data, contents)
        link = link_to(node, share)
        torrent = with_link(made.data, link) if link and not share.is_public else made.data
        await asyncio.to_thread(write, torrent)
    offers = await _offer(node, share, contents, people, command.text)
    result = _result(share, contents, link, offers)
    if command.stay or command.until_sent:
        tell(msgspec.convert(msgspec.structs.asdict(result), protocol.SharedNews))
        await _stay(node, share.share, command.until_sent, tell)
    return result


async def _store(
    node: Node, command: protocol.AddShare, reading: Reading, torrent: bytes, contents: Contents
) -> Share:
    new = NewShare(
        title=reading.title,
        audience=_audience(command),
        secret=reading.secret,
        name=contents.name,
        infohash_v1=contents.infohash_v1,
        infohash_v2=contents.infohash_v2,
        size=contents.size,
        files=len(contents.files),
        trackers=command.trackers,
        web_seeds=command.web_seeds,
        ends=_end(node, command.days),
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


def _audience(command: protocol.AddShare) -> Audience:
    if command.to:
        return Audience.PEOPLE
    return Audience.PUBLIC if command.public else Audience.LINK


def _end(node: Node, days: int | None) -> Seconds | None:
    return None if days is None else Seconds(whole_seconds(node.clock) + days * _DAY)


def _whom(node: Node, text: str) -> PersonId:
    """Return whom something is for. Raises IdUnknown, IdAmbiguous, PersonBlocked."""
    people = _people(node)
    person = find_person(people, text)
    if not people.has_to_do_with(person):
        raise PersonBlocked(person=id_text(person))
    return person


def _people(node: Node) -> "PeopleService":
    if node.people is None:
        raise NodeBusy
    return node.people


async def _offer(
    node: Node, share: Share, contents: Contents, people: list[PersonId], text: str
) -> list[str]:
    """Ask those for whom a share is, and return the ids of the offers."""
    if not people or node.offers is None:
        return []
    names = [file.path for file in contents.files[: limits.OFFER_NAMES]]
    offers = await node.offers.offer(share, names, dict.fromkeys(people), text)
    return [id_text(offer.offer) for offer in offers]


def _makes_way(share: Share, transfer: Transfer) -> bool:
    """Keep no transfer of the very same torrent: the files just read take its place."""
    del share, transfer
    return False


def _result(share: Share, contents: Contents, link: str | None, offers: list[str]) -> protocol.ShareResult:
    public = share.is_public
    return protocol.ShareResult(
        share=id_text(share.public_id),
        link=link,
        magnet=write_magnet(contents, share.trackers, share.web_seeds) if public else None,
        infohash_v1=contents.infohash_v1.hex() if public and contents.infohash_v1 else None,
        infohash_v2=contents.infohash_v2.hex() if public and contents.infohash_v2 else None,
        bytes=contents.size,
        files=len(contents.files),
        offers=offers,
        ends=moment(share.ends) if share.ends is not None else None,
    )


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
