"""Who takes part in a transfer at this moment, and by which way. Window's thread."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.node.protocol import TakerResult
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import column, row
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel
from desktop.ui.words.closeup import taker_name, taker_speeds, taker_story

_SHOWN: Final = 30
_FACE: Final = 28
_THOUSAND: Final = 1000


class Takers(QWidget):
    """One line for each, those first with whom most goes on. Lines stay where they are and change."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._lines: list[_Line] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(tokens.SNUG)
        self._others = WrappedLabel(tone="muted")
        self._inside.addWidget(self._others)

    def show_takers(self, takers: tuple[TakerResult, ...]) -> None:
        shown = sorted(takers, key=_importance)[:_SHOWN]
        while len(self._lines) < len(shown):
            line = _Line(self._around)
            self._lines.append(line)
            self._inside.insertWidget(len(self._lines) - 1, line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.show_taker(shown[number])
        self._others.setText(self._rest_text(len(takers)))
        self._others.setVisible(not takers or len(takers) > _SHOWN)

    def _rest_text(self, count: int) -> str:
        language = self._around.language
        if count:
            return language.say_number("and {number} other", "and {number} others", max(1, count - _SHOWN))
        return language.say("Nobody is connected for it at this moment.")


class _Line(QWidget):
    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._face = Face(around, "", _FACE)
        self._stranger = Picture(around, "user", side=_FACE // 2, wash="page")
        self._name = ElidedLabel(type="strong")
        self._how = ElidedLabel(type="small", tone="muted")
        self._speeds = PlainLabel(type="small", tone="muted")
        first = row(self._name, self._speeds)
        first.setStretch(0, 1)
        words = column(space=0)
        words.addLayout(first)
        words.addWidget(self._how)
        inside = row(self._face, self._stranger, space=tokens.SNUG)
        inside.addLayout(words, 1)
        self.setLayout(inside)

    def show_taker(self, taker: TakerResult) -> None:
        language = self._around.language
        self._face.setVisible(bool(taker.person))
        self._stranger.setVisible(not taker.person)
        if taker.person:
            self._face.show_person(taker.person)
        name, how = taker_name(taker, language), taker_story(taker, language)
        speeds = taker_speeds(taker, language)
        for label, text in ((self._name, name), (self._how, how), (self._speeds, speeds)):
            if text != label.text():
                label.setText(text)
        self.setAccessibleName(", ".join(filter(None, (name, how, speeds))))


def _importance(taker: TakerResult) -> tuple[bool, int, str]:
    """Return what sorts people one knows first, then by how much goes on, and mostly stays the same."""
    return (not taker.person, -(taker.down + taker.up) // _THOUSAND, taker.name + taker.address)
