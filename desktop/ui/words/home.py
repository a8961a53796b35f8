"""What is said on Home about what came and went. Any thread."""

from desktop.events import TransferRow, TransferState
from desktop.ui.words.formats import files, share_of, size
from desktop.ui.words.language import Language
from desktop.ui.words.plain import plain
from desktop.ui.words.transfers import Kin, story


def card_line(row: TransferRow, language: Language) -> str:
    """Return how much it is: "214 files, 1.2 GB", and how much of it is here while it comes."""
    if not row.total:
        return language.say("Finding out what is in it")
    line = language.say("{files}, {size}", files=files(row.files, language), size=size(row.total, language))
    if row.state is not TransferState.DOWNLOADING:
        return line
    return language.say("{part} of {line}", part=share_of(row.done, row.total), line=line)


def card_story(row: TransferRow, kin: Kin, language: Language) -> str:
    """Return from whom or for whom it is, or that it needs this person."""
    if needs_you(row):
        return language.say("needs you")
    return plain(story(row, kin, language))


def needs_you(row: TransferRow) -> bool:
    return row.state is TransferState.FAILED
