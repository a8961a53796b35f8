"""Every command of the command line: its name, its one line of help, and which arguments it takes.

An argument's `dest` is the name of the field of the command that it fills.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop.cli import own_arguments as own
from desktop.cli import people_arguments as people
from desktop.cli import sharing_arguments as sharing
from desktop.cli import transfer_arguments as transfers
from desktop.cli.values import Place
from desktop.node import protocol
from desktop.node.protocol import AnyCommand


@dataclass(frozen=True, slots=True)
class CommandForm:
    """How one command is typed."""

    command_type: type[AnyCommand]
    summary: str
    add_arguments: Callable[[ArgumentParser, Place], None]
    check: Callable[[Namespace], None] | None = None
    """Raises UsageWrong for what each argument allows and all together do not."""

    @property
    def name(self) -> str:
        return str(self.command_type.__struct_config__.tag)

    def command(self, typed: Namespace) -> AnyCommand:
        """Return the command with what was typed; what was not keeps its default. Raises UsageWrong."""
        if self.check is not None:
            self.check(typed)
        given = vars(typed)
        fields = {name: given[name] for name in self.command_type.__struct_fields__ if name in given}
        return msgspec.convert(fields, self.command_type)


def _no_arguments(parser: ArgumentParser, place: Place) -> None:
    del parser, place


COMMANDS: Final = (
    CommandForm(protocol.OpenWindow, "open the window, as no command does too", own.window),
    CommandForm(protocol.ShowPerson, "show who you are here, and your link", own.person),
    CommandForm(protocol.Rename, "change the name that others see", own.name),
    CommandForm(protocol.RunNode, "keep giving and getting, without a window, until stopped", _no_arguments),
    CommandForm(protocol.AddShare, "pass on files and folders", sharing.share, sharing.check_share),
    CommandForm(protocol.Get, "get what a link leads to", sharing.get),
    CommandForm(protocol.BeginGet, "begin to get what a link leads to, and return at once", sharing.begin),
    CommandForm(protocol.LookThrough, "show what sharing files and folders would pass on", sharing.look),
    CommandForm(protocol.ListModels, "list the models for 3D printing in a folder", sharing.models),
    CommandForm(protocol.LookAtModel, "measure a model for 3D printing", sharing.model),
    CommandForm(protocol.ReadLink, "show what a link leads to", sharing.read),
    CommandForm(protocol.ListTransfers, "list what is given and got", _no_arguments),
    CommandForm(protocol.ShowTransfer, "look closely at a transfer", transfers.transfer),
    CommandForm(protocol.LookAtTransfer, "say of which file its picture is", transfers.transfer),
    CommandForm(protocol.ChooseFiles, "choose among the files of a transfer", transfers.choose),
    CommandForm(protocol.MoveTransfer, "have a transfer go on in another folder", transfers.move),
    CommandForm(protocol.Pause, "let a transfer rest", transfers.transfer),
    CommandForm(protocol.Resume, "let a transfer go on", transfers.transfer),
    CommandForm(protocol.Remove, "take a transfer off the list", transfers.remove),
    CommandForm(protocol.Recheck, "look through the files of a transfer again", transfers.transfer),
    CommandForm(protocol.ListPeople, "list whom you know", _no_arguments),
    CommandForm(protocol.ListNearby, "list who is on the same local network", people.nearby),
    CommandForm(protocol.LookAtLink, "see whom a link leads to, without asking them", people.person_link),
    CommandForm(protocol.AddPerson, "ask somebody to be your contact", people.add_person),
    CommandForm(protocol.ListRequests, "list who asks to be your contact", _no_arguments),
    CommandForm(protocol.AcceptPerson, "say yes to somebody who asks", people.request),
    CommandForm(protocol.DeclinePerson, "forget that somebody asked", people.request),
    CommandForm(protocol.RemovePerson, "know somebody no more", people.somebody),
    CommandForm(protocol.BlockPerson, "hear nothing of somebody any more", people.somebody),
    CommandForm(protocol.UnblockPerson, "let somebody be heard again", people.somebody),
    CommandForm(
        protocol.VerifyPerson, "make sure that nobody stands between you and somebody", people.verify
    ),
    CommandForm(
        protocol.ChangePerson,
        "note something about somebody, or trust what they offer",
        people.change,
        people.check_change,
    ),
    CommandForm(protocol.ListOffers, "list what is passed between you and people you know", _no_arguments),
    CommandForm(protocol.AcceptOffer, "get what somebody offers you", sharing.accept_offer),
    CommandForm(protocol.DeclineOffer, "say no to what somebody offers you", sharing.offer),
    CommandForm(protocol.SetLimits, "limit how fast things are given and got", transfers.limit),
    CommandForm(protocol.ChooseRelay, "choose who helps where routers let nothing in", own.relay),
    CommandForm(protocol.ShowSettings, "show what is chosen", _no_arguments),
    CommandForm(
        protocol.ChangeSettings, "choose where things go, and what the network may learn", own.settings
    ),
    CommandForm(protocol.ShowStorage, "show what takes space on this computer", _no_arguments),
    CommandForm(protocol.FreeStorage, "empty the log and remove old copies of the records", _no_arguments),
    CommandForm(
        protocol.SetPassphrase, "lock your keys with another passphrase, or with none", own.passphrase
    ),
    CommandForm(protocol.MakeBackup, "save yourself into a file that only your 24 words open", own.backup),
    CommandForm(protocol.Restore, "become yourself again from a backup and your 24 words", own.restore),
    CommandForm(protocol.Recover, "become yourself again from your 24 words and one contact", own.recover),
    CommandForm(protocol.ShowWords, "show your 24 words", _no_arguments),
    CommandForm(protocol.ListDevices, "list your computers", _no_arguments),
    CommandForm(protocol.EndDevice, "have a computer be yours no longer, for ever", own.end_device),
    CommandForm(protocol.Rebuild, "work everything out again from the records", _no_arguments),
    CommandForm(protocol.ShowState, "show whether this computer is in step with others", own.state),
    CommandForm(protocol.Examine, "look whether everything is well", _no_arguments),
    CommandForm(protocol.Demo, "try it with a sample neighbourhood on this computer", own.demo),
    CommandForm(protocol.Gallery, "show every part of the window, for whoever works on it", own.gallery),
    CommandForm(protocol.Erase, "erase yourself from this computer", own.erase),
)
