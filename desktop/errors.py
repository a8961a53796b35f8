"""Everything that can go wrong in a way a person can act on, as types with data.

The sentence for each is written once, in `desktop/ui/messages.py`. An error that is not an `AppError` is a
mistake of ours. `kind` is part of the command line's stable interface, and with the fields it is how an
error
crosses the local socket between node and command line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from desktop.reasons import AnyReason


@dataclass(eq=False)
class AppError(Exception):
    """The world, not Passalong, failed. Subclasses are grouped by what the person can do."""

    kind: ClassVar[str]
    exit_code: ClassVar[int] = 1

    def __post_init__(self) -> None:
        # A log line and a pickled copy both carry the data.
        super().__init__(*vars(self).values())


@dataclass(eq=False)
class WrongUse(AppError):
    """What was asked for cannot be what it should be; nothing was begun."""

    exit_code = 2


# --- what the person typed ------------------------------------------------------------------------


@dataclass(eq=False)
class UsageWrong(WrongUse):
    """The words after `passalong` make no command; `detail` says which of them do not fit."""

    kind = "usage"
    detail: str


@dataclass(eq=False)
class BadArgument(WrongUse):
    """`text` cannot be a value for the argument `name`."""

    kind = "bad-argument"
    name: str
    text: str


@dataclass(eq=False)
class IdUnknown(WrongUse):
    """No `what` (person, transfer, …) goes by `text`."""

    kind = "id-unknown"
    what: str
    text: str


@dataclass(eq=False)
class IdAmbiguous(WrongUse):
    """Several of `what` go by `text`."""

    kind = "id-ambiguous"
    what: str
    text: str


@dataclass(eq=False)
class NotConfirmed(WrongUse):
    """`action` destroys something and was not confirmed (no terminal to ask on, no --yes)."""

    kind = "not-confirmed"
    action: str


# --- links and torrents ---------------------------------------------------------------------------


@dataclass(eq=False)
class NotALink(WrongUse):
    """`text` is neither a `passalong:` nor a `magnet:` link nor an existing `.torrent` file."""

    kind = "not-a-link"
    text: str


@dataclass(eq=False)
class LinkCut(WrongUse):
    """The link begins rightly, but characters are missing or changed."""

    kind = "link-cut"


@dataclass(eq=False)
class LinkTooNew(WrongUse):
    """The link was made by a newer Passalong."""

    kind = "link-too-new"


@dataclass(eq=False)
class LinkForOther(WrongUse):
    """The link is sound but for something else: `found` instead of `wanted` (`share`, `person`, …)."""

    kind = "link-for-other"
    wanted: str
    found: str


@dataclass(eq=False)
class LinkOfOwn(WrongUse):
    """The link leads to something this profile itself shares."""

    kind = "link-of-own"


@dataclass(eq=False)
class TorrentRefused(AppError):
    """A torrent was refused before anything was stored.

    `why`: unreadable, too-large, too-many-files, too-deep, …
    """

    kind = "torrent-refused"
    why: str


# --- sharing --------------------------------------------------------------------------------------


@dataclass(eq=False)
class PathMissing(WrongUse):
    """There is no such file or folder."""

    kind = "path-missing"
    path: str


@dataclass(eq=False)
class PathUnreadable(AppError):
    """The system does not let us read `path`."""

    kind = "path-unreadable"
    path: str


@dataclass(eq=False)
class NothingToShare(AppError):
    """The folder holds no ordinary file."""

    kind = "nothing-to-share"
    path: str


@dataclass(eq=False)
class NamesCollide(AppError):
    """Two names differ only in case: other systems could keep only one of them."""

    kind = "names-collide"
    first: str
    second: str


@dataclass(eq=False)
class NameNotText(AppError):
    """A file's name is not valid UTF-8, so it cannot be sent. `path` has the bad bytes replaced."""

    kind = "name-not-text"
    path: str


@dataclass(eq=False)
class TooMuchToShare(AppError):
    """More than a share may hold. `what`: files, depth, details; `limit` is the most allowed."""

    kind = "too-much-to-share"
    what: str
    limit: int


@dataclass(eq=False)
class ChangedWhileReading(AppError):
    """A file changed or went away while it was being read."""

    kind = "changed-while-reading"
    path: str


@dataclass(eq=False)
class CannotCombine(AppError):
    """This system cannot join things from several folders into one share."""

    kind = "cannot-combine"


# --- transfers ------------------------------------------------------------------------------------


@dataclass(eq=False)
class TransferFailed(AppError):
    """A transfer cannot go on until the person mends what `reason` says."""

    kind = "transfer-failed"
    reason: AnyReason


@dataclass(eq=False)
class NobodyInTime(AppError):
    """The time given was over before it arrived; what is here stays and goes on next time."""

    kind = "timed-out"
    seconds: float
    reason: AnyReason | None


@dataclass(eq=False)
class PlaceTaken(AppError):
    """Another transfer already writes to the same place."""

    kind = "place-taken"
    path: str


@dataclass(eq=False)
class FolderUnusable(AppError):
    """The folder to put things in does not exist and cannot be made, or cannot be written to."""

    kind = "folder-unusable"
    path: str


# --- the profile ----------------------------------------------------------------------------------


@dataclass(eq=False)
class ProfileLocked(AppError):
    """Another process uses this profile."""

    kind = "profile-locked"
    path: str


@dataclass(eq=False)
class ProfileTooNew(AppError):
    """A newer Passalong wrote this profile."""

    kind = "profile-too-new"
    path: str


@dataclass(eq=False)
class ProfileDamaged(AppError):
    """The profile's keys cannot be read, and neither can the copy kept beside them."""

    kind = "profile-damaged"
    path: str


@dataclass(eq=False)
class ProfileUnusable(AppError):
    """The system does not let us use the profile folder.

    `why`: no-permission, read-only, not-a-folder, disk-full, disk-trouble.
    """

    kind = "profile-unusable"
    path: str
    why: str


@dataclass(eq=False)
class ProfileInUse(AppError):
    """A new identity would overwrite the one this profile has."""

    kind = "profile-in-use"
    path: str


@dataclass(eq=False)
class PassphraseNeeded(AppError):
    """The keys are sealed and no passphrase was given."""

    kind = "passphrase-needed"


@dataclass(eq=False)
class PassphraseWrong(AppError):
    """The passphrase does not open the keys."""

    kind = "passphrase-wrong"


@dataclass(eq=False)
class WordsWrong(AppError):
    """These are not 24 recovery words. `why`: count, unknown-word, checksum; `word` where one is to blame."""

    kind = "words-wrong"
    why: str
    word: str | None = None


@dataclass(eq=False)
class BackupNotWritten(AppError):
    """No backup was made; one that stood at `path` before still does.

    `why`: no-permission, read-only, not-a-folder, not-a-file, disk-full, disk-trouble.
    """

    kind = "backup-not-written"
    path: str
    why: str


@dataclass(eq=False)
class BackupRefused(AppError):
    """Nothing was restored. `why`: unreadable, not-a-backup, damaged, too-new, other-words."""

    kind = "backup-refused"
    path: str
    why: str


# --- the store ------------------------------------------------------------------------------------


@dataclass(eq=False)
class StoreTooNew(AppError):
    """A newer Passalong wrote this database."""

    kind = "store-too-new"
    path: str


@dataclass(eq=False)
class StoreForeign(AppError):
    """The file is no database, or not one of ours."""

    kind = "store-foreign"
    path: str


@dataclass(eq=False)
class StoreDamaged(AppError):
    """The database failed its check; `copy` is where it was put aside, untouched."""

    kind = "store-damaged"
    path: str
    copy: str


@dataclass(eq=False)
class StoreFull(AppError):
    """The disk is full: what was being stored was not, everything before it is safe."""

    kind = "store-full"
    path: str


@dataclass(eq=False)
class StoreUnwritable(AppError):
    """The disk refuses to write (read-only, failing): what was being stored was not."""

    kind = "store-unwritable"
    path: str


@dataclass(eq=False)
class SqliteTooOld(AppError):
    """This Python's SQLite lacks what the store needs."""

    kind = "sqlite-too-old"
    version: str


@dataclass(eq=False)
class RecordRefused(AppError):
    """Somebody's record was refused before anything was stored. `why` names the check that failed."""

    kind = "record-refused"
    why: str


# --- the running node -----------------------------------------------------------------------------


@dataclass(eq=False)
class NodeRunning(WrongUse):
    """A node runs for this profile with other network options than these."""

    kind = "node-running"
    options: str


@dataclass(eq=False)
class NodeOfOtherVersion(AppError):
    """The running node speaks another version of the local protocol."""

    kind = "node-of-other-version"


@dataclass(eq=False)
class NodeGone(AppError):
    """The running node went away in the middle of a command."""

    kind = "node-gone"


@dataclass(eq=False)
class PortUnusable(AppError):
    """The address to listen on cannot be had."""

    kind = "port-unusable"
    address: str


# --- how a command can end without a result, apart from all that ----------------------------------


@dataclass(eq=False)
class Interrupted(AppError):
    """The person stopped it before it was done."""

    kind = "interrupted"
    exit_code = 130


@dataclass(eq=False)
class OwnMistake(AppError):
    """Passalong itself is at fault. What exactly happened is in the log and nowhere else."""

    kind = "bug"


# --- across the local socket ----------------------------------------------------------------------


def error_data(error: AppError) -> dict[str, object]:
    """Return the fields of `error` as plain JSON; `error_from` with its kind makes it again."""
    data: dict[str, object] = msgspec.to_builtins(error)
    return data


def error_from(kind: str, data: Mapping[str, object]) -> AppError:
    """Return the error that `error_data` took apart.

    What this version does not know was said by another one: NodeOfOtherVersion.
    """
    for error_type in error_types():
        if error_type.kind == kind:
            try:
                return msgspec.convert(data, error_type)
            except msgspec.ValidationError:
                break
    return NodeOfOtherVersion()


def error_types(root: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """Yield every type of error that can be raised: those with a kind."""
    for child in root.__subclasses__():
        if "kind" in vars(child):
            yield child
        yield from error_types(child)
