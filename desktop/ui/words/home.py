"""What is said on Home about what came and went. Any thread."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.events import TransferRow, TransferState
from desktop.ui.words.formats import files, people, share_of, size
from desktop.ui.words.language import Language

_STATES: Final[Mapping[TransferState, str]] = MappingProxyType(
    {
        TransferState.SEEDING: "passed on while Passalong runs",
        TransferState.CHECKING: "being looked through",
        TransferState.PAUSED: "resting",
        TransferState.WAITING: "waiting",
        TransferState.FAILED: "needs you",
    }
)


def card_line(row: TransferRow, language: Language) -> str:
    """Return how much it is: "214 files, 1.2 GB"."""
    if not row.total:
        return language.say("Finding out what is in it")
    return language.say("{files}, {size}", files=files(row.files, language), size=size(row.total, language))


def card_state(row: TransferRow, language: Language) -> str:
    """Return how it stands, in a few words."""
    say = language.say
    if row.state is TransferState.DOWNLOADING:
        return say("arriving: {part}", part=share_of(row.done, row.total))
    if row.state is TransferState.SEEDING and row.peers:
        return say("{people} connected", people=people(row.peers, language))
    return say(_STATES[row.state])
