"""The pieces of a transfer as one strip: what is here, from first to last byte. Window's thread."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.tokens import mixed
from desktop.ui.words.formats import share_of

_HEIGHT = 18
_FULL = 255


class PieceStrip(QWidget):
    """`parts` says of equal parts how full each is, 0 to 255."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._parts = b""
        self.setFixedHeight(_HEIGHT)
        around.theme.changed.connect(self.update)

    def show_parts(self, parts: bytes) -> None:
        if parts == self._parts:
            return
        self._parts = parts
        here = share_of(sum(parts), _FULL * len(parts))
        self.setAccessibleName(self._around.language.say("{share} of the pieces are here", share=here))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), tokens.HAIR, tokens.HAIR)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(palette.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        for left, width, full in runs(self._parts, self.width()):
            colour = mixed(palette.accent, palette.line, full / _FULL)
            painter.fillRect(left, 0, width, self.height(), QColor(colour))


def runs(parts: bytes, width: int) -> list[tuple[int, int, int]]:
    """Return what to paint on `width` pixels: from where, how far, how full; pure.

    Each pixel is as full as the part in its middle; those that are empty are left out.
    """
    if not parts or width <= 0:
        return []
    found: list[tuple[int, int, int]] = []
    start, full = 0, parts[len(parts) // (2 * width)]
    for pixel in range(1, width + 1):
        here = parts[(2 * pixel + 1) * len(parts) // (2 * width)] if pixel < width else -1
        if here != full:
            if full > 0:
                found.append((start, pixel - start, full))
            start, full = pixel, here
    return found
