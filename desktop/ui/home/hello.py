"""What Home says while nothing has come or gone yet: what this is for, and the first step."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.tokens import Palette, mixed
from desktop.ui.parts.boxes import Card, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene

_DRAWN: Final = QSize(300, 172)
_LEAST_WORDS: Final = 480


class Hello(Card):
    """Two neighbours and a parcel on its way, beside what to do first."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(part="hint")
        say = scene.around.language.say
        self._drawing = _Neighbours(scene.around)
        share = Button(scene.around, say("Choose what to pass along"), part="primary", icon="plus")
        share.clicked.connect(lambda _checked: scene.errands.share())
        link = Button(scene.around, say("I was given a link"), part="secondary", icon="link")
        link.clicked.connect(lambda _checked: scene.errands.open_link())
        self._words = column(
            None,
            WrappedLabel(say("Pass something along"), type="title"),
            WrappedLabel(
                say(
                    "Drop files or a folder anywhere in this window, and say who may have them. They go"
                    " straight from your computer to theirs: no account, no company in between."
                ),
                tone="muted",
            ),
            space=tokens.TIGHT,
        )
        self._words.addSpacing(tokens.TIGHT)
        self._words.addLayout(row(share, link, None))
        self._words.addStretch(1)
        inside = row(space=tokens.WIDE)
        inside.addLayout(self._words, 1)
        inside.addWidget(self._drawing)
        self.fill(inside, tokens.WIDE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return what the words need: where there is no room for the drawing, it goes."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._words.minimumSize().width() + 2 * tokens.WIDE), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        words = max(_LEAST_WORDS, self._words.minimumSize().width())
        self._drawing.setVisible(event.size().width() >= words + _DRAWN.width() + 3 * tokens.WIDE)


class _Neighbours(QWidget):
    """A picture, and nothing that needs to be read."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.setFixedSize(_DRAWN)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QPainterPath(QPointF(0, 158))
        ground.quadTo(QPointF(150, 138), QPointF(300, 158))
        ground.lineTo(300, 172)
        ground.lineTo(0, 172)
        painter.fillPath(ground, QColor(mixed(palette.accent, palette.accent_wash, 0.16)))
        _draw_tree(painter, QPointF(112, 148), 15, palette)
        _draw_tree(painter, QPointF(196, 148), 11, palette)
        _draw_house(painter, QPointF(22, 82), palette.accent, palette)
        _draw_house(painter, QPointF(216, 86), palette.thing, palette)
        _draw_way(painter, palette)
        _draw_parcel(painter, QRectF(136, 12, 30, 26), palette)


def _draw_house(painter: QPainter, corner: QPointF, roof: str, palette: Palette) -> None:
    """Draw a house with its upper left corner, a door and two windows of which one is lit."""
    left, top = corner.x(), corner.y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.panel))
    painter.drawRoundedRect(QRectF(left, top, 62, 70), 3, 3)
    painter.setBrush(QColor(roof))
    peak = [QPointF(left - 8, top + 4), QPointF(left + 31, top - 30), QPointF(left + 70, top + 4)]
    painter.drawPolygon(QPolygonF(peak))
    painter.setBrush(QColor(mixed(roof, palette.panel, 0.75)))
    painter.drawRoundedRect(QRectF(left + 23, top + 38, 16, 32), 2, 2)
    for place, colour in ((8, palette.warning_wash), (41, palette.file_wash)):
        painter.setBrush(QColor(mixed(palette.warning if place == 8 else palette.file, colour, 0.35)))  # noqa: PLR2004
        painter.drawRoundedRect(QRectF(left + place, top + 16, 13, 13), 2, 2)


def _draw_tree(painter: QPainter, foot: QPointF, radius: float, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mixed(palette.thing, palette.accent_wash, 0.6)))
    painter.drawRect(QRectF(foot.x() - 2, foot.y() - radius, 4, radius))
    painter.setBrush(QColor(mixed(palette.accent, palette.accent_wash, 0.5)))
    painter.drawEllipse(QPointF(foot.x(), foot.y() - 1.9 * radius), radius, 1.2 * radius)


def _draw_way(painter: QPainter, palette: Palette) -> None:
    pen = QPen(QColor(palette.accent), 2.2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.2, 3.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    way = QPainterPath(QPointF(66, 44))
    way.cubicTo(QPointF(96, 16), QPointF(200, 16), QPointF(236, 48))
    painter.drawPath(way)


def _draw_parcel(painter: QPainter, box: QRectF, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.file))
    painter.drawRoundedRect(box, 4, 4)
    painter.setBrush(QColor(mixed(palette.panel, palette.file, 0.75)))
    painter.drawRect(QRectF(box.center().x() - 2, box.top(), 4, box.height()))
    painter.drawRect(QRectF(box.left(), box.top() + 8, box.width(), 4))
