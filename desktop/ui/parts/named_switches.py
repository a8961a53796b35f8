"""A switch with its name drawn beside it, both of them the button. Window's thread."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.tokens import mixed
from desktop.ui.parts.labels import on_button
from desktop.ui.words.plain import plain

_WIDTH: Final = 40
_ROOM: Final = 3
"""Around the track, for the ring that shows where the keyboard is."""
_HEIGHT: Final = 20
_KNOB: Final = 14
_LEAST_HEIGHT: Final = 28


class NamedSwitch(QCheckBox):
    """Is a check box for the keyboard and for whoever has it read out."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__(on_button(name))
        self._around = around
        self._name = plain(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        around.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        width = _WIDTH + tokens.SNUG + self.fontMetrics().horizontalAdvance(self._name)
        return QSize(width, max(_LEAST_HEIGHT, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_WIDTH * 3, self.sizeHint().height())

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_ROOM, (self.height() - _HEIGHT) / 2, _WIDTH - 2 * _ROOM, _HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), _HEIGHT / 2 + 2, _HEIGHT / 2 + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setBrush(
            QColor(palette.accent if self.isChecked() else mixed(palette.muted, palette.panel, 0.8))
        )
        painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
        edge = (_HEIGHT - _KNOB) / 2
        left = track.right() - edge - _KNOB if self.isChecked() else track.left() + edge
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.on_accent if self.isChecked() else palette.panel))
        painter.drawEllipse(QRectF(left, track.top() + edge, _KNOB, _KNOB))
        painter.setPen(QColor(palette.text))
        start = _WIDTH + tokens.SNUG
        text = self.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, max(0, self.width() - start)
        )
        within = QRectF(start, 0, self.width() - start, self.height())
        painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
