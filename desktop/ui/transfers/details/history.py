"""How a transfer went, drawn: one step below the other. Window's thread."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.look.tokens import Palette
from desktop.ui.parts.boxes import column, emptied
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.words.closeup import Passage, When

_DOT: Final = 22
_TICK: Final = 14


class History(QWidget):
    """The steps, one below the other, with a line from each to the next."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._shown: tuple[Passage, ...] = ()
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    def show_passages(self, steps: tuple[Passage, ...]) -> None:
        if steps == self._shown:
            return
        self._shown = steps
        emptied(self._inside)
        for number, step in enumerate(steps):
            self._inside.addWidget(_Step(self._around, step, is_last=number == len(steps) - 1))


def _colour_of(when: When, palette: Palette) -> str:
    match when:
        case When.DONE | When.NOW:
            return palette.accent
        case When.LATER:
            return palette.line
        case When.RESTS:
            return palette.muted
        case When.STOPPED:
            return palette.warning


class _Step(QWidget):
    def __init__(self, around: Around, step: Passage, *, is_last: bool) -> None:
        super().__init__()
        self._around = around
        self._step = step
        self._is_last = is_last
        self.setAccessibleName(f"{step.title}: {step.text}")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(_DOT + tokens.SNUG, 0, 0, 0 if is_last else tokens.SNUG)
        words = column(
            PlainLabel(step.title, type="strong"),
            WrappedLabel(step.text, type="small", tone="muted"),
            space=2,
        )
        inside.addLayout(words, 1)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _DOT / 2
        if not self._is_last:
            painter.setPen(QColor(palette.line))
            painter.drawLine(QPointF(middle, _DOT), QPointF(middle, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_colour_of(self._step.when, palette)))
        painter.drawEllipse(QRectF(0, 0, _DOT, _DOT))
        if self._step.when is When.DONE:
            inset = (_DOT - _TICK) / 2
            draw_icon(painter, "check", palette.on_accent, QRectF(inset, inset, _TICK, _TICK))
