"""What goes wrong while something is passed on: sharing and transfers. Any thread."""

from dataclasses import dataclass

from desktop.errors.root import AppError, WrongUse
from desktop.reasons import AnyReason


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
class FilesLeft(AppError):
    """The transfer was removed, but the system does not let us delete `path`, nor what comes after it."""

    kind = "files-left"
    path: str


@dataclass(eq=False)
class FilesKept(AppError):
    """The transfer was removed and its files deleted, but `path`, and perhaps others, were changed since."""

    kind = "files-kept"
    path: str


@dataclass(eq=False)
class NothingToShare(AppError):
    """The folder holds no ordinary file."""

    kind = "nothing-to-share"
    path: str


@dataclass(eq=False)
class KeysInside(WrongUse):
    """`path` is a profile or one of its files: whoever got it could be the person whose keys are there."""

    kind = "keys-inside"
    path: str


@dataclass(eq=False)
class NamesCollide(WrongUse):
    """Two names differ only in case, or in how the same letters are written: others could keep only one."""

    kind = "names-collide"
    first: str
    second: str
    why: str = ""
    """Whether they differ in `case` or in how their `letters` are written."""

    def __post_init__(self) -> None:
        same_case = self.first.casefold() == self.second.casefold()
        self.why = self.why or ("case" if same_case else "letters")
        super().__post_init__()


@dataclass(eq=False)
class NameNotText(WrongUse):
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
class NothingChosen(AppError):
    """All files of a transfer would be left out."""

    kind = "nothing-chosen"


@dataclass(eq=False)
class PlaceTaken(AppError):
    """Another transfer already writes to the same place."""

    kind = "place-taken"
    path: str


@dataclass(eq=False)
class HereAlready(AppError):
    """It is got to `path` already and was now to go somewhere else. `what` is there: all or part."""

    kind = "here-already"
    path: str
    what: str


@dataclass(eq=False)
class OfferOver(AppError):
    """Nothing comes of an offer any more. `what` it is: declined, withdrawn."""

    kind = "offer-over"
    what: str


@dataclass(eq=False)
class TorrentFileUnusable(AppError):
    """The `.torrent` of a share cannot be written to `path`."""

    kind = "torrent-file-unusable"
    path: str


@dataclass(eq=False)
class FolderUnusable(AppError):
    """The folder to put things in does not exist and cannot be made, or cannot be written to."""

    kind = "folder-unusable"
    path: str
