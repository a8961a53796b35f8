"""What a window hears of the node behind it. Apart from what runs the node: a window needs these sooner."""

from dataclasses import dataclass

from desktop.errors import AppError
from desktop.events import Event, TransferRow
from desktop.node.protocol import PersonResult


@dataclass(frozen=True, slots=True)
class Began:
    """The node runs, for this person. `transfers` are all there are, newest first."""

    me: PersonResult
    transfers: tuple[TransferRow, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The node does not run any more: as it was told if `error` is None."""

    error: AppError | None


type HostNews = Began | Ended | Event
