"""What is said when something has arrived; any thread."""

from collections.abc import Sequence

from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief


def finished(names: Sequence[str], language: Language) -> str:
    """Return that these are here."""
    if len(names) == 1:
        return language.say("“{name}” is here and checked", name=brief(names[0]))
    return language.say_number(
        "{number} thing is here and checked", "{number} things are here and checked", len(names)
    )
