"""Making one plain line of whatever a stranger wrote; any thread."""

# ruff: noqa: RUF001 - that they are ambiguous is why they stand here

import unicodedata
from typing import Final

# Letters, marks and symbols to Unicode, but drawn as nothing or as a gap: they make names that look empty.
BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SPACE_CATEGORIES: Final = frozenset({"Zs", "Zl", "Zp"})
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co"})

_ALIKE: Final = {
    alike: letter
    for letter, several in {
        "a": "аαɑ",
        "b": "ьЬ",
        "c": "сϲ",
        "d": "ԁ",
        "e": "еєε",
        "g": "ɡ9",
        "h": "һн",
        "i": "іιı1l|",
        "j": "ј",
        "k": "кκ",
        "m": "м",
        "n": "пη",
        "o": "оοσ0",
        "p": "рρ",
        "q": "ԛ",
        "r": "г",
        "s": "ѕ5",
        "t": "тτ",
        "u": "υцս",
        "v": "ѵν",
        "w": "ԝω",
        "x": "хχ",
        "y": "уγ",
        "z": "2",
    }.items()
    for alike in several
}


def clean_line(text: str, limit: int) -> str:
    """Return `text` on one line of at most `limit` characters, without anything that hides or reorders text.

    Spaces and line breaks become single spaces; control, direction and zero-width characters go. NFC.
    """
    kept = "".join(map(_plain, text))
    spaced = " ".join(unicodedata.normalize("NFC", kept).split())
    return spaced[:limit].rstrip()


def without_middle(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, with what it begins with and what it ends with."""
    if len(text) <= limit:
        return text
    head = (limit - 1) // 2
    return f"{text[:head]}…{text[len(text) - (limit - 1 - head) :]}"


def looks(text: str) -> str:
    """Return what `text` looks like at a glance: two names with the same looks are easily mistaken.

    After Unicode's Technical Standard 39, with the look-alikes of its list that letters and digits have.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(_ALIKE.get(character, character) for character in decomposed if character.isalnum())
    return bare.replace("rn", "m").replace("vv", "w")


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACE_CATEGORIES or character in "\t\n\v\f\r\x85":
        return " "
    if category in _DROPPED_CATEGORIES or character in BLANKS:
        return ""
    return character
