"""What is said at the first run, and wherever the same things are asked later; any thread."""

from desktop.ui.words.language import Language
from desktop.ui.words.settings import Told


def folder_refused(folder: str, language: Language) -> str:
    return language.say(
        "Nothing can be put into “{folder}”. Nothing was changed. "
        "Choose another folder, or allow writing to this one.",
        folder=folder,
    )


def address_refused(language: Language) -> str:
    return language.say("That is no address of a relay. It begins with https:// and names a computer.")


def name_refused(language: Language) -> str:
    return language.say("That cannot be shown as a name. Letters, numbers and most signs can.")


def who(language: Language) -> Told:
    return Told(
        language.say("This is how others see you"),
        language.say(
            "You have a name to begin with, and a picture drawn from your keys. Keep the name or take your "
            "own: a first name will do. There is no account, and nobody to ask."
        ),
    )


def where(language: Language) -> Told:
    return Told(
        language.say("Where should things go?"),
        language.say("What others pass to you is put here. You can always choose another place."),
    )


def through(language: Language) -> Told:
    return Told(
        language.say("When the direct way is shut"),
        language.say(
            "Most computers reach each other directly. Where that does not work, a computer in between can "
            "pass things on. It never sees what they are."
        ),
    )


def public_relays(language: Language) -> Told:
    return Told(
        language.say("Public relays"),
        language.say(
            "Run by the iroh project. They see which computers talk and how much, never what. "
            "Files pass slowly there."
        ),
    )


def own_relay(language: Language) -> Told:
    return Told(
        language.say("A relay of my own"),
        language.say("You, or somebody you trust, runs one. Files pass as fast as it can."),
    )


def no_relay(language: Language) -> Told:
    return Told(
        language.say("None"),
        language.say("Nobody in between, ever. Some people behind strict routers cannot be reached."),
    )


def words(language: Language) -> Told:
    return Told(
        language.say("Your 24 words"),
        language.say(
            "If this computer is lost, 24 words on a piece of paper make you yourself again. Nobody else has "
            "them, so nobody can send them to you. Have pen and paper at hand, or do it later: "
            "Home will remind you."
        ),
    )


def reminder(language: Language) -> Told:
    return Told(
        language.say("Your 24 words are not written down yet"),
        language.say(
            "Without them, nobody can bring you back if this computer is lost. It takes two minutes."
        ),
    )
