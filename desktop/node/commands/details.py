"""Commands about one transfer: a closer look at it, choosing among its files, moving it."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.errors import BadArgument
from desktop.ids import id_text
from desktop.net.calls.endpoint import PathKind
from desktop.node import protocol
from desktop.node.commands.share_links import link_to
from desktop.node.commands.transfers import changed, find_transfer
from desktop.node.node import Node
from desktop.node.protocol import FileRank, FileResult, TakerResult, Tell, TransferDetails, Way
from desktop.node.transfers.closeup import Sight, Taker
from desktop.node.transfers.ranks import Rank
from desktop.node.transfers.service import Transfers
from desktop.node.transfers.wishes import write_address

_RANKS: Final = MappingProxyType(
    {
        Rank.OUT: FileRank.OUT,
        Rank.LAST: FileRank.LAST,
        Rank.NORMAL: FileRank.NORMAL,
        Rank.FIRST: FileRank.FIRST,
    }
)
_WAYS: Final = MappingProxyType(
    {PathKind.DIRECT: Way.DIRECT, PathKind.RELAY: Way.RELAY, PathKind.NONE: Way.NEARBY}
)
_THOUSAND: Final = 1000


async def show_transfer(node: Node, command: protocol.ShowTransfer, tell: Tell) -> TransferDetails:
    del tell
    transfers = _transfers(node)
    sight = await transfers.look(await find_transfer(node, command.transfer))
    share = sight.share
    return TransferDetails(
        transfer=id_text(share.share),
        link=link_to(node, share) if command.files and share.infohash_v2 is not None else None,
        folder=sight.transfer.folder,
        path=sight.path,
        files=_files(sight) if command.files else None,
        done=sight.done,
        parts=sight.parts,
        pieces=sight.pieces,
        takers=tuple(_taker(node, taker, is_public=share.is_public) for taker in sight.takers),
    )


async def choose_files(
    node: Node, command: protocol.ChooseFiles, tell: Tell
) -> list[protocol.TransferResult]:
    del tell
    transfer = await find_transfer(node, command.transfer)
    changes = {
        Rank.NORMAL: command.get,
        Rank.OUT: command.leave_out,
        Rank.FIRST: command.first,
        Rank.LAST: command.last,
    }
    await _transfers(node).choose(transfer, changes)
    return await changed(node, transfer)


async def move_transfer(
    node: Node, command: protocol.MoveTransfer, tell: Tell
) -> list[protocol.TransferResult]:
    del tell
    transfer, folder = await find_transfer(node, command.transfer), Path(command.folder)
    if not folder.is_absolute() or "\0" in command.folder:
        raise BadArgument(name="DIR", text=command.folder)
    await _transfers(node).move(transfer, folder)
    return await changed(node, transfer)


def _transfers(node: Node) -> Transfers:
    assert node.transfers is not None
    return node.transfers


def _files(sight: Sight) -> tuple[FileResult, ...]:
    disk = {placed.index: str(placed.disk) for placed in sight.placed}
    return tuple(
        FileResult(
            file.index, file.path, file.size, _RANKS[Rank(sight.ranks[file.index])], disk.get(file.index)
        )
        for file in sight.files
    )


def _taker(node: Node, taker: Taker, *, is_public: bool) -> TakerResult:
    company = taker.company
    people = node.people
    person = None
    if people is not None and taker.far_side is not None:
        person = people.caller(taker.far_side.endpoint)
    return TakerResult(
        person=id_text(person) if person is not None else "",
        name=people.name_of(person) if people is not None and person is not None else "",
        way=Way.PUBLIC if is_public else _WAYS[taker.path],
        address=write_address(company.address) if is_public else "",
        client=company.client if is_public else "",
        has=int(company.has * _THOUSAND),
        down=company.down,
        up=company.up,
    )
