"""What is said where one looks closely at a transfer: how it went, and who takes part; any thread."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from desktop.events import TransferRow, TransferState
from desktop.node.protocol import FileRank, TakerResult, Way
from desktop.share.offers import OfferState
from desktop.share.shares import Role
from desktop.ui.words.formats import share_of, size, speed
from desktop.ui.words.language import Language
from desktop.ui.words.transfers import Kin, amount, moment

_THOUSAND: Final = 1000


class When(Enum):
    """Where a step is on the way."""

    DONE = auto()
    NOW = auto()
    LATER = auto()
    RESTS = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """One step of the way: done, under way, still to come, or where it came to a stop."""

    title: str
    text: str
    when: When


def passages(row: TransferRow, kin: Kin, now: float, language: Language) -> tuple[Passage, ...]:
    """Return how a transfer went so far, and what comes next."""
    say = language.say
    begun = moment(row.added, now, language)
    if row.role == Role.SHARE:
        return (Passage(say("Shared from here"), begun, When.DONE), _given(row, kin, When.NOW, language))
    getting = _getting(row, now, language)
    after = When.NOW if getting.when is When.DONE else When.LATER
    return (Passage(say("Begun"), begun, When.DONE), getting, _given(row, kin, after, language))


def _getting(row: TransferRow, now: float, language: Language) -> Passage:
    say = language.say
    if row.finished is not None:
        return Passage(say("Here and checked"), moment(row.finished, now, language), When.DONE)
    text = amount(row.done, row.total, language) if row.total else say("what is in it is not known yet")
    if row.state is TransferState.FAILED:
        return Passage(say("It stopped here"), text, When.STOPPED)
    if row.state is TransferState.PAUSED:
        return Passage(say("It rests here"), text, When.RESTS)
    return Passage(say("On its way"), text, When.NOW)


def _given(row: TransferRow, kin: Kin, when: When, language: Language) -> Passage:
    """Say who has it from here; `when` that is, if it is nobody yet."""
    say = language.say
    have = [offer.name for offer in kin.takers if offer.state is OfferState.FINISHED]
    given = say("{size} given in all", size=size(row.sent, language)) if row.sent else ""
    if have:
        names = ", ".join(have)
        return Passage(say("They have it now"), " · ".join(filter(None, (names, given))), When.DONE)
    if row.arrived:
        title = language.say_number(
            "{number} person has it from you", "{number} people have it from you", row.arrived
        )
        return Passage(title, given, When.DONE)
    return Passage(say("Passed on"), given or say("nobody has all of it from you yet"), when)


def taker_name(taker: TakerResult, language: Language) -> str:
    """Return who it is, as far as that is known: whoever is public says only what program they use."""
    if taker.name:
        return taker.name
    if taker.way is Way.PUBLIC:
        return taker.client or language.say("somebody")
    return language.say("somebody else")


def taker_story(taker: TakerResult, language: Language) -> str:
    """Return what they have, and by which way they are reached."""
    say = language.say
    ways = {
        Way.DIRECT: say("direct"),
        Way.RELAY: say("through a relay"),
        Way.PUBLIC: taker.address,
        Way.NEARBY: "",
    }
    has = (
        say("has all of it")
        if taker.has >= _THOUSAND
        else say("has {share}", share=share_of(taker.has, _THOUSAND))
    )
    return " · ".join(filter(None, (has, ways[taker.way])))


def taker_speeds(taker: TakerResult, language: Language) -> str:
    """Return what goes on between them and us."""
    down = f"↓ {speed(taker.down, language)}" if taker.down else ""
    up = f"↑ {speed(taker.up, language)}" if taker.up else ""
    return "  ".join(filter(None, (down, up)))


def rank_text(rank: FileRank | None, language: Language) -> str:
    say = language.say
    if rank is None:
        return say("mixed")
    return {
        FileRank.OUT: say("left out"),
        FileRank.LAST: say("last"),
        FileRank.NORMAL: "",
        FileRank.FIRST: say("first"),
    }[rank]
