"""What is said about the space that is taken; any thread."""

from desktop.ui.words.formats import size
from desktop.ui.words.language import Language


def free_text(free: int | None, language: Language) -> str:
    """Return how much room there is left; empty where that cannot be told."""
    if free is None:
        return ""
    return language.say("{size} are free on that disk.", size=size(free, language))


def got_text(language: Language) -> str:
    return language.say("Nothing yet. What you get is listed here.")


def rest_text(count: int, taken: int, language: Language) -> str:
    return language.say_number(
        "and {number} more, {size}", "and {number} more, {size} together", count, size=size(taken, language)
    )
