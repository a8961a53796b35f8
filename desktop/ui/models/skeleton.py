"""The shape of the wall while it is not known what is on it. Window's thread."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.models.painting import (
    CARD_WIDTH,
    GAP,
    Face,
    Hand,
    Type,
    card_height,
    paint_card,
    picture_size,
    upper_part,
)

_LINES: Final = 2


class Skeleton(QWidget):
    """Empty cards, as many as there is room for."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.setAccessibleName(around.language.say("The models are on their way"))
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter, fonts = QPainter(self), Type.of(self.font())
        palette = self._around.theme.palette
        columns = max(1, (self.width() + GAP) // (CARD_WIDTH + GAP))
        cell = QSize(self.width() // columns, card_height(self.width() // columns))
        scale = self.devicePixelRatioF()
        upper = upper_part(picture_size(cell), scale, None, palette, is_wrong=False)
        face = Face("", "", "", upper, is_wrong=False)
        for place in range(columns * _LINES):
            corner = QPoint(place % columns * cell.width(), place // columns * cell.height())
            hand = Hand(is_over=False, is_current=False)
            paint_card(painter, QRect(corner, cell), face, hand, palette, fonts)
