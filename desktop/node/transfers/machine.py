"""The life of one transfer as a table: what happens, in which phase, and what is to be done then.

Sans-IO: no clock, no disk, no network; drawn in `docs/machines/transfer.md`. What the table does not name
is late news of something already over, and changes nothing.
"""

from enum import Enum, StrEnum, auto
from typing import Final

from desktop.reasons import AnyReason


class Phase(StrEnum):
    """Where a transfer is in its life. Paused or not is another matter: any phase may wait."""

    DETAILS = "details"
    PLACING = "placing"
    TRYING = "trying"
    """Files of these names and sizes are there already: are they the ones?"""
    CHECKING = "checking"
    RECEIVING = "receiving"
    SETTLING = "settling"
    PROVING = "proving"
    WHOLE = "whole"
    FAILED = "failed"


class Happening(Enum):
    """What can happen to a transfer."""

    DETAILS_CAME = auto()
    PLACED = auto()
    ADDED = auto()
    FOUND_FILES = auto()
    CHECKED_WHOLE = auto()
    CHECKED_PARTLY = auto()
    ALL_CAME = auto()
    FLUSHED = auto()
    PROVED = auto()
    DISPROVED = auto()
    FILES_CHANGED = auto()
    RECHECK_ASKED = auto()
    RETRY_ASKED = auto()
    DETAILS_ASKED = auto()
    REPLACE_ASKED = auto()
    MORE_WANTED = auto()
    WENT_WRONG = auto()


class Step(Enum):
    """What is to be done after something happened."""

    NOTHING = auto()
    PLACE = auto()
    """Look at names and free space, and tell the engine where the files go."""
    PLACE_ELSEWHERE = auto()
    """What lies there is something else and stays: take another name."""
    ASK_DETAILS = auto()
    """Ask the others what is in it."""
    RECEIVE = auto()
    """Fetch what is missing."""
    FLUSH = auto()
    """Have everything written handed to the system."""
    PROVE = auto()
    """See that every file is on disk at its full size."""
    SERVE = auto()
    """It is whole: write that down if it is new, and serve it from now on."""
    BLAME_FILES = auto()
    """The files are not what they were, and to be left as they are: say so."""
    RECHECK = auto()
    """Compare what is on disk, writing nothing."""
    STOP = auto()
    """Let it rest; the reason is known."""


_TABLE: Final[dict[tuple[Phase, Happening], tuple[Phase, Step]]] = {
    (Phase.DETAILS, Happening.DETAILS_CAME): (Phase.PLACING, Step.PLACE),
    (Phase.PLACING, Happening.PLACED): (Phase.RECEIVING, Step.NOTHING),
    (Phase.PLACING, Happening.ADDED): (Phase.CHECKING, Step.NOTHING),
    (Phase.PLACING, Happening.FOUND_FILES): (Phase.TRYING, Step.NOTHING),
    (Phase.TRYING, Happening.CHECKED_WHOLE): (Phase.SETTLING, Step.FLUSH),
    (Phase.CHECKING, Happening.CHECKED_WHOLE): (Phase.SETTLING, Step.FLUSH),
    (Phase.TRYING, Happening.CHECKED_PARTLY): (Phase.PLACING, Step.PLACE_ELSEWHERE),
    (Phase.RECEIVING, Happening.ALL_CAME): (Phase.SETTLING, Step.FLUSH),
    (Phase.SETTLING, Happening.FLUSHED): (Phase.PROVING, Step.PROVE),
    (Phase.PROVING, Happening.PROVED): (Phase.WHOLE, Step.SERVE),
    (Phase.WHOLE, Happening.FILES_CHANGED): (Phase.CHECKING, Step.RECHECK),
    (Phase.WHOLE, Happening.MORE_WANTED): (Phase.CHECKING, Step.RECHECK),
    (Phase.FAILED, Happening.DETAILS_ASKED): (Phase.DETAILS, Step.ASK_DETAILS),
    (Phase.FAILED, Happening.RETRY_ASKED): (Phase.CHECKING, Step.RECHECK),
    (Phase.FAILED, Happening.REPLACE_ASKED): (Phase.PLACING, Step.PLACE),
    **{
        (phase, Happening.RECHECK_ASKED): (Phase.CHECKING, Step.RECHECK)
        for phase in set(Phase) - {Phase.DETAILS, Phase.PLACING, Phase.TRYING}
    },
    **{
        (phase, Happening.WENT_WRONG): (Phase.FAILED, Step.STOP)
        for phase in Phase
        if phase is not Phase.FAILED
    },
}

_BLAMED: Final = (Phase.FAILED, Step.BLAME_FILES)

_OWN_LOOKING: Final = frozenset({Happening.CHECKED_WHOLE, Happening.FLUSHED, Happening.DISPROVED})
"""What comes of looking at the disk alone: a second look shows the same."""

_WHOSE_FILES: Final[dict[Happening, bool]] = {
    Happening.FOUND_FILES: True,
    Happening.PLACED: False,
    Happening.ADDED: False,
    Happening.RETRY_ASKED: False,
    Happening.MORE_WANTED: False,
}
"""Whether the files at the place are the person's own from then on."""


class TransferMachine:
    """One transfer's phase, and why it failed if it did.

    `own` means that the files on disk are the person's own: shared from here, got and finished before, or
    found at the place where something was to go. Those are never written to unless the person asks for it.
    """

    def __init__(self, phase: Phase, *, own: bool) -> None:
        self.phase = phase
        self.own = own
        self.doubted = False
        """It was whole by its hashes and not on the disk, and nothing but our own looking happened since."""
        self.reason: AnyReason | None = None

    @property
    def is_looking(self) -> bool:
        """Whether the files on disk are being looked through."""
        return self.phase in {Phase.CHECKING, Phase.TRYING, Phase.SETTLING, Phase.PROVING}

    def happens(self, happening: Happening, reason: AnyReason | None = None) -> Step:
        """Move on and return what is to be done."""
        move = self._move(happening)
        if move is None:
            return Step.NOTHING
        self.phase, step = move
        if happening not in _OWN_LOOKING:
            self.doubted = False
        elif happening is Happening.DISPROVED:
            self.doubted = True
        if step is Step.SERVE:
            self.own = True
        else:
            self.own = _WHOSE_FILES.get(happening, self.own)
        self.reason = reason if self.phase is Phase.FAILED else None
        return step

    def _move(self, happening: Happening) -> tuple[Phase, Step] | None:
        """Return what the table says, or what depends on more than the phase."""
        match self.phase, happening:
            case Phase.CHECKING, Happening.CHECKED_PARTLY:
                return _BLAMED if self.own else (Phase.RECEIVING, Step.RECEIVE)
            case Phase.PROVING, Happening.DISPROVED:
                return _BLAMED if self.own or self.doubted else (Phase.CHECKING, Step.RECHECK)
            case _:
                return _TABLE.get((self.phase, happening))
