"""The small picture by which a person is known again: made of their id alone. Window's thread."""

from functools import cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

_ROWS: Final = 5
_HALF: Final = 3
"""Columns on the left and in the middle; the right is their mirror."""
_HUES: Final = 360


def draw_identicon(painter: QPainter, person: str, within: QRectF, *, dark: bool) -> None:
    """Draw it as a round picture. `person` is the id as people see it."""
    pattern, hue = _pattern(person)
    ground = QColor.fromHsl(hue, 110, 60 if dark else 220)
    ink = QColor.fromHsl(hue, 130, 190 if dark else 95)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QPainterPath()
    circle.addEllipse(within)
    painter.setClipPath(circle)
    painter.fillRect(within, ground)
    side = within.width() * 0.62 / _ROWS
    left = within.center().x() - side * _ROWS / 2
    top = within.center().y() - side * _ROWS / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for row, column in pattern:
        painter.fillRect(QRectF(left + column * side, top + row * side, side + 0.5, side + 0.5), ink)
    painter.restore()


def identicon(person: str, side: int, scale: float, *, dark: bool) -> QPixmap:
    pixmap = QPixmap(round(side * scale), round(side * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_identicon(painter, person, QRectF(0, 0, side, side), dark=dark)
    painter.end()
    return pixmap


@cache
def _pattern(person: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return which cells are filled, as rows and columns, and the hue.

    An id is a public key, as good as random: its own letters decide, one cell each.
    """
    drawn = person.encode().ljust(_ROWS * _HALF)
    filled = []
    for cell in range(_ROWS * _HALF):
        row, column = divmod(cell, _HALF)
        if drawn[cell] % 2:
            filled += [(row, column), (row, _ROWS - 1 - column)]
    return tuple(dict.fromkeys(filled)), int.from_bytes(drawn[-4:], "big") % _HUES
