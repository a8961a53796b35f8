"""What a person asked for cannot be done as it stands: words, ids, links, torrents. Any thread."""

from dataclasses import dataclass

from desktop.errors.root import AppError, WrongUse


@dataclass(eq=False)
class UsageWrong(WrongUse):
    """The words after `passalong` make no command; `detail` says which of them do not fit."""

    kind = "usage"
    detail: str


@dataclass(eq=False)
class BadArgument(WrongUse):
    """`text` cannot be a value for the argument `name`. `fits` is what can, in words, where that is known."""

    kind = "bad-argument"
    name: str
    text: str
    fits: str = ""


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


@dataclass(eq=False)
class NotALink(WrongUse):
    """`text` leads nowhere. `what` was wanted: a share (by a link or a `.torrent` file), or a person."""

    kind = "not-a-link"
    text: str
    what: str = "share"


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
class LinkOfOwn(AppError):
    """The link leads to `what` is this profile's own: a share, or the person."""

    kind = "link-of-own"
    what: str = "share"


@dataclass(eq=False)
class NoCodeInPicture(AppError):
    """There is no code of Passalong's in the picture `path`, or it cannot be looked at.

    `what` it is: a picture, or a drawing, in which nothing is looked for.
    """

    kind = "no-code-in-picture"
    path: str
    what: str = "picture"


@dataclass(eq=False)
class ModelNotSeen(AppError):
    """The model `path` cannot be measured or drawn.

    `why`: gone, no-permission, too-large, damaged, empty, too-much.
    """

    kind = "model-not-seen"
    path: str
    why: str


@dataclass(eq=False)
class CodeNotWritten(AppError):
    """The picture of a link was not written. `why`: kind (neither SVG nor PNG), place."""

    kind = "code-not-written"
    path: str
    why: str


@dataclass(eq=False)
class VerificationWrong(AppError):
    """The words that were compared with `person` are not the same."""

    kind = "verification-wrong"
    person: str


@dataclass(eq=False)
class DeviceStays(AppError):
    """A computer was not ended. `why`: this-one, too-many (more than `limit` of one person cannot be)."""

    kind = "device-stays"
    why: str
    limit: int


@dataclass(eq=False)
class PersonBlocked(AppError):
    """`person` is blocked, and was to be asked or called."""

    kind = "person-blocked"
    person: str


@dataclass(eq=False)
class TorrentRefused(AppError):
    """A torrent was refused before anything was stored.

    `why`: unreadable, too-large, too-many-files, too-deep, …
    """

    kind = "torrent-refused"
    why: str
