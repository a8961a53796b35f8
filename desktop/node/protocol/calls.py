"""What goes over the socket: which commands there are, and one call with its answers."""

from typing import Any, Final

import msgspec

from desktop.node.protocol.chosen import ChoiceCommand
from desktop.node.protocol.models import ModelCommand
from desktop.node.protocol.news import AnyNews
from desktop.node.protocol.offers import OfferCommand
from desktop.node.protocol.own import Erase, OwnCommand, Recover, Restore
from desktop.node.protocol.people import ContactCommand
from desktop.node.protocol.running import Demo, Gallery, NetworkOptions, OpenWindow, RunNode
from desktop.node.protocol.sharing import SharingCommand
from desktop.node.protocol.transfers import TransferCommand
from desktop.node.protocol.upkeep import UpkeepCommand

PROTOCOL_VERSION: Final = 1

PeopleCommand = ContactCommand | OfferCommand
"""What takes part in calls."""

NodeCommand = (
    SharingCommand
    | ModelCommand
    | TransferCommand
    | PeopleCommand
    | OwnCommand
    | ChoiceCommand
    | UpkeepCommand
    | OpenWindow
)
"""What a running node carries out for a command line."""

LoneCommand = RunNode | Restore | Recover | Erase | Demo | Gallery
"""What takes a profile that nobody else uses, and is never sent over the socket."""

AnyCommand = NodeCommand | LoneCommand


class Call(msgspec.Struct, frozen=True):
    """The one line that a command line sends."""

    version: int
    token: str
    network: NetworkOptions
    command: NodeCommand


class Done(msgspec.Struct, frozen=True, tag_field="event", tag="done"):
    result: Any  # as plain JSON; the command that was sent says of which type


class Failed(msgspec.Struct, frozen=True, tag_field="event", tag="failed"):
    """An AppError on its way to the command line: its kind and its fields."""

    kind: str
    data: dict[str, Any]


AnyAnswer = AnyNews | Done | Failed
