"""The table of commands: which function carries out which, and which of them need the network."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from desktop.node import protocol
from desktop.node.commands import (
    choosing,
    details,
    devices,
    getting,
    limits,
    looking,
    models,
    offers,
    own,
    people,
    picturing,
    recovering,
    sharing,
    storing,
    transfers,
    upkeep,
)
from desktop.node.node import Node
from desktop.node.protocol import AnyCommand, Command, Tell

type _Handler = Callable[[Node, Any, Tell], Awaitable[object]]

_HANDLERS: Final[Mapping[type[Command[Any]], _Handler]] = MappingProxyType(
    {
        protocol.ShowPerson: own.show_person,
        protocol.Rename: own.rename,
        protocol.ShowWords: own.show_words,
        protocol.ListDevices: devices.list_devices,
        protocol.EndDevice: devices.end_device,
        protocol.ChooseRelay: own.choose_relay,
        protocol.ShowSettings: choosing.show_settings,
        protocol.ChangeSettings: choosing.change_settings,
        protocol.ShowStorage: storing.show_storage,
        protocol.FreeStorage: storing.free_storage,
        protocol.SetPassphrase: own.set_passphrase,
        protocol.MakeBackup: own.make_backup,
        protocol.RunNode: own.run_node,
        protocol.OpenWindow: own.open_window,
        protocol.AddShare: sharing.add_share,
        protocol.Get: getting.get,
        protocol.BeginGet: getting.begin,
        protocol.LookThrough: looking.look_through,
        protocol.ListModels: models.list_models,
        protocol.LookAtModel: models.look_at_model,
        protocol.ReadLink: looking.read_link,
        protocol.ListTransfers: transfers.list_transfers,
        protocol.Pause: transfers.pause,
        protocol.Resume: transfers.resume,
        protocol.Remove: transfers.remove,
        protocol.Recheck: transfers.recheck,
        protocol.ShowTransfer: details.show_transfer,
        protocol.LookAtTransfer: picturing.look_at_transfer,
        protocol.ChooseFiles: details.choose_files,
        protocol.MoveTransfer: details.move_transfer,
        protocol.SetLimits: limits.set_limits,
        protocol.ListPeople: people.list_people,
        protocol.ListNearby: people.list_nearby,
        protocol.LookAtLink: people.look_at_link,
        protocol.AddPerson: people.add_person,
        protocol.ListRequests: people.list_requests,
        protocol.AcceptPerson: people.accept,
        protocol.DeclinePerson: people.decline,
        protocol.RemovePerson: people.remove,
        protocol.BlockPerson: people.block,
        protocol.UnblockPerson: people.unblock,
        protocol.VerifyPerson: people.verify,
        protocol.ChangePerson: people.change,
        protocol.Recover: recovering.recover,
        protocol.ListOffers: offers.list_offers,
        protocol.AcceptOffer: offers.accept,
        protocol.DeclineOffer: offers.decline,
        protocol.Rebuild: upkeep.rebuild,
        protocol.ShowState: upkeep.show_state,
        protocol.Examine: upkeep.examine,
    }
)


async def carry_out[R](node: Node, command: Command[R], tell: Tell) -> R:
    """Return the command's result. Raises AppError."""
    return cast("R", await _HANDLERS[type(command)](node, command, tell))


def needs_network(command: AnyCommand) -> bool:
    """Return whether the command can only be carried out by a node that uses the network."""
    match command:
        case protocol.RunNode() | protocol.Recheck() | protocol.Recover():
            return True
        case protocol.Get() | protocol.BeginGet():
            return True
        case (
            protocol.ShowTransfer()
            | protocol.LookAtTransfer()
            | protocol.ChooseFiles()
            | protocol.MoveTransfer()
        ):
            return True
        case _ if isinstance(command, protocol.PeopleCommand):
            return True
        case protocol.AddShare():
            return command.until_sent != 0 or bool(command.to)
        case _:
            return False
