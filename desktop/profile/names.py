"""The name a person is shown under: a friendly one to begin with, and the rules for one's own; any thread."""

import importlib.resources
from collections.abc import Callable
from typing import Final

from desktop import keys
from desktop.errors import BadArgument
from desktop.limits import PERSON_NAME_LENGTH
from desktop.text import clean_line

_NUMBER_BYTES: Final = 8  # so long that the remainder favours no word by more than 2**-56


def friendly_name(random: Callable[[int], bytes] = keys.random_bytes) -> str:
    """Return two words to go by, such as "Amber Kettle"."""
    return " ".join(_pick(_read_words(file), random) for file in ("first.txt", "second.txt"))


def clean_name(text: str) -> str:
    """Return `text` as a name to show; raise BadArgument if nothing is left of it, or too much."""
    name = clean_line(text, PERSON_NAME_LENGTH + 1)
    if len(name) > PERSON_NAME_LENGTH:
        raise BadArgument(name="NAME", text=text, fits=f"a name of at most {PERSON_NAME_LENGTH} characters")
    if not name:
        raise BadArgument(name="NAME", text=text, fits="a name that can be seen")
    return name


def _pick(words: list[str], random: Callable[[int], bytes]) -> str:
    return words[int.from_bytes(random(_NUMBER_BYTES)) % len(words)].capitalize()


def _read_words(file: str) -> list[str]:
    return importlib.resources.files("resources").joinpath("words", file).read_text("utf-8").split()
