"""What the command line and a running node say to each other, and what a command means.

Versioned: the first line names the version. Each message is one line of JSON. The command line sends one
`Call`; the node answers with any number of events and then one `Done` or `Failed`. Hanging up cancels the
command. The shapes of results are those of the command line's `--json`, so they only ever grow.
"""

from collections.abc import Callable
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from desktop.limits import LARGEST_RATE
from desktop.reasons import AnyReason

PROTOCOL_VERSION: Final = 1


class NetworkOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a node uses the network; what the person did not say is None or False."""

    bind: str | None = None
    no_dht: bool = False
    no_lan: bool = False
    no_relay: bool = False
    dht_bootstrap: str | None = None


# --- commands -------------------------------------------------------------------------------------


class Command(msgspec.Struct, frozen=True, tag_field="command"):
    """One thing a person asks for. All paths are absolute."""


class ShowPerson(Command, frozen=True, tag="id"):
    new_link: bool = False


class Rename(Command, frozen=True, tag="name"):
    name: str


class AddShare(Command, frozen=True, tag="share"):
    paths: tuple[str, ...]
    title: str | None = None
    public: bool = False
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()
    torrent_file: str | None = None
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
    | SetPassphrase
    | MakeBackup
    | ShowWords
    | Rebuild
    | ShowState
    | Examine
)
"""What a running node carries out for a command line."""

LoneCommand = RunNode | Restore | Erase
"""What takes a profile that nobody else uses, and is never sent over the socket."""

AnyCommand = NodeCommand | LoneCommand


class Call(msgspec.Struct, frozen=True):
    """The one line that a command line sends."""

    version: int
    token: str
    network: NetworkOptions
    command: NodeCommand


# --- events on the way ----------------------------------------------------------------------------


class CommandEvent(msgspec.Struct, frozen=True, tag_field="event"):
    """Something worth telling while a command runs."""


class ReadyNews(CommandEvent, frozen=True, tag="ready"):
    person: str
    link: str
    swarm_port: int


class ProgressNews(CommandEvent, frozen=True, tag="progress"):
    """`step` is reading (hashing one's own files), checking or receiving; `done` and `total` are bytes."""

    step: str
    done: int
    total: int
    down: int = 0
    peers: int = 0


class WaitingNews(CommandEvent, frozen=True, tag="waiting"):
    why: AnyReason


class LeftOutNews(CommandEvent, frozen=True, tag="left-out"):
    """Links to elsewhere and special files that are not part of the share."""

    count: int
    example: str


class _SharedFacts(msgspec.Struct, frozen=True):
    """What is said of a share that was just made; as an event while it is served, and as the result."""

    share: str
    link: str
    magnet: str | None
    infohash_v1: str | None
    infohash_v2: str | None
    bytes: int
    files: int


class SharedNews(CommandEvent, _SharedFacts, frozen=True, tag="shared"):
    pass


class SentNews(CommandEvent, frozen=True, tag="sent"):
    """`people` others have the share whole now."""

    people: int


AnyNews = ReadyNews | ProgressNews | WaitingNews | LeftOutNews | SharedNews | SentNews

type Tell = Callable[[AnyNews], None]
"""Where a command tells its news."""


# --- results --------------------------------------------------------------------------------------


class PersonResult(msgspec.Struct, frozen=True):
    person: str
    name: str
    device: str
    link: str


class NameResult(msgspec.Struct, frozen=True):
    name: str


class ShareResult(_SharedFacts, frozen=True):
    pass


class GetResult(msgspec.Struct, frozen=True):
    share: str
    path: str
    bytes: int
    files: int
    seconds: float


class TransferResult(msgspec.Struct, frozen=True):
    """One row of the transfers list. `state` is one of those that the command line's page names."""

    transfer: str
    share: str
    name: str
    state: str
    done: int
    total: int
    down: int
    up: int
    peers: int
    reason: AnyReason | None


class LimitResult(msgspec.Struct, frozen=True):
    """KiB a second; 0 is no limit."""

    up: int
    down: int


class PassphraseResult(msgspec.Struct, frozen=True):
    """Whether the keys are sealed now."""

    sealed: bool


class BackupResult(msgspec.Struct, frozen=True):
    file: str
    bytes: int
    records: int


class WordsResult(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class RebuildResult(msgspec.Struct, frozen=True):
    records: int
    seconds: float
    state_hash: str


class StateResult(msgspec.Struct, frozen=True):
    records: int
    state_hash: str


class CheckResult(msgspec.Struct, frozen=True):
    """One line of the doctor. `check` names it; `data` fills its sentence."""

    check: str
    ok: bool
    data: dict[str, str | int] = {}


Result = (
    PersonResult
    | NameResult
    | ShareResult
    | GetResult
    | LimitResult
    | PassphraseResult
    | BackupResult
    | WordsResult
    | RebuildResult
    | StateResult
    | list[TransferResult]
    | list[CheckResult]
    | None
)


class Done(msgspec.Struct, frozen=True, tag_field="event", tag="done"):
    result: Any  # one of Result, as plain JSON: the command that was sent says which


class Failed(msgspec.Struct, frozen=True, tag_field="event", tag="failed"):
    """An AppError on its way to the command line: its kind and its fields."""

    kind: str
    data: dict[str, Any]


AnyAnswer = AnyNews | Done | Failed
