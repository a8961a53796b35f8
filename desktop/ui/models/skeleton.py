"""The shape of the wall while it is not known what is on it. Window's thread."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.models.painting import CARD_WIDTH, GAP, Face, Hand, Type, card_height, paint_card

_EMPTY = Face("", "", "", None, is_wrong=False)


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
        columns = max(1, (self.width() + GAP) // (CARD_WIDTH + GAP))
        width = self.width() // columns
        height = card_height(width)
        for place in range(columns * 2):
            cell = QRect(place % columns * width, place // columns * height, width, height)
            paint_card(
                painter,
                cell,
                _EMPTY,
                Hand(is_over=False, is_current=False),
                self._around.theme.palette,
                fonts,
            )
