"""Commands about this person's own computers: which there are, and that one is none of theirs any more."""

from desktop import limits
from desktop.clock import moment, whole_seconds
from desktop.errors import DeviceStays
from desktop.ids import DeviceId, find_by_prefix, id_text
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.share.people import OwnDevice
from desktop.share.records.revocation import Revocation


async def list_devices(node: Node, command: protocol.ListDevices, tell: Tell) -> list[protocol.DeviceResult]:
    del command, tell
    return [_result(node, own) for own in await node.desk.run(node.store.devices.own)]


async def end_device(node: Node, command: protocol.EndDevice, tell: Tell) -> protocol.DeviceResult:
    """End a computer for ever, and tell everybody; those who are away hear it in the next call.

    Raises DeviceStays, IdUnknown, IdAmbiguous.
    """
    del tell
    known = {own.device: own for own in await node.desk.run(node.store.devices.own)}
    device = DeviceId(find_by_prefix("device", command.device, known))
    if device == node.device:
        raise DeviceStays(why="this-one", limit=limits.REVOCATIONS)
    said = Revocation.signed_by(node.profile.keyring.identity, device, whole_seconds(node.clock))
    if not await node.desk.run(node.store.devices.end, said):
        raise DeviceStays(why="too-many", limit=limits.REVOCATIONS)
    if node.people is not None:
        node.people.books.note_change()
        await node.people.revoking.tell_all()
    ended = {own.device: own for own in await node.desk.run(node.store.devices.own)}
    return _result(node, ended[device])


def _result(node: Node, own: OwnDevice) -> protocol.DeviceResult:
    return protocol.DeviceResult(
        device=id_text(own.device),
        this=own.device == node.device,
        since=moment(own.since),
        ended=moment(own.ended) if own.ended is not None else None,
    )
