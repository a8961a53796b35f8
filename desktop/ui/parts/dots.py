"""A small dot beside words: whether something is there now. The words say it too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around

_SIDE: int = 8


class Dot(QWidget):
    """Filled in a colour of the palette by its name."""

    def __init__(self, around: Around, colour: str = "muted") -> None:
        super().__init__()
        self._around = around
        self._colour = colour
        self.setFixedSize(_SIDE, _SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.theme.changed.connect(self.update)

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self._around.theme.palette, self._colour)))
        painter.drawEllipse(self.rect())
