"""What is said while something is passed on, or a link is opened. Any thread."""

from collections.abc import Sequence
from enum import StrEnum

from desktop.node.protocol import ContentsResult, LinkKind, LinkResult
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language


class Audience(StrEnum):
    """Who may have it, as a person chooses it."""

    LINK = "link"
    PEOPLE = "people"
    EVERYBODY = "everybody"


def contents_line(found: ContentsResult, language: Language) -> str:
    """Return how much it is: "214 files, 1.2 GB"."""
    return language.say(
        "{files}, {size}", files=files(found.files, language), size=size(found.bytes, language)
    )


def left_out_line(found: ContentsResult, language: Language) -> str:
    """Return what does not travel, empty if all of it does."""
    junk = language.say_number(
        "Left out: {number} file that only your system needs.",
        "Left out: {number} files that only your system needs.",
        found.junk,
    )
    elsewhere = language.say_number(
        "Left out: {number} thing that is no file or leads elsewhere.",
        "Left out: {number} things that are no files or lead elsewhere.",
        found.left_out,
    )
    return " ".join(filter(None, (junk if found.junk else "", elsewhere if found.left_out else "")))


def what_others_see(audience: Audience, language: Language) -> str:
    """Return what others will be able to see, in a sentence."""
    match audience:
        case Audience.LINK:
            return language.say(
                "Whoever has the link sees its title, its size and the files. Nobody else can find it. "
                "It travels encrypted."
            )
        case Audience.PEOPLE:
            return language.say(
                "Only the people you choose are asked, and only they can get it. "
                "It travels encrypted, and nobody else sees that it is there."
            )
        case Audience.EVERYBODY:
            return language.say(
                "Anybody in the world can find it, get it, and see that this computer has it. "
                "It is not encrypted. Choose this for what should spread."
            )


def offered_line(names: Sequence[str], language: Language) -> str:
    """Return that people were asked."""
    if len(names) == 1:
        return language.say("{name} is asked now. It is passed on once they say yes.", name=names[0])
    return language.say_number(
        "{number} person is asked now. Each gets it once they say yes.",
        "{number} people are asked now. Each gets it once they say yes.",
        len(names),
    )


def link_line(found: LinkResult, language: Language) -> str:
    """Return what a link leads to, below its title."""
    match found.kind:
        case LinkKind.PERSON:
            return language.say("A link for getting to know each other.")
        case LinkKind.PUBLIC if found.bytes is None:
            return language.say("Public. How large it is shows once somebody who has it is found.")
        case LinkKind.PUBLIC:
            return language.say(
                "{size}, public: others can see that you get it.", size=size(found.bytes or 0, language)
            )
        case LinkKind.SHARE:
            return language.say(
                "{size}, encrypted, straight from the computer of whoever gave you the link.",
                size=size(found.bytes or 0, language),
            )
