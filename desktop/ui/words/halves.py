"""Sentences in two halves: what happened is told everywhere, what mends it as it is done there. Any thread.

The window's half stands here, since it is the one that people without a terminal read; whoever speaks on a
terminal brings its own.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from desktop.ui.words.language import Language

Mends = Mapping[object, str]
"""What mends something, in the words of another front end, by what it is."""

NO_MENDS: Final[Mends] = MappingProxyType({})


class Halves(NamedTuple):
    """`happened`: what that is and what is safe; `mend`: what to do about it, in the window."""

    happened: str
    mend: str


def told(sentence: str | Halves, mend: str | None, language: Language, values: Mapping[str, object]) -> str:
    """Return the whole sentence; `mend` takes the place of the window's half."""
    if isinstance(sentence, str):
        return language.say(sentence, **values)
    halves = sentence.happened, mend or sentence.mend
    return " ".join(language.say(half, **values) for half in halves)
