"""What the command line asks for: one value for each command. All paths are absolute."""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop.limits import LARGEST_RATE

PROTOCOL_VERSION: Final = 1


class NetworkOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a node uses the network; what the person did not say is None or False."""

    bind: str | None = None
    no_dht: bool = False
    no_lan: bool = False
    no_relay: bool = False
    dht_bootstrap: str | None = None


class Command(msgspec.Struct, frozen=True, tag_field="command"):
    """One thing a person asks for. All paths are absolute."""


class ShowPerson(Command, frozen=True, tag="id"):
    new_link: bool = False
    picture: str | None = None
    """Where to draw the link as a code, SVG or PNG."""


class Rename(Command, frozen=True, tag="name"):
    name: str


class AddShare(Command, frozen=True, tag="share"):
    paths: tuple[str, ...]
    title: str | None = None
    public: bool = False
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    torrent_file: str | None = None
    to: tuple[str, ...] = ()
    """Ids or names of the people whom it is for; nobody else may have it then."""
    text: str = ""
    days: int | None = None
    until_sent: int | None = None
    stay: bool = False
    """Seed until interrupted: what a command line without a running node wants."""


class Get(Command, frozen=True, tag="get"):
    link: str
    """A link, or the absolute path of a `.torrent`."""
    folder: str | None = None
    only: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    timeout: float | None = None


class ChooseRelay(Command, frozen=True, tag="relay"):
    choice: str | None = None
    """public, none, or the URL of one's own; None to see what is chosen."""


class ListTransfers(Command, frozen=True, tag="transfers"):
    pass


class Pause(Command, frozen=True, tag="pause"):
    transfer: str


class Resume(Command, frozen=True, tag="resume"):
    transfer: str


class Remove(Command, frozen=True, tag="remove"):
    transfer: str
    delete_files: bool = False


class Recheck(Command, frozen=True, tag="recheck"):
    transfer: str


class SetLimits(Command, frozen=True, tag="limit"):
    """KiB a second; 0 is no limit, None leaves it as it is."""

    up: Annotated[int, Meta(ge=0, le=LARGEST_RATE)] | None = None
    down: Annotated[int, Meta(ge=0, le=LARGEST_RATE)] | None = None


class SetPassphrase(Command, frozen=True, tag="passphrase"):
    """Seal the keys under another passphrase; under none if it is None."""

    passphrase: str | None


class MakeBackup(Command, frozen=True, tag="backup"):
    file: str


class ShowWords(Command, frozen=True, tag="words"):
    pass


class ListDevices(Command, frozen=True, tag="devices"):
    pass


class EndDevice(Command, frozen=True, tag="devices end"):
    device: str


class ListPeople(Command, frozen=True, tag="people"):
    pass


class ListNearby(Command, frozen=True, tag="people nearby"):
    show: bool | None = None
    """Whether everybody on the same local network may see this person from now on; None leaves it."""


class AddPerson(Command, frozen=True, tag="people add"):
    link: str
    text: str = ""
    wait: float | None = None


class ListRequests(Command, frozen=True, tag="people requests"):
    pass


class AcceptPerson(Command, frozen=True, tag="people accept"):
    who: str


class DeclinePerson(Command, frozen=True, tag="people decline"):
    who: str


class RemovePerson(Command, frozen=True, tag="people remove"):
    who: str


class BlockPerson(Command, frozen=True, tag="people block"):
    who: str


class UnblockPerson(Command, frozen=True, tag="people unblock"):
    who: str


class VerifyPerson(Command, frozen=True, tag="people verify"):
    who: str
    words: tuple[str, ...] = ()
    """The words that the other sees; none to see one's own."""


class ChangePerson(Command, frozen=True, tag="people change"):
    who: str
    note: str | None = None
    auto_accept: bool | None = None


class ListOffers(Command, frozen=True, tag="offers"):
    pass


class AcceptOffer(Command, frozen=True, tag="offers accept"):
    offer: str
    folder: str | None = None
    stay: bool = False
    """Return only once it is here: what a command line without a running node wants."""


class DeclineOffer(Command, frozen=True, tag="offers decline"):
    offer: str


PeopleCommand = (
    ListPeople
    | AddPerson
    | ListRequests
    | AcceptPerson
    | DeclinePerson
    | RemovePerson
    | BlockPerson
    | UnblockPerson
    | ListNearby
    | VerifyPerson
    | ChangePerson
    | ListOffers
    | AcceptOffer
    | DeclineOffer
)
"""What takes part in calls."""


class Rebuild(Command, frozen=True, tag="rebuild"):
    pass


class ShowState(Command, frozen=True, tag="state"):
    group: str | None = None


class Examine(Command, frozen=True, tag="doctor"):
    pass


class RunNode(Command, frozen=True, tag="node"):
    """Be the node that carries out the commands of others."""


class Restore(Command, frozen=True, tag="restore"):
    """Make the profile that a node would run for."""

    file: str
    words: str


class Recover(Command, frozen=True, tag="recover"):
    """Be the person again whose words these are, and ask the contact behind a link for one's people."""

    link: str
    words: str
    wait: float | None = None


class Erase(Command, frozen=True, tag="erase"):
    """Take the profile away; no node may run for one that goes."""


NodeCommand = (
    ShowPerson
    | Rename
    | AddShare
    | Get
    | ListTransfers
    | Pause
    | Resume
    | Remove
    | Recheck
    | SetLimits
    | ChooseRelay
    | SetPassphrase
    | MakeBackup
    | ShowWords
    | ListDevices
    | EndDevice
    | Rebuild
    | ShowState
    | Examine
    | PeopleCommand
)
"""What a running node carries out for a command line."""

LoneCommand = RunNode | Restore | Recover | Erase
"""What takes a profile that nobody else uses, and is never sent over the socket."""

AnyCommand = NodeCommand | LoneCommand


class Call(msgspec.Struct, frozen=True):
    """The one line that a command line sends."""

    version: int
    token: str
    network: NetworkOptions
    command: NodeCommand
