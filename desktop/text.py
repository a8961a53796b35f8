"""Making one plain line of whatever a stranger wrote; any thread."""

import unicodedata
from typing import Final

# Letters, marks and symbols to Unicode, but drawn as nothing or as a gap: they make names that look empty.
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SPACE_CATEGORIES: Final = frozenset({"Zs", "Zl", "Zp"})
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean_line(text: str, limit: int) -> str:
    """Return `text` on one line of at most `limit` characters, without anything that hides or reorders text.

    Spaces and line breaks become single spaces; control, direction and zero-width characters go. NFC.
    """
    kept = "".join(map(_plain, text))
    spaced = " ".join(unicodedata.normalize("NFC", kept).split())
    return spaced[:limit].rstrip()


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACE_CATEGORIES or character in "\t\n\v\f\r\x85":
        return " "
    if category in _DROPPED_CATEGORIES or character in _BLANKS:
        return ""
    return character
