"""What is said of transfers on the window: the story of each, and its figures; any thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.events import TransferRow, TransferState
from desktop.node.protocol import OfferResult
from desktop.reasons import (
    AnyReason,
    FetchingDetails,
    InQueue,
    NobodyHasIt,
    NotRunning,
    OnBattery,
    OnMetered,
)
from desktop.share.offers import Direction, OfferState
from desktop.share.shares import Audience, Role
from desktop.ui.words.formats import size, speed
from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief, is_seen

_NAME_SHOWN: Final = 300
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_NEVER: Final = 100 * _DAY
_ONE_TIME: Final = 0.05
_SHOWN_FROM: Final = 0.1


@dataclass(frozen=True, slots=True)
class Kin:
    """The passes that a transfer belongs to: from whom it is, or for whom."""

    offers: tuple[OfferResult, ...] = ()

    @property
    def givers(self) -> tuple[str, ...]:
        return tuple(offer.name for offer in self.offers if offer.direction is Direction.IN)

    @property
    def takers(self) -> tuple[OfferResult, ...]:
        return tuple(offer for offer in self.offers if offer.direction is Direction.OUT)


ALONE: Final = Kin()


def kin_by_transfer(offers: Iterable[OfferResult]) -> dict[str, Kin]:
    """Return from whom and for whom transfers are, by their ids."""
    found: dict[str, list[OfferResult]] = {}
    for offer in offers:
        if offer.transfer is not None:
            found.setdefault(offer.transfer, []).append(offer)
    return {transfer: Kin(tuple(several)) for transfer, several in found.items()}


def share_name(name: str, language: Language) -> str:
    """Return what a share is called: there is always something to read."""
    return brief(name, _NAME_SHOWN) if is_seen(name) else language.say("Something without a name")


def story(row: TransferRow, kin: Kin, language: Language) -> str:
    """Return one line: whose it is, who has it, and why it does not move if it does not."""
    waits = _waits(row.reason, language) if row.state is TransferState.WAITING else ""
    if waits:
        return _listed(waits, _whose(row, kin, language))
    if row.state is TransferState.PAUSED:
        return _listed(language.say("resting until you say otherwise"), _whose(row, kin, language))
    if row.state is TransferState.CHECKING:
        return _listed(language.say("looking through its files"), _whose(row, kin, language))
    if is_given(row):
        return _given(row, kin, language)
    return _listed(_whose(row, kin, language), _who_has_it(row, language), _openness(row, language))


def figures(row: TransferRow, language: Language) -> str:
    """Return how much is here, how fast it comes or goes, and how long it still takes."""
    say = language.say
    if is_given(row):
        return (
            say("sending {speed}", speed=speed(row.up, language)) if row.up else _given_state(row, language)
        )
    here = amount(row.done, row.total, language) if row.total else ""
    if row.state is TransferState.DOWNLOADING:
        left = time_left(row, language)
        return _listed(here, speed(row.down, language) if row.down else say("connected"), left)
    return _listed(here, _standing(row, language))


def spoken(row: TransferRow, kin: Kin, language: Language) -> str:
    """Return the whole of a row as it is read out."""
    return ". ".join(
        filter(None, (share_name(row.name, language), figures(row, language), story(row, kin, language)))
    )


def is_given(row: TransferRow) -> bool:
    """Return whether all of it is here, so that it is passed on from here."""
    return row.whole or row.role == Role.SHARE


def amount(done: int, total: int, language: Language) -> str:
    """Return "1.2 of 1.8 GB": in one unit, unless what is here would look like nothing in it."""
    here, all_of_it = size(done, language), size(total, language)
    figure, _, unit = here.rpartition(" ")
    if done == 0 or unit == all_of_it.rpartition(" ")[2]:
        here = figure
    elif (part := done / total * _figure_of(all_of_it)) >= _SHOWN_FROM:
        here = f"{part:.1f}"
    return language.say("{done} of {total}", done=here, total=all_of_it)


def _figure_of(text: str) -> float:
    """Return the number that a size begins with."""
    try:
        return float(text.partition(" ")[0])
    except ValueError:
        return 0.0


def time_left(row: TransferRow, language: Language) -> str:
    """Return how long it still takes at this speed, nothing if nobody could say."""
    if row.down <= 0 or row.total <= row.done:
        return ""
    seconds = (row.total - row.done) / row.down
    return short_time(seconds, language) if seconds < _NEVER else ""


def short_time(seconds: float, language: Language) -> str:
    """Return a length of time in one unit: "2 min"."""
    if seconds < _MINUTE:
        return language.say_number("{number} s", "{number} s", max(1, round(seconds)))
    if seconds < _HOUR:
        return language.say_number("{number} min", "{number} min", round(seconds / _MINUTE))
    if seconds < _DAY:
        return language.say_number("{number} h", "{number} h", round(seconds / _HOUR))
    return language.say_number("{number} day", "{number} days", round(seconds / _DAY))


def moment(seconds: float, now: float, language: Language) -> str:
    """Return when something was, as people say it: the hour if it was today, else the day too."""
    then, today = datetime.fromtimestamp(seconds).astimezone(), datetime.fromtimestamp(now).astimezone()
    hour = then.strftime("%H:%M")
    days = (today.date() - then.date()).days
    if days == 0:
        return language.say("today at {time}", time=hour)
    if days == 1:
        return language.say("yesterday at {time}", time=hour)
    return language.say("{day} at {time}", day=then.strftime("%Y-%m-%d"), time=hour)


# --- parts of the story ---------------------------------------------------------------------------


def _listed(*facts: str) -> str:
    return " · ".join(filter(None, facts))


def _whose(row: TransferRow, kin: Kin, language: Language) -> str:
    say = language.say
    if kin.givers:
        return _from(kin.givers, language)
    if kin.takers:
        return _for(kin.takers, language)
    match row.audience:
        case Audience.PUBLIC:
            return say("public")
        case Audience.LINK:
            return say("by link")
        case _:
            return say("from somebody you know")


def _from(names: Sequence[str], language: Language) -> str:
    first, *others = names
    if not others:
        return language.say("from {name}", name=first)
    return language.say_number(
        "from {name} and {number} other", "from {name} and {number} others", len(others), name=first
    )


def _for(offers: Sequence[OfferResult], language: Language) -> str:
    first, *others = offers
    if not others:
        return language.say("for {name}", name=first.name)
    return language.say_number(
        "for {name} and {number} other", "for {name} and {number} others", len(others), name=first.name
    )


def _who_has_it(row: TransferRow, language: Language) -> str:
    if row.audience == Audience.PUBLIC:
        return language.say_number("{number} person", "{number} people", row.peers)
    if row.whole_peers:
        return language.say_number("{number} person has it", "{number} people have it", row.whole_peers)
    return language.say_number("{number} person has parts", "{number} people have parts", row.peers)


def _openness(row: TransferRow, language: Language) -> str:
    if row.audience == Audience.PUBLIC:
        return language.say("any BitTorrent program")
    return language.say("encrypted")


def _waits(reason: AnyReason | None, language: Language) -> str:
    say = language.say
    match reason:
        case NobodyHasIt():
            return say("waits: nobody who has it is there right now, and goes on by itself")
        case FetchingDetails():
            return say("somebody who has it is there, and tells what is in it")
        case OnBattery():
            return say("rests while this computer runs on its battery")
        case OnMetered():
            return say("rests in this network, which costs by what goes through it")
        case NotRunning():
            return say("waits until Passalong runs")
        case _:
            return ""


def _standing(row: TransferRow, language: Language) -> str:
    say = language.say
    match row.state, row.reason:
        case TransferState.PAUSED, _:
            return say("paused")
        case TransferState.CHECKING, _:
            return say("checking")
        case TransferState.WAITING, InQueue():
            return say("waiting for its turn")
        case TransferState.WAITING, _:
            return say("waiting")
        case _:
            return ""


def _given_state(row: TransferRow, language: Language) -> str:
    if row.state in {TransferState.PAUSED, TransferState.CHECKING, TransferState.WAITING}:
        return _standing(row, language)
    return language.say("here, {size}", size=size(row.total, language)) if row.total else ""


def _given(row: TransferRow, kin: Kin, language: Language) -> str:
    """Return the story of what is passed on from here."""
    say = language.say
    takers = kin.takers
    if len(takers) == 1:
        return _one_taker(takers[0], language)
    if takers:
        have = sum(offer.state is OfferState.FINISHED for offer in takers)
        all_of_it = language.say_number("{number} has all of it", "{number} have all of it", have)
        return _listed(_for(takers, language), all_of_it if have else "", _times(row, language))
    if kin.givers:
        return _listed(_from(kin.givers, language), say("all of it is here"), _times(row, language))
    who = say("everybody can find it") if row.audience == Audience.PUBLIC else say("everybody with the link")
    got = language.say_number(
        "{number} person got it from you", "{number} people got it from you", row.arrived
    )
    return _listed(who, got if row.arrived else "", _times(row, language))


def _one_taker(offer: OfferResult, language: Language) -> str:
    """Return how it stands with the one person whom it is for."""
    say, name = language.say, offer.name
    if offer.state is OfferState.ACCEPTED:
        if offer.trouble:
            return say("for {name}, where something is in the way; they are told what to do", name=name)
        if offer.online:
            return say("for {name}, who gets it now", name=name)
        return say("for {name}, who is offline; it goes on when they are back", name=name)
    return {
        OfferState.OFFERED: say("for {name}, who has not answered yet", name=name),
        OfferState.FINISHED: say("for {name}, who has all of it", name=name),
        OfferState.DECLINED: say("for {name}, who did not want it", name=name),
        OfferState.WITHDRAWN: say("for {name}, taken back", name=name),
    }[offer.state]


def _times(row: TransferRow, language: Language) -> str:
    """Return how often all of it was given, as a figure."""
    times = row.sent / row.total if row.total else 0.0
    if times < _ONE_TIME:
        return ""
    return language.say("given {times} times", times=f"{times:.1f}")
