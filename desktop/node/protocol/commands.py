"""What the command line asks for: one value for each command. All paths are absolute."""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop.limits import LARGEST_RATE, MOST_AT_ONCE, TORRENT_FILES
from desktop.node.protocol.answers import (
    BackupResult,
    CheckResult,
    ContactResult,
    ContentsResult,
    DeviceResult,
    GetResult,
    LimitResult,
    LinkedPersonResult,
    LinkResult,
    NameResult,
    NearbyResult,
    OfferResult,
    PassphraseResult,
    PersonResult,
    RebuildResult,
    RecoverResult,
    RelayResult,
    RequestResult,
    ShareResult,
    StandingResult,
    StateResult,
    TransferResult,
    VerificationResult,
    WordsResult,
)
from desktop.node.protocol.chosen import SettingsResult, StorageResult
from desktop.node.protocol.details import TransferDetails

PROTOCOL_VERSION: Final = 1

type _Rate = Annotated[int, Meta(ge=0, le=LARGEST_RATE)]
type _File = Annotated[int, Meta(ge=0, le=TORRENT_FILES * 2)]


class NetworkOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a node uses the network; what the person did not say is None or False.

    Without the local network, the router is not asked for anything either.
    """

    bind: str | None = None
    no_dht: bool = False
    no_lan: bool = False
    no_relay: bool = False
    no_router: bool = False
    dht_bootstrap: str | None = None


class Command[R](msgspec.Struct, frozen=True, tag_field="command"):
    """One thing a person asks for, and what the answer to it is. All paths are absolute."""


class ShowPerson(Command[PersonResult], frozen=True, tag="id"):
    new_link: bool = False
    picture: str | None = None
    """Where to draw the link as a code, SVG or PNG."""


class Rename(Command[NameResult], frozen=True, tag="name"):
    name: str


class AddShare(Command[ShareResult], frozen=True, tag="share"):
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


class Get(Command[GetResult], frozen=True, tag="get"):
    link: str
    """A link, or the absolute path of a `.torrent`."""
    folder: str | None = None
    only: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    timeout: float | None = None


class BeginGet(Command[list[TransferResult]], frozen=True, tag="begin"):
    """Begin to get what a link leads to, and return its row at once."""

    link: str
    folder: str | None = None


class LookThrough(Command[ContentsResult], frozen=True, tag="look"):
    """Look at what sharing these would pass on."""

    paths: tuple[str, ...]


class ReadLink(Command[LinkResult], frozen=True, tag="read"):
    """Say what a link leads to, and ask nobody."""

    link: str


class ChooseRelay(Command[RelayResult], frozen=True, tag="relay"):
    choice: str | None = None
    """public, none, or the URL of one's own; None to see what is chosen."""


class ListTransfers(Command[list[TransferResult]], frozen=True, tag="transfers"):
    pass


class Pause(Command[list[TransferResult]], frozen=True, tag="pause"):
    transfer: str


class Resume(Command[list[TransferResult]], frozen=True, tag="resume"):
    transfer: str


class Remove(Command[list[TransferResult]], frozen=True, tag="remove"):
    transfer: str
    delete_files: bool = False


class Recheck(Command[list[TransferResult]], frozen=True, tag="recheck"):
    transfer: str


class ShowTransfer(Command[TransferDetails], frozen=True, tag="transfers show"):
    """Look closely at one transfer; without `files` only at what changes from second to second."""

    transfer: str
    files: bool = True


class ChooseFiles(Command[list[TransferResult]], frozen=True, tag="transfers choose"):
    """Say by their numbers which files of a transfer are got, and which of them first or last."""

    transfer: str
    get: tuple[_File, ...] = ()
    leave_out: tuple[_File, ...] = ()
    first: tuple[_File, ...] = ()
    last: tuple[_File, ...] = ()


class MoveTransfer(Command[list[TransferResult]], frozen=True, tag="transfers move"):
    """Have what is got go on in another folder, with all of it that is here."""

    transfer: str
    folder: str


class SetLimits(Command[LimitResult], frozen=True, tag="limit"):
    """KiB a second; 0 is no limit, None leaves it as it is."""

    up: _Rate | None = None
    down: _Rate | None = None
    at_once: Annotated[int, Meta(ge=1, le=100)] | None = None
    slow_hours: str | None = None
    """Hours of each day, as 22:00-07:00; empty for none."""
    slow_up: _Rate | None = None
    slow_down: _Rate | None = None
    rest_on_battery: bool | None = None
    rest_on_metered: bool | None = None
    metered: bool | None = None
    """Whether the network costs by volume: told by whoever can know, and true until it is told otherwise."""


class ShowSettings(Command[SettingsResult], frozen=True, tag="settings"):
    pass


class ChangeSettings(Command[SettingsResult], frozen=True, tag="settings change"):
    """What is None stays as it is."""

    downloads: str | None = None
    """The folder that what is got goes to; empty for the system's own place."""
    downloads_at_once: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)] | None = None
    dht: bool | None = None
    lan: bool | None = None
    router: bool | None = None
    doorbell: bool | None = None
    welcomed: bool | None = None
    words_noted: bool | None = None


class ShowStorage(Command[StorageResult], frozen=True, tag="storage"):
    pass


class FreeStorage(Command[StorageResult], frozen=True, tag="storage free"):
    """Take away what only lies there: the log, and copies of the records from before updates."""


class SetPassphrase(Command[PassphraseResult], frozen=True, tag="passphrase"):
    """Seal the keys under another passphrase; under none if it is None."""

    passphrase: str | None


class MakeBackup(Command[BackupResult], frozen=True, tag="backup"):
    file: str


class ShowWords(Command[WordsResult], frozen=True, tag="words"):
    pass


class ListDevices(Command[list[DeviceResult]], frozen=True, tag="devices"):
    pass


class EndDevice(Command[DeviceResult], frozen=True, tag="devices end"):
    device: str


class ListPeople(Command[list[ContactResult]], frozen=True, tag="people"):
    pass


class ListNearby(Command[list[NearbyResult]], frozen=True, tag="people nearby"):
    show: bool | None = None
    """Whether everybody on the same local network may see this person from now on; None leaves it."""


class LookAtLink(Command[LinkedPersonResult], frozen=True, tag="people look"):
    """See whom a link leads to, without asking them."""

    link: str
    """A link, the absolute path of a picture of one, or the id of somebody nearby."""


class AddPerson(Command[StandingResult], frozen=True, tag="people add"):
    link: str
    text: str = ""
    wait: float | None = None


class ListRequests(Command[list[RequestResult]], frozen=True, tag="people requests"):
    pass


class AcceptPerson(Command[StandingResult], frozen=True, tag="people accept"):
    who: str


class DeclinePerson(Command[StandingResult], frozen=True, tag="people decline"):
    who: str


class RemovePerson(Command[StandingResult], frozen=True, tag="people remove"):
    who: str


class BlockPerson(Command[StandingResult], frozen=True, tag="people block"):
    who: str


class UnblockPerson(Command[StandingResult], frozen=True, tag="people unblock"):
    who: str


class VerifyPerson(Command[VerificationResult], frozen=True, tag="people verify"):
    who: str
    words: tuple[str, ...] = ()
    """The words that the other sees; none to see one's own."""


class ChangePerson(Command[StandingResult], frozen=True, tag="people change"):
    who: str
    note: str | None = None
    auto_accept: bool | None = None


class ListOffers(Command[list[OfferResult]], frozen=True, tag="offers"):
    pass


class AcceptOffer(Command[list[OfferResult]], frozen=True, tag="offers accept"):
    offer: str
    folder: str | None = None
    stay: bool = False
    """Return only once it is here: what a command line without a running node wants."""


class DeclineOffer(Command[list[OfferResult]], frozen=True, tag="offers decline"):
    offer: str


PeopleCommand = (
    ListPeople
    | LookAtLink
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


class Rebuild(Command[RebuildResult], frozen=True, tag="rebuild"):
    pass


class ShowState(Command[StateResult], frozen=True, tag="state"):
    group: str | None = None


class Examine(Command[list[CheckResult]], frozen=True, tag="doctor"):
    pass


class RunNode(Command[None], frozen=True, tag="node"):
    """Be the node that carries out the commands of others."""


class OpenWindow(Command[None], frozen=True, tag="open"):
    """Show the window, which begins with the link if there is one."""

    link: str | None = None
    in_background: bool = False
    """Show nothing yet: it was started with the session."""


class Restore(Command[PersonResult], frozen=True, tag="restore"):
    """Make the profile that a node would run for."""

    file: str
    words: str


class Recover(Command[RecoverResult], frozen=True, tag="recover"):
    """Be the person again whose words these are, and ask the contact behind a link for one's people."""

    link: str
    words: str
    wait: float | None = None


class Demo(Command[None], frozen=True, tag="demo"):
    """Run a sample neighbourhood on this computer, and open the window of one of them unless `headless`."""

    people: int = 5
    """Two to eight; other numbers count as the nearest of these."""
    headless: bool = False


class Erase(Command[None], frozen=True, tag="erase"):
    """Take the profile away; no node may run for one that goes."""


NodeCommand = (
    ShowPerson
    | Rename
    | AddShare
    | Get
    | BeginGet
    | LookThrough
    | ReadLink
    | ListTransfers
    | Pause
    | Resume
    | Remove
    | Recheck
    | ShowTransfer
    | ChooseFiles
    | MoveTransfer
    | SetLimits
    | ChooseRelay
    | ShowSettings
    | ChangeSettings
    | ShowStorage
    | FreeStorage
    | SetPassphrase
    | MakeBackup
    | ShowWords
    | ListDevices
    | EndDevice
    | Rebuild
    | ShowState
    | Examine
    | OpenWindow
    | PeopleCommand
)
"""What a running node carries out for a command line."""

LoneCommand = RunNode | Restore | Recover | Erase | Demo
"""What takes a profile that nobody else uses, and is never sent over the socket."""

AnyCommand = NodeCommand | LoneCommand


class Call(msgspec.Struct, frozen=True):
    """The one line that a command line sends."""

    version: int
    token: str
    network: NetworkOptions
    command: NodeCommand
