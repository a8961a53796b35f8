"""A language in which everything takes more room, and a look for what is cut off because of it."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from desktop.ui.parts.labels import ElidedLabel, PlainLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.words.language import Language

_LONGER: Final = 0.4
_PLACES: Final = re.compile(r"(\{[^}]*\})")
_ACCENTS: Final = str.maketrans("aeiouyncAEIOUNC", "àéïöûýñçÀÉÏÖÛÑÇ")
_ROUNDING: Final = 2


def longer(sentence: str) -> str:
    """Return it with accents, in brackets, and four tenths longer; places for values stay as they are."""
    if not any(letter.isalpha() for letter in sentence):
        return sentence
    parts = (part if part.startswith("{") else part.translate(_ACCENTS) for part in _PLACES.split(sentence))
    rest = round(len(sentence) * _LONGER)
    filling = " ".join("éxtra"[: max(1, rest - at)] for at in range(0, rest, 6))
    return f"[{''.join(parts)} {filling}]"


class _Longer:
    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return longer(one if number == 1 else many)


LONGER: Final = Language(_Longer())


def cut_off(window: QWidget) -> list[str]:
    """Return what cannot be read to its end: who has it, and how much room it has and needs."""
    return [
        f"{type(widget).__name__} “{text}”: {why}"
        for widget, text in _texts(window)
        if (why := _why(widget)) is not None
    ]


def _texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.text() and widget.isVisibleTo(window):
            yield widget, widget.text()


def _why(widget: QWidget) -> str | None:
    """Return why a text is cut. What is left out with an ellipsis has the whole of it as its tip."""
    seen = widget.visibleRegion().boundingRect()
    if not seen.isEmpty() and seen.width() < widget.width():
        return f"{seen.width()} of {widget.width()} pixels are seen"
    if isinstance(widget, PlainLabel) and widget.wordWrap():
        return _why_wrapped(widget)
    if isinstance(widget, ElidedLabel):
        return None
    needs = widget.sizeHint()
    if isinstance(widget, QPushButton) and widget.layout() is not None:
        return None  # its labels are looked at
    if widget.width() + _ROUNDING < needs.width() or widget.height() + _ROUNDING < _height(widget):
        return f"{widget.width()} by {widget.height()}, needs {needs.width()} by {needs.height()}"
    return None


def _height(widget: QWidget) -> int:
    return widget.sizeHint().height() if not isinstance(widget, NamedSwitch) else 0


def _why_wrapped(label: PlainLabel) -> str | None:
    metrics = label.fontMetrics()
    within = QRect(0, 0, max(1, label.contentsRect().width()), 100_000)
    needs = metrics.boundingRect(within, 0x1000 | int(label.alignment()), label.text())  # Qt.TextWordWrap
    if needs.height() > label.height() + _ROUNDING or needs.width() > label.width() + _ROUNDING:
        return f"{label.width()} by {label.height()}, needs {needs.width()} by {needs.height()}"
    return None
