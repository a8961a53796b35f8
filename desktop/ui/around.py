"""What every part of the window is made with. Window's thread."""

from dataclasses import dataclass

from desktop.clock import Clock
from desktop.ui.look.theme import Theme
from desktop.ui.words.language import Language


@dataclass(frozen=True, slots=True)
class Around:
    """The language that is spoken, the colours in use, and the time."""

    language: Language
    theme: Theme
    clock: Clock
