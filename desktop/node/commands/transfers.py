"""Commands about transfers: with a running node on the live ones, without one on what is written down."""

from typing import Final

from desktop.errors import FilesLeft
from desktop.events import TransferRow
from desktop.ids import ObjectId, find_by_prefix, id_text
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
    transfer = await _find(node, command.transfer)
    if node.transfers is not None:
        await node.transfers.pause(transfer)
    else:
        await node.desk.run(rest.set_paused, node.store, transfer, paused=True)
    return await _changed(node, transfer)


async def resume(node: Node, command: protocol.Resume, tell: Tell) -> list[protocol.TransferResult]:
    del tell
    transfer = await _find(node, command.transfer)
    if node.transfers is not None:
        await node.transfers.resume(transfer)
    else:
        await node.desk.run(rest.set_paused, node.store, transfer, paused=False)
    return await _changed(node, transfer)


async def remove(node: Node, command: protocol.Remove, tell: Tell) -> list[protocol.TransferResult]:
    del tell
    transfer = await _find(node, command.transfer)
    row = next(row for row in await _rows(node) if row.transfer == transfer)
    try:
        if node.transfers is not None:
            await node.transfers.remove(transfer, delete=command.delete_files)
        else:
            await node.desk.run(rest.remove, node.store, transfer, delete=command.delete_files)
    except OSError as error:
        raise FilesLeft(path=str(error.filename or row.path or "")) from error
    return [transfer_result(row)]


async def recheck(node: Node, command: protocol.Recheck, tell: Tell) -> list[protocol.TransferResult]:
    transfer = await _find(node, command.transfer)
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


async def set_limits(node: Node, command: protocol.SetLimits, tell: Tell) -> protocol.LimitResult:
    del tell
    wished = {"upload_limit": command.up, "download_limit": command.down}
    changes = {name: limit for name, limit in wished.items() if limit is not None}
    settings = node.profile.settings
    if changes:
        settings = await node.desk.run(node.profile.change_settings, **changes)
    if node.swarms is not None:
        node.swarms.limit(settings.upload_limit, settings.download_limit)
    return protocol.LimitResult(up=settings.upload_limit, down=settings.download_limit)


async def _rows(node: Node) -> list[TransferRow]:
    if node.transfers is not None:
        return node.transfers.rows()
    return await node.desk.run(rest.rows, node.store)


async def _find(node: Node, text: str) -> ObjectId:
    return ObjectId(find_by_prefix("transfer", text, [row.transfer for row in await _rows(node)]))


async def _changed(node: Node, transfer: ObjectId) -> list[protocol.TransferResult]:
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
    )
