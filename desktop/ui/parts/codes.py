"""A link as a code that a phone or another computer reads with its camera. Window's thread."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.share.codes.drawing import code_rows
from desktop.ui.look import tokens

_QUIET: Final = 4
"""Light cells around it (ISO/IEC 18004)."""
_INK: Final = "#000000"
_PAPER: Final = "#FFFFFF"
"""Dark on light in every theme: many readers know no other."""


class CodePicture(QWidget):
    """Drawn to the pixel, so that it stays sharp at any size."""

    def __init__(self, link: str, name: str, side: int) -> None:
        super().__init__()
        self._rows = code_rows(link)
        self._side = side
        self.setFixedSize(side, side)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(_PAPER))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(
            self.rect().adjusted(0, 0, -1, -1), tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        cells = len(self._rows) + 2 * _QUIET
        scale = self.devicePixelRatioF()
        cell = max(1, int(self._side * scale / cells)) / scale
        start = (self._side - cell * len(self._rows)) / 2
        for down, line in enumerate(self._rows):
            for across, dark in enumerate(line):
                if dark:
                    painter.fillRect(
                        QRectF(start + across * cell, start + down * cell, cell, cell), QColor(_INK)
                    )
