"""One row as it is painted and read out: pure values, made of a transfer and whom it belongs to."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.events import TransferRow, TransferState
from desktop.share.offers import OfferState
from desktop.ui.transfers.acts import Act, buttons_of, name_of, needs_person
from desktop.ui.words.language import Language
from desktop.ui.words.plain import plain_sentence
from desktop.ui.words.transfers import Kin, figures, is_given, share_name, spoken, story
from desktop.ui.words.troubles import Trouble, trouble_of


class Tone(StrEnum):
    """How the bar is coloured."""

    MOVING = "moving"
    RESTING = "resting"
    WAITING_FOR_SOMEBODY = "waiting for somebody"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button on a row."""

    act: Act
    text: str
    is_primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """All that a row shows. `part` is how much is here, or has arrived at those whom it is for, 0 to 1.

    None where a bar would say nothing. With a `trouble`, that is told instead.
    """

    name: str
    story: str
    figures: str
    part: float | None
    tone: Tone
    is_folder: bool
    trouble: Trouble | None
    buttons: tuple[Button, ...]
    spoken: str


def tale_of(row: TransferRow, kin: Kin, language: Language) -> Tale:
    """Return what a row shows. Whatever a stranger named is made plain here."""
    name = share_name(row.name, language)
    trouble = trouble_of(row.name, row.reason, language) if needs_person(row) else None
    acts = buttons_of(row)
    return Tale(
        name=name,
        story=plain_sentence(story(row, kin, language)),
        figures=figures(row, language),
        part=_part(row, kin),
        tone=_tone(row, kin),
        is_folder=row.files != 1,
        trouble=trouble,
        buttons=tuple(
            Button(
                act=act,
                text=name_of(act, language),
                is_primary=trouble is not None and act is acts[-1],
            )
            for act in acts
        ),
        spoken=trouble.spoken if trouble is not None else plain_sentence(spoken(row, kin, language)),
    )


def _part(row: TransferRow, kin: Kin) -> float | None:
    """Return how far it is; a full bar for what nobody has got yet would be read as "they have it"."""
    if not is_given(row) or row.state in {TransferState.CHECKING, TransferState.FAILED}:
        return min(1.0, row.done / row.total) if row.total else 0.0
    under_way = [offer for offer in kin.takers if offer.state is OfferState.ACCEPTED]
    if len(under_way) != 1 or len(kin.takers) != 1 or not row.total:
        return None
    return min(1.0, row.sent / row.total)


def _tone(row: TransferRow, kin: Kin) -> Tone:
    if row.state is TransferState.DOWNLOADING or row.up:
        return Tone.MOVING
    if not is_given(row) or row.state is not TransferState.SEEDING:
        return Tone.RESTING
    waits = any(offer.state is OfferState.ACCEPTED and not offer.online for offer in kin.takers)
    return Tone.WAITING_FOR_SOMEBODY if waits else Tone.DONE
