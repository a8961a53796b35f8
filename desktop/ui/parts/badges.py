"""Badges: which kind a thing is, by an icon, a word and a colour. Window's thread."""

from typing import Final

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, row
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel

_HEIGHT: Final = 24
_ICON: Final = 14


class Badge(Card):
    """`colour` is one of the palette that has a wash."""

    def __init__(self, around: Around, icon: str, *, colour: str) -> None:
        self._around = around
        self._colour = colour
        self._word = PlainLabel(type="small")
        inside = row(Picture(around, icon, colour=colour, side=_ICON), self._word, space=tokens.HAIR + 2)
        super().__init__(part="badge")
        inside.setContentsMargins(tokens.SNUG - 2, 0, tokens.SNUG - 2, 0)
        self.setLayout(inside)
        self.setFixedHeight(_HEIGHT)
        self._paint()
        around.theme.changed.connect(self._paint)

    def say(self, word: str) -> None:
        self._word.setText(word)

    def _paint(self) -> None:
        palette = self._around.theme.palette
        ground, ink = getattr(palette, f"{self._colour}_wash"), getattr(palette, self._colour)
        self.setStyleSheet(
            f'QFrame[part="badge"] {{ background: {ground}; border: none; border-radius: {_HEIGHT // 2}px; }}'
            f"QLabel {{ color: {ink}; font-weight: 600; }}"
        )
