"""The command `get`: from a link to files verified on disk."""

import asyncio
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from desktop.errors import BadArgument, FolderUnusable, HereAlready, LinkOfOwn, NobodyInTime, TransferFailed
from desktop.events import TransferRow, TransferState
from desktop.ids import ObjectId, id_text
from desktop.net.addresses import own_addresses
from desktop.net.torrent.placing import chosen
from desktop.node import protocol
from desktop.node.commands.transfers import transfer_result
from desktop.node.hub import Subscription
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.node.transfers.placing import Beginning
from desktop.node.transfers.service import Transfers
from desktop.node.transfers.wishes import Wish, read_wish, with_extras, without_own_computer, write_address
from desktop.share.shares import NewShare, NewTransfer, Role, Share, Transfer

_FIRST_WORD_SECONDS: Final = 2.0
_WAITING_SECONDS: Final = 10.0


async def get(node: Node, command: protocol.Get, tell: Tell) -> protocol.GetResult:
    """Fetch what a link leads to, or go on with it, and return once it is verified on disk."""
    transfers = node.transfers
    assert transfers is not None
    began = node.clock.monotonic()
    wish = await asyncio.to_thread(_read_wish, command, node.network.bind)
    if wish.contents is not None and chosen(wish.contents, command.only) == frozenset():
        raise BadArgument(
            name="--only", text=" ".join(command.only), fits="a pattern that some file in it fits"
        )
    transfer = await _begin(node, transfers, wish, command)
    row = await wait_for(node, transfer, tell, command.timeout)
    assert row.path is not None
    return protocol.GetResult(
        share=id_text(row.share),
        path=row.path,
        bytes=row.total,
        files=row.files,
        seconds=round(node.clock.monotonic() - began, 3),
    )


async def begin(node: Node, command: protocol.BeginGet, tell: Tell) -> list[protocol.TransferResult]:
    """Have what a link leads to on the list, begun or going on, and return its row."""
    del tell
    transfers = node.transfers
    assert transfers is not None
    wished = protocol.Get(command.link, command.folder)
    wish = await asyncio.to_thread(_read_wish, wished, node.network.bind)
    transfer = await _begin(node, transfers, wish, wished)
    return [transfer_result(transfers.row(transfer))]


def _read_wish(command: protocol.Get, bind: str | None) -> Wish:
    wish = read_wish(command.link)
    if not ip_address(own_addresses(bind)[0]).is_loopback:  # else this computer is all the network there is
        wish = without_own_computer(wish)
    return with_extras(wish, command.peers, command.trackers, command.web_seeds)


async def _begin(node: Node, transfers: Transfers, wish: Wish, command: protocol.Get) -> ObjectId:
    """Go on with the transfer of this torrent if there is one, else make one.

    One of which nothing is here yet makes way for one that is to go somewhere else.
    """
    folder = Path(command.folder) if command.folder else node.downloads()

    def keep(share: Share, transfer: Transfer) -> bool:
        _check_own(transfer)
        goes_elsewhere = command.folder is not None and folder != Path(transfer.folder)
        if not goes_elsewhere:
            return True
        if share.audience is wish.audience and transfers.has_nothing(share.share):
            return False
        raise HereAlready(path=transfer.folder, what="all" if transfer.is_settled else "part")

    known = transfers.find(wish.infohash_v1, wish.infohash_v2)
    if known is None or not keep(*known):
        await asyncio.to_thread(_make_folder, folder)
    new = Beginning(
        share=_new_share(wish),
        transfer=_new_transfer(wish, folder, command),
        torrent=wish.torrent,
        contents=wish.contents,
    )
    share, is_new = await transfers.begin(new, keep)
    if not is_new:
        await transfers.want_more(share.share, command.only)
        await _go_on(transfers, share, wish)
    return share.share


def _check_own(transfer: Transfer) -> None:
    """Raise LinkOfOwn for what was shared from here."""
    if transfer.role is Role.SHARE:
        raise LinkOfOwn


async def _go_on(transfers: Transfers, share: Share, wish: Wish) -> None:
    peers = tuple(write_address(peer) for peer in wish.peers)
    await transfers.know_peers(share.share, peers, wish.source)
    # Files that the person has changed are put right only by `resume`, which says so.
    await transfers.go_on(share.share)


def _new_share(wish: Wish) -> NewShare:
    contents = wish.contents
    return NewShare(
        title=wish.title,
        audience=wish.audience,
        secret=wish.secret,
        origin=wish.origin,
        name=contents.name if contents else None,
        infohash_v1=wish.infohash_v1,
        infohash_v2=wish.infohash_v2,
        size=wish.size,
        files=len(contents.files) if contents else None,
        trackers=wish.trackers,
        web_seeds=wish.web_seeds,
    )


def _new_transfer(wish: Wish, folder: Path, command: protocol.Get) -> NewTransfer:
    peers = tuple(write_address(peer) for peer in wish.peers)
    return NewTransfer(folder=str(folder), role=Role.GET, only=command.only, peers=peers, source=wish.source)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path=str(folder)) from error


class _Wait:
    """One person waiting for one transfer, told now and then how it stands."""

    def __init__(self, node: Node, transfers: Transfers, transfer: ObjectId, tell: Tell) -> None:
        self._clock = node.clock
        self._transfers = transfers
        self._transfer = transfer
        self._tell = tell
        self._word_due = node.clock.monotonic() + _FIRST_WORD_SECONDS
        self._told: protocol.ProgressNews | None = None

    @property
    def row(self) -> TransferRow:
        return self._transfers.row(self._transfer)

    def look(self) -> TransferRow | None:
        """Return the row if it has arrived. Raises TransferFailed."""
        row = self.row
        if row.whole:
            return row
        if row.state is TransferState.FAILED and row.reason is not None:
            raise TransferFailed(reason=row.reason)
        if row.state is TransferState.WAITING and row.reason is not None:
            if self._clock.monotonic() >= self._word_due:
                self._tell(protocol.WaitingNews(why=row.reason))
                self._word_due = self._clock.monotonic() + _WAITING_SECONDS
        elif row.done or row.state is not TransferState.CHECKING:  # else only a place is being found
            self._tell_progress(_progress(row))
        return None

    def _tell_progress(self, news: protocol.ProgressNews) -> None:
        if news != self._told:
            self._told = news
            self._tell(news)


def _progress(row: TransferRow) -> protocol.ProgressNews:
    step = "checking" if row.state is TransferState.CHECKING else "receiving"
    return protocol.ProgressNews(step=step, done=row.done, total=row.total, down=row.down, peers=row.peers)


async def wait_for(node: Node, transfer: ObjectId, tell: Tell, limit: float | None) -> TransferRow:
    """Return the row of a transfer once all of it is here. Raises TransferFailed, NobodyInTime."""
    assert node.transfers is not None
    with node.hub.listen() as heard:
        return await _arrival(_Wait(node, node.transfers, transfer, tell), heard, limit)


async def _arrival(wait: _Wait, heard: Subscription, limit: float | None) -> TransferRow:
    try:
        async with asyncio.timeout(limit):
            while True:
                row = wait.look()
                if row is not None:
                    return row
                await heard.next_within(1.0)
    except TimeoutError as error:
        raise NobodyInTime(seconds=limit or 0.0, reason=wait.row.reason) from error
