"""Line icons in any colour and size, from the SVG files in `resources/icons` (Lucide). Window's thread."""

import importlib.resources
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER: Final = importlib.resources.files("resources").joinpath("icons")


def icon_pixmap(name: str, colour: str, side: int) -> QPixmap:
    """Return the icon, `side` pixels of the window wide, as sharp as the sharpest screen shows it."""
    scale = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]  # there is one: we draw
    pixmap = QPixmap(QSize(round(side * scale), round(side * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def icon(name: str, colour: str, side: int = 18) -> QIcon:
    return QIcon(icon_pixmap(name, colour, side))


def draw_icon(painter: QPainter, name: str, colour: str, within: QRectF) -> None:
    _renderer(name, colour).render(painter, within)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = FOLDER.joinpath(f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
