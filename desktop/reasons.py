"""Why a transfer is not simply running: reasons with the data a person needs to act on them.

Plain values that travel over the local socket; the sentence for each is in `desktop/ui/words/reasons.py`.
"""

import msgspec


class Reason(msgspec.Struct, frozen=True, tag_field="kind"):
    """One reason; subclasses are the closed set."""

    @property
    def name(self) -> str:
        """How it is called between computers."""
        return str(self.__struct_config__.tag)


class InQueue(Reason, frozen=True, tag="in-queue"):
    """Starts by itself when another one is done."""


class FetchingDetails(Reason, frozen=True, tag="fetching-details"):
    """Somebody is connected, but what is in the share is not known yet."""


class NobodyHasIt(Reason, frozen=True, tag="nobody-has-it"):
    """Nobody who has it can be reached right now."""


class NotRunning(Reason, frozen=True, tag="not-running"):
    """No node runs for this profile. `finished`: all of it is here."""

    finished: bool = False


class OnBattery(Reason, frozen=True, tag="on-battery"):
    """The computer runs on its battery, and the person would rather not pass anything on then."""


class OnMetered(Reason, frozen=True, tag="on-metered"):
    """The network costs by what goes through it, and the person would rather wait for another."""


class DiskFull(Reason, frozen=True, tag="disk-full"):
    """`missing` bytes more are needed on the disk that holds `folder`."""

    folder: str
    missing: int


class FolderGone(Reason, frozen=True, tag="folder-gone"):
    """The folder with the files, or the file, is not there (any more).

    `received`: it was got, so it can be again.
    """

    folder: str
    received: bool = False


class NoPermission(Reason, frozen=True, tag="no-permission"):
    """The system does not let us read or write `path`."""

    path: str


class FilesChanged(Reason, frozen=True, tag="files-changed"):
    """Files under `folder` are not what was shared: changed, cut or gone. `missing` bytes no longer match.

    `received`: they were got, so they can be again.
    """

    folder: str
    missing: int
    received: bool = False


class NameNotAllowed(Reason, frozen=True, tag="name-not-allowed"):
    """The system refuses a file of this name."""

    path: str


class NotWhatWasPromised(Reason, frozen=True, tag="not-what-was-promised"):
    """What the others sent as the share's contents breaks our limits or the link's promise."""


class MoreThanSaid(Reason, frozen=True, tag="more-than-said"):
    """The share turned out to have more bytes or files than was said when the person agreed to get it."""

    size: int
    said_size: int
    files: int
    said_files: int


class NothingFits(Reason, frozen=True, tag="nothing-fits"):
    """No file of the share is among those chosen."""


class SameAsAnother(Reason, frozen=True, tag="same-as-another"):
    """Another transfer turned out to be the very same torrent, asked for by its other hash."""


class DiskTrouble(Reason, frozen=True, tag="disk-trouble"):
    """The disk refused to read or write; `code` is the system's error number (errno)."""

    path: str
    code: int


class OwnFault(Reason, frozen=True, tag="own-fault"):
    """A mistake of ours; the log says which."""


AnyReason = (
    InQueue
    | FetchingDetails
    | NobodyHasIt
    | NotRunning
    | OnBattery
    | OnMetered
    | DiskFull
    | FolderGone
    | NoPermission
    | FilesChanged
    | NameNotAllowed
    | NotWhatWasPromised
    | MoreThanSaid
    | SameAsAnother
    | NothingFits
    | DiskTrouble
    | OwnFault
)
"""The closed set, for decoding and for `match` with `assert_never`."""
