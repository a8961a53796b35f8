"""Finding a link of ours in what was copied or dropped. Pure."""

from typing import Final

from desktop import limits

_SCHEMES: Final = ("passalong:", "magnet:")


def link_in(text: str) -> str | None:
    """Return the first link of ours among some words, None if there is none."""
    for word in text[: limits.LINK_LENGTH * 2].split():
        if word.lower().startswith(_SCHEMES):
            return word
    return None
