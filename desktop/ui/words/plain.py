"""Making a stranger's text harmless to show: no control, escape or direction characters; any thread.

Unlike `desktop.text`, which decides what may be stored, this changes nothing that can be seen, so that a path
stays the path it is.
"""

import re
import unicodedata
from typing import Final

from desktop.text import BLANKS, without_middle

SHOWN_LENGTH: Final = 120
"""As much of a name or a path as fits into a sentence."""

_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})
_BREAKS: Final = frozenset("\t\n\v\f\r\x85\u2028\u2029")
# Format characters as well, but words of Persian or Hindi and many emoji fall apart without these two.
_JOINERS: Final = frozenset("\u200c\u200d")
_GAP: Final = re.compile(rf"(?:[\s{''.join(sorted(BLANKS))}][{''.join(sorted(_JOINERS))}]*){{3,}}")

_INKLESS: Final = frozenset("ZCM")
_FROM_RIGHT: Final = frozenset({"R", "AL", "AN"})
_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"
_ISOLATES: Final = frozenset({_ISOLATE, _END})
# A stranger's own may come this way as well: what they enclose is kept apart, and nothing outside is moved.
_BY_ISOLATES: Final = re.compile(f"([{_ISOLATE}{_END}])")


def plain(text: str) -> str:
    """Return `text` on one line, without anything that could command a terminal or reorder what is read."""
    return "".join(map(_plain, text))


def is_seen(text: str) -> bool:
    """Return whether anything of `text` leaves ink."""
    return any(
        unicodedata.category(character)[0] not in _INKLESS and character not in BLANKS for character in text
    )


def isolated(text: str) -> str:
    """Return `text` so that it turns nothing round but itself, if any of it is read from right to left."""
    turns = any(unicodedata.bidirectional(character) in _FROM_RIGHT for character in text)
    if turns and _ISOLATE not in text:
        return f"{_ISOLATE}{text}{_END}"
    return text


def plain_sentence(text: str) -> str:
    """Return `text` made plain, with the values in it as `isolated` as they are."""
    if _ISOLATE not in text:
        return plain(text)
    return "".join(part if part in _ISOLATES else plain(part) for part in _BY_ISOLATES.split(text))


def brief(text: str, limit: int = SHOWN_LENGTH) -> str:
    """Return `text` made plain and, if it is longer than `limit` characters, with its middle left out.

    So is a wide gap in it, behind which a name could hide how it ends: "invoice.pdf … .exe".
    """
    # Cutting first keeps megabytes of a stranger's name from being read through one by one.
    shown = plain(text) if len(text) <= 8 * limit else plain(text[: 4 * limit]) + plain(text[-4 * limit :])
    return without_middle(_GAP.sub(" … ", shown), limit)


def _plain(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character in _JOINERS or unicodedata.category(character) not in _DROPPED_CATEGORIES:
        return character
    return ""
