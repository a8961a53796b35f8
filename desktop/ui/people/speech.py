"""How the pages about people speak: the window's language, and moments by this computer's clock."""

from desktop.ui.around import Around
from desktop.ui.words.people import Speech
from desktop.ui.words.times import Times


def speech_of(around: Around) -> Speech:
    return Speech(around.language, Times(around.clock, None, around.language))
