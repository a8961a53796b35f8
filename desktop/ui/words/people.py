"""What is said about people: who they are, how one stands with them, who waits for an answer; any thread."""

from dataclasses import dataclass

from desktop.node.protocol import (
    ContactResult,
    Likeness,
    LinkedPersonResult,
    PathNow,
    RequestResult,
    Standing,
)
from desktop.ui.words.formats import people as count_people
from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief, is_seen, plain
from desktop.ui.words.times import Times

NAME_SHOWN = 60
"""As much of a name as a heading has room for."""

KNOWN = frozenset({Standing.UNVERIFIED, Standing.VERIFIED})


@dataclass(frozen=True, slots=True)
class Speech:
    """The language that is spoken, and how moments are said in it."""

    language: Language
    times: Times


def called(name: str, language: Language) -> str:
    """Return what somebody is called: there is always something to call them."""
    return brief(name, NAME_SHOWN).strip() if is_seen(name) else language.say("Somebody without a name")


# --- whoever is known -----------------------------------------------------------------------------


def presence(contact: ContactResult, speech: Speech) -> str:
    """Return in a few words whether somebody is there, or why that cannot be said."""
    say = speech.language.say
    match contact.state:
        case Standing.REQUESTED:
            asked = speech.times.of(contact.added)
            return say("asked {when}, no answer yet", when=asked) if asked else say("asked, no answer yet")
        case Standing.BLOCKED:
            return say("blocked")
        case _ if contact.online:
            return say("online")
        case _:
            seen = speech.times.of(contact.seen)
            return say("last seen {when}", when=seen) if seen else say("not seen here yet")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know about somebody, with the icon that goes with it."""

    icon: str
    text: str


def facts(contact: ContactResult, speech: Speech) -> list[Fact]:
    """Return how sure one can be of somebody, since when they are known, and how they are reached."""
    say, since = speech.language.say, speech.times.of(contact.added, say=speech.times.since)
    match contact.state:
        case Standing.REQUESTED:
            return [
                Fact("clock", say("Passalong goes on asking, whenever it runs, until they have heard it."))
            ]
        case Standing.BLOCKED:
            return [Fact("ban", say("You hear nothing of them, and they are not told."))]
    sure = (
        Fact("shield-check", say("Verified: nobody stands between you"))
        if contact.state is Standing.VERIFIED
        else Fact("shield-off", say("Not verified yet: compare words to be sure"))
    )
    known = [Fact("users", say("On your list {since}", since=since))] if since else []
    return [sure, *known, *_way(contact, speech.language)]


def _way(contact: ContactResult, language: Language) -> list[Fact]:
    match contact.path:
        case PathNow.DIRECT:
            return [Fact("route", language.say("Connected directly, with nothing in between"))]
        case PathNow.RELAY:
            told = language.say("Connected through a relay, which passes on what it cannot read")
            return [Fact("route", told)]
        case PathNow.NONE:
            return []


def trust(contact: ContactResult, language: Language) -> str:
    """Return whether one can be sure that it is them."""
    match contact.state:
        case Standing.VERIFIED:
            return language.say("verified")
        case Standing.UNVERIFIED:
            return language.say("not verified yet")
        case Standing.REQUESTED:
            return language.say("asked")
        case _:
            return language.say("blocked")


def whole_story(contact: ContactResult, speech: Speech) -> str:
    """Return all that a card says, to be read out."""
    parts = (trust(contact, speech.language), presence(contact, speech), plain(contact.note))
    return ", ".join(dict.fromkeys(filter(None, parts)))


def matches(wanted: str, *texts: str) -> bool:
    """Return whether any of these texts has every word that is looked for."""
    there = " ".join(texts).casefold()
    return all(word in there for word in wanted.casefold().split())


# --- whoever waits --------------------------------------------------------------------------------


def request_title(request: RequestResult, language: Language) -> str:
    return language.say("{name} would like to know you", name=called(request.name, language))


def request_about(request: RequestResult, speech: Speech) -> str:
    """Return what saying yes means, and how long they wait."""
    asked, say = speech.times.of(request.at), speech.language.say
    means = say("If you accept, you see when the other is online and can pass each other things.")
    return say("Asked {when}.", when=asked) + " " + means if asked else means


def quoted(text: str) -> str:
    """Return a sentence of somebody's as theirs; nothing if they said nothing."""
    shown = plain(text).strip()
    return f"“{shown}”" if shown else ""


def likeness(alike: Likeness | None, language: Language) -> str:
    """Return what to look at twice; nothing if there is no reason."""
    if alike is None:
        return ""
    name = called(alike.name, language)
    if alike.known:
        return language.say("You know this person already, as “{name}”.", name=name)
    return language.say(
        "Take care: this name looks like that of {name}, whom you know, and this is somebody else. "
        "Ask {name} about it in another way before you answer.",
        name=name,
    )


def waiting_meaning(count: int, language: Language) -> str:
    """Return what the number beside "People" counts."""
    return language.say_number(
        "{number} question waits for your answer", "{number} questions wait for your answer", count
    )


def put_off_title(count: int, language: Language) -> str:
    return language.say_number(
        "{number} question put off until later", "{number} questions put off until later", count
    )


# --- whom a link leads to -------------------------------------------------------------------------


def found_about(found: LinkedPersonResult, language: Language) -> str:
    """Return what asking this person would come to."""
    say = language.say
    match found.state:
        case Standing.BLOCKED:
            return say("You have blocked them. Unblock them first if you want to hear of each other again.")
        case Standing.REQUESTED:
            return say("You have asked them already. Passalong goes on until they have heard it.")
        case Standing.UNVERIFIED | Standing.VERIFIED:
            return say("You know each other already.")
        case _ if found.asks:
            return say("They would like to know you too. If you go on, you know each other at once.")
        case _:
            return say("Their link leads here. They see your name and your sentence, and decide.")


def may_be_asked(found: LinkedPersonResult) -> bool:
    return found.state is None


def asked_title(name: str, state: Standing, language: Language) -> str:
    """Return what became of asking somebody."""
    if state in KNOWN:
        return language.say("You and {name} know each other now", name=called(name, language))
    return language.say("{name} is asked", name=called(name, language))


def asked_about(state: Standing, language: Language) -> str:
    if state in KNOWN:
        return language.say("You see when the other is online, and can pass each other things.")
    return language.say(
        "Both computers have to be on at the same time now and then. Passalong goes on asking whenever it "
        "runs, and tells you when they say yes. You can close this."
    )


# --- oneself, and all together --------------------------------------------------------------------


def me_line(people: list[ContactResult], language: Language, *, is_running: bool) -> str:
    """Return what stands below this person's own name: how many people, and how many of them are there."""
    known = [contact for contact in people if contact.state in KNOWN]
    if not is_running:
        return language.say("not connected")
    if not known:
        return language.say("nobody added yet")
    online = sum(contact.online for contact in known)
    several = count_people(len(known), language)
    if not online:
        return language.say("{people} · none online", people=several)
    return language.say("{people} · {number} online", people=several, number=online)


def heading_with_count(heading: str, count: int) -> str:
    return f"{heading} · {count:,}" if count else heading


def nearby_about(language: Language, *, is_shown: bool) -> str:
    """Return what the switch tells others, as it stands."""
    if is_shown:
        return language.say("Everybody in this network sees your name now, and can ask to know you.")
    return language.say(
        "Off: people you know still find you here, and nobody else learns who you are. "
        "On: everybody in this network sees your name, and can ask to know you."
    )
