"""Commands about transfers: with a running node on the live ones, without one on what is written down."""

from typing import Final

from desktop.clock import Seconds, moment
from desktop.errors import FilesLeft
from desktop.events import TransferRow
from desktop.ids import ObjectId, find_by_prefix, id_bytes, id_text
from desktop.node import protocol
from desktop.node.hub import Hub
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.node.transfers import rest
from desktop.node.transfers.service import Transfers

_LOOK_SECONDS: Final = 1.0


async def list_transfers(
    node: Node, command: protocol.ListTransfers, tell: Tell
) -> list[protocol.TransferResult]:
    del command, tell
    return [transfer_result(row) for row in await _rows(node)]


async def pause(node: Node, command: protocol.Pause, tell: Tell) -> list[protocol.TransferResult]:
    del tell
    transfer = await find_transfer(node, command.transfer)
    if node.transfers is not None:
        await node.transfers.pause(transfer)
    else:
        await node.desk.run(rest.pause, node.store, transfer)
    return await changed(node, transfer)


async def resume(node: Node, command: protocol.Resume, tell: Tell) -> list[protocol.TransferResult]:
    del tell
    transfer = await find_transfer(node, command.transfer)
    if node.transfers is not None:
        await node.transfers.resume(transfer)
    else:
        await node.desk.run(rest.resume, node.store, transfer)
    return await changed(node, transfer)


async def remove(node: Node, command: protocol.Remove, tell: Tell) -> list[protocol.TransferResult]:
    del tell
    transfer = await find_transfer(node, command.transfer)
    (result,) = await changed(node, transfer)
    path = node.transfers.row(transfer).path if node.transfers is not None else None
    try:
        if node.transfers is not None:
            await node.transfers.remove(transfer, delete=command.delete_files)
        else:
            await node.desk.run(rest.remove, node.store, transfer, delete=command.delete_files)
    except OSError as error:
        raise FilesLeft(path=str(error.filename or path or "")) from error
    return [result]


async def recheck(node: Node, command: protocol.Recheck, tell: Tell) -> list[protocol.TransferResult]:
    transfer = await find_transfer(node, command.transfer)
    assert node.transfers is not None
    # A check that runs already, as after every start, may have looked at a part before it was changed.
    await _checked(node.hub, node.transfers, transfer, tell)
    node.transfers.recheck(transfer)
    await _checked(node.hub, node.transfers, transfer, tell)
    return [transfer_result(node.transfers.row(transfer))]


async def _checked(hub: Hub, transfers: Transfers, transfer: ObjectId, tell: Tell) -> None:
    """Return once a transfer's files are not being looked through."""
    with hub.listen() as heard:
        while transfers.is_checking(transfer):
            row = transfers.row(transfer)
            tell(protocol.ProgressNews(step="checking", done=row.done, total=row.total))
            await heard.next_within(_LOOK_SECONDS)


async def _rows(node: Node) -> list[TransferRow]:
    if node.transfers is not None:
        return node.transfers.rows()
    return await node.desk.run(rest.rows, node.store)


async def find_transfer(node: Node, text: str) -> ObjectId:
    """Return the transfer that an id, or the beginning of one, means. Raises IdUnknown, IdAmbiguous."""
    if node.transfers is None:
        known = [row.transfer for row in await _rows(node)]
    elif (whole := _whole_id(text)) is not None and node.transfers.has(whole):
        return whole
    else:
        known = node.transfers.ids()
    return ObjectId(find_by_prefix("transfer", text, known))


def _whole_id(text: str) -> ObjectId | None:
    try:
        return ObjectId(id_bytes(text))
    except ValueError:
        return None


async def changed(node: Node, transfer: ObjectId) -> list[protocol.TransferResult]:
    """Return the row of a transfer as it is now."""
    if node.transfers is not None:
        return [transfer_result(node.transfers.row(transfer))]
    return [transfer_result(row) for row in await _rows(node) if row.transfer == transfer]


def transfer_result(row: TransferRow) -> protocol.TransferResult:
    return protocol.TransferResult(
        transfer=id_text(row.transfer),
        share=id_text(row.share),
        name=row.name,
        state=row.state,
        done=row.done,
        total=row.total,
        down=row.down,
        up=row.up,
        peers=row.peers,
        reason=row.reason,
        role=row.role,
        audience=row.audience,
        added=moment(Seconds(row.added)),
        finished=moment(Seconds(row.finished)) if row.finished is not None else None,
        sent=row.sent,
        arrived=row.arrived,
        ends=moment(row.ends) if row.ends is not None else None,
    )
