"""Columns that stay straight with names in any script, bars made of characters, and a little colour."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

_GAP: Final = "  "
_WIDE: Final = frozenset({"W", "F"})
_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
# These two exist in the old code pages of Windows consoles as well.
_FULL: Final = "█"
_EMPTY: Final = "░"


@dataclass(frozen=True, slots=True)
class Ink:
    """Colour, where the stream can show it."""

    coloured: bool

    def good(self, text: str) -> str:
        return self._in("32", text)

    def warning(self, text: str) -> str:
        return self._in("33", text)

    def strong(self, text: str) -> str:
        return self._in("1", text)

    def muted(self, text: str) -> str:
        return self._in("2", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured and text else text


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return each of `rows` as one line, its cells below those of the others."""
    widths = [max(map(width, column)) for column in zip_longest(*rows, fillvalue="")]
    return [
        _GAP.join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=False)).rstrip()
        for row in rows
    ]


def fold(text: str, width: int | None, indent: str = "") -> str:
    """Return `text` with lines broken between words, later ones behind `indent`; links stay whole."""
    if width is None:
        return text
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.split("\n")
    )


def bar(done: int, total: int, cells: int = 10) -> str:
    """Return a bar that is full only when nothing is missing."""
    full = min(max(done, 0), total) * cells // total if total > 0 else 0
    return _FULL * full + _EMPTY * (cells - full)


def width(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
