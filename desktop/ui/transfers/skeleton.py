"""The shape of the list while it is not here yet. Window's thread."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.transfers.painting import CARD_HEIGHT, ROW_HEIGHT

_ROWS: Final = 4


class Skeleton(QWidget):
    """A few empty cards."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.setAccessibleName(around.language.say("The list is on its way"))
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(_ROWS):
            card = QRectF(1, 1 + number * ROW_HEIGHT, self.width() - tokens.SCROLL_ROOM - 1, CARD_HEIGHT)
            painter.setPen(QColor(palette.line))
            painter.setBrush(QColor(palette.panel))
            painter.drawRoundedRect(card, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.line))
            for left, top, width, height in ((16, 17, 64, 48), (96, 20, 180, 10), (96, 42, 300, 8)):
                painter.drawRoundedRect(QRectF(card.left() + left, card.top() + top, width, height), 4, 4)
