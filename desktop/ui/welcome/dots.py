"""Where one is in a sequence, as a row of dots. Window's thread."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around

_DOT: Final = 8
_STEP: Final = 18


class Dots(QWidget):
    """One dot for each step; the one where one is, is longer."""

    def __init__(self, around: Around, count: int) -> None:
        super().__init__()
        self._around = around
        self._count = count
        self._at = 0
        self.setFixedSize(self.sizeHint())
        around.theme.changed.connect(self.update)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        self._at = at
        say = self._around.language.say
        self.setAccessibleName(say("Step {step} of {count}", step=at + 1, count=self._count))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(self._count * _STEP + _DOT, _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for number in range(self._count):
            width = _DOT * 2.5 if number == self._at else _DOT
            painter.setBrush(QColor(palette.accent if number <= self._at else palette.line))
            painter.drawRoundedRect(QRectF(left, 0, width, _DOT), _DOT / 2, _DOT / 2)
            left += width + _STEP - _DOT
