"""What the settings are called, one sentence about each, and how they are found by words; any thread."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.node.protocol import SettingsResult
from desktop.ui.words.language import Language


class Topic(StrEnum):
    """The groups, in their order."""

    YOU = "you"
    LOOK = "look"
    GETTING = "getting"
    NETWORK = "network"
    STORAGE = "storage"
    SAFETY = "safety"
    HEALTH = "health"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Told:
    """The name of a setting, and the sentence about it."""

    name: str
    text: str


def fits(query: str, *texts: str) -> bool:
    """Return whether every word of a query is in the texts, in any order and any case."""
    within = " ".join(texts).casefold()
    return all(word in within for word in query.casefold().split())


def topic_name(topic: Topic, language: Language) -> str:
    say = language.say
    return {
        Topic.YOU: say("You"),
        Topic.LOOK: say("Look"),
        Topic.GETTING: say("Getting"),
        Topic.NETWORK: say("Network"),
        Topic.STORAGE: say("Storage"),
        Topic.SAFETY: say("Safety"),
        Topic.HEALTH: say("Health"),
        Topic.ABOUT: say("About"),
    }[topic]


def topic_heading(topic: Topic, language: Language) -> str:
    """Return what stands above a group: its name, or what it answers."""
    if topic is Topic.NETWORK:
        return language.say("What Passalong tells the network")
    return topic_name(topic, language)


# --- you, look, getting ---------------------------------------------------------------------------


def own_name(language: Language) -> Told:
    return Told(
        language.say("Name"),
        language.say("How others see you. You can change it whenever you like."),
    )


def own_picture(language: Language) -> Told:
    return Told(
        language.say("Picture"),
        language.say("Drawn from your keys. By it, others know you again."),
    )


def own_link(language: Language) -> Told:
    return Told(
        language.say("Your link and code"),
        language.say("Whoever has it can ask to know you. You decide each time."),
    )


def stays(language: Language) -> Told:
    say = language.say
    return Told(
        say("Go on when the window is closed"),
        say("Things still come and go, and the tray shows that Passalong is there."),
    )


def begins(language: Language) -> Told:
    say = language.say
    return Told(say("Start with the computer"), say("Begins in the tray, so that people you know find you."))


def opens(language: Language) -> Told:
    say = language.say
    return Told(
        say("Open links with Passalong"),
        say("Links of Passalong, magnet links and torrent files that you click anywhere come here."),
    )


def shade(language: Language) -> Told:
    return Told(
        language.say("Colours"),
        language.say("Light, dark, or whatever the system has at the moment."),
    )


def spoken(language: Language) -> Told:
    return Told(
        language.say("Language"),
        language.say("In which Passalong speaks to you, from the next time it is opened."),
    )


def downloads(language: Language) -> Told:
    return Told(
        language.say("Folder for what you get"),
        language.say("Where things go unless you choose another place for one of them."),
    )


def at_once(language: Language) -> Told:
    return Told(
        language.say("Arriving at the same time"),
        language.say("Others wait for their turn. Fewer at once are each here sooner."),
    )


# --- storage, safety, about -----------------------------------------------------------------------


def got(language: Language) -> Told:
    return Told(
        language.say("What you got"),
        language.say("Largest first. Removing one deletes its files here; others keep theirs."),
    )


def records(language: Language) -> Told:
    return Told(
        language.say("Records"),
        language.say("Whom you know and what you share. They are small, and all of them are needed."),
    )


def leftovers(language: Language) -> Told:
    return Told(
        language.say("Log and old copies"),
        language.say("Notes of what went wrong, and records as they were before an update."),
    )


def words(language: Language) -> Told:
    return Told(
        language.say("Your 24 words"),
        language.say("They bring you back on another computer. Nobody can give them to you again."),
    )


def backup(language: Language) -> Told:
    return Told(
        language.say("Backup"),
        language.say("One file with your name, people and settings, that only your 24 words open."),
    )


def passphrase(language: Language) -> Told:
    return Told(
        language.say("Passphrase"),
        language.say("Locks your keys on this computer. It is asked for when Passalong is opened."),
    )


def version(language: Language) -> Told:
    return Told(language.say("Version"), language.say("There is no search for updates and no report home."))


def licence(language: Language) -> Told:
    return Told(
        language.say("Licence"),
        language.say("Free software: use it, look into it, change it and pass it on under the same terms."),
    )


def log(language: Language) -> Told:
    return Told(
        language.say("Log"),
        language.say("What went wrong inside Passalong, without names of people or files."),
    )


# --- the node's own sentences for a window --------------------------------------------------------


def anew_title(settings: SettingsResult, language: Language) -> str:
    """Return what waits for the connection to begin anew; empty if nothing does."""
    if not settings.waits:
        return ""
    return language.say_number(
        "A change counts once the connection begins anew",
        "{number} changes count once the connection begins anew",
        len(settings.waits),
    )


def anew_text(language: Language) -> str:
    return language.say("It takes a few seconds. What is on its way goes on from where it is.")


def beginning_anew(language: Language) -> str:
    return language.say("The connection begins anew …")
