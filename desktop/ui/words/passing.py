"""What is said of a pass of files in the window: as a question, and as a line of the story of two people.

Any thread. The command line's shorter words are in `words.offers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from desktop.node.protocol import OfferResult
from desktop.share.offers import OPEN, Direction, OfferState
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language
from desktop.ui.words.people import Speech, called
from desktop.ui.words.plain import brief

_TITLE_SHOWN: Final = 80
_NAME_SHOWN: Final = 40
_FIRST_NAMES: Final = 3

WAITS: Final = (Direction.IN, OfferState.OFFERED)
"""What this person is to answer."""


def waits(offer: OfferResult) -> bool:
    return (offer.direction, offer.state) == WAITS


def titled(offer: OfferResult, language: Language) -> str:
    return brief(offer.title, _TITLE_SHOWN).strip() or language.say("something without a title")


def question(offer: OfferResult, language: Language) -> str:
    """Return what is asked, in one sentence."""
    name, title = called(offer.name, language), titled(offer, language)
    return language.say("{name} would like to pass you {title}", name=name, title=title)


def amount(offer: OfferResult, language: Language) -> str:
    """Return how much it is: "214 files, 1.2 GB"."""
    return language.say(
        "{files}, {size}", files=files(offer.files, language), size=size(offer.bytes, language)
    )


def amount_and_when(offer: OfferResult, speech: Speech) -> str:
    how_much, when = amount(offer, speech.language), speech.times.of(offer.at)
    return speech.language.say("{amount} · {when}", amount=how_much, when=when) if when else how_much


def first_names(offer: OfferResult, language: Language) -> str:
    """Return what the first files are called, and how many more there are; nothing if they tell none."""
    shown = [_last_part(name) for name in offer.names[:_FIRST_NAMES]]
    if not shown:
        return ""
    several = ", ".join(shown)
    more = offer.files - len(shown)
    if more <= 0:
        return several
    return language.say_number("{names} and {number} more", "{names} and {number} more", more, names=several)


def _last_part(name: str) -> str:
    return brief(PurePosixPath(name).name or name, _NAME_SHOWN)


# --- the story of two people ----------------------------------------------------------------------

_LOOKS: Final[Mapping[OfferState, tuple[str, str]]] = MappingProxyType(
    {
        OfferState.OFFERED: ("clock", "muted"),
        OfferState.ACCEPTED: ("arrow-down-up", "file"),
        OfferState.DECLINED: ("x", "muted"),
        OfferState.WITHDRAWN: ("x", "muted"),
        OfferState.FINISHED: ("check", "accent"),
    }
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line of the story: something that one of two people passed to the other."""

    offer: str
    icon: str
    colour: str
    title: str
    about: str
    transfer: str | None


def story(offers: list[OfferResult], person: str, speech: Speech) -> list[Chapter]:
    """Return what was passed between this person and another, newest first."""
    return [_chapter(offer, speech) for offer in offers if offer.person == person]


def _chapter(offer: OfferResult, speech: Speech) -> Chapter:
    icon, colour = ("triangle-alert", "warning") if offer.trouble else _LOOKS[offer.state]
    say, when = speech.language.say, speech.times.of(offer.at)
    standing = standing_now(offer, speech)
    return Chapter(
        offer=offer.offer,
        icon=icon,
        colour=colour,
        title=_what_happened(offer, speech.language),
        about=say("{when} · {standing}", when=when, standing=standing) if when else standing,
        transfer=offer.transfer,
    )


def _what_happened(offer: OfferResult, language: Language) -> str:
    if waits(offer):
        return question(offer, language)
    say, title, name = language.say, titled(offer, language), called(offer.name, language)
    came_to_nothing = offer.state in {OfferState.DECLINED, OfferState.WITHDRAWN}
    if offer.direction is Direction.IN:
        if came_to_nothing:
            return say("{name} offered you {title}", name=name, title=title)
        return say("{name} passed you {title}", name=name, title=title)
    if came_to_nothing or offer.state is OfferState.OFFERED:
        return say("You offered {title}", title=title)
    return say("You passed {title}", title=title)


def standing_now(offer: OfferResult, speech: Speech) -> str:
    """Return how a pass stands, and what it waits for."""
    if offer.trouble is not None:
        return _trouble(offer, speech.language)
    say = speech.language.say
    standing = (
        _standing_in(offer.state, speech.language)
        if offer.direction is Direction.IN
        else _standing_out(offer.state, speech.language)
    )
    if offer.state not in OPEN or waits(offer) or offer.online:
        return standing
    return say("{standing}, when they are online again", standing=standing)


def _standing_in(state: OfferState, language: Language) -> str:
    say = language.say
    return {
        OfferState.OFFERED: say("waits for your answer"),
        OfferState.ACCEPTED: say("on its way to you"),
        OfferState.DECLINED: say("you did not want it"),
        OfferState.WITHDRAWN: say("they took it back"),
        OfferState.FINISHED: say("you have it"),
    }[state]


def _standing_out(state: OfferState, language: Language) -> str:
    say = language.say
    return {
        OfferState.OFFERED: say("waits for their answer"),
        OfferState.ACCEPTED: say("on its way to them"),
        OfferState.DECLINED: say("they did not want it"),
        OfferState.WITHDRAWN: say("you took it back"),
        OfferState.FINISHED: say("they have it"),
    }[state]


def _trouble(offer: OfferResult, language: Language) -> str:
    """Return why it does not go on; what happens on their computer is told by its kind alone."""
    say = language.say
    comes = offer.direction is Direction.IN
    match offer.trouble:
        case "disk-full":
            there, here = (
                say("there is no room for it on their computer"),
                say("there is no room for it here"),
            )
        case "no-permission":
            there = say("it cannot be written where they want it")
            here = say("it cannot be written where you want it")
        case "not-what-was-promised":
            there = say("what they get is not what was offered")
            here = say("what came is not what was offered")
        case "more-than-said":
            there = say("it is more than you said, so nothing of it was written there")
            here = say("it is more than they said, so nothing of it was written")
        case _:
            there = say("it goes on when they try again")
            here = say("Transfers says why")
    return say("stopped: {why}", why=here if comes else there)
