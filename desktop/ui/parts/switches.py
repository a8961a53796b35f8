"""A switch: on or off, and it counts at once. Window's thread."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.ui.around import Around
from desktop.ui.look.tokens import Palette, mixed

_WIDTH: Final = 40
_HEIGHT: Final = 22
_ROOM: Final = 3
"""Around it, for the ring that shows where the keyboard is."""
_KNOB: Final = 16


class Switch(QCheckBox):
    """Its name stands beside it, and is read out."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__()
        self._around = around
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        around.theme.changed.connect(self.update)

    def show_state(self, *, on: bool) -> None:
        """Show how it stands; nobody has touched it."""
        self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names, here and below
        return QSize(_WIDTH + 2 * _ROOM, _HEIGHT + 2 * _ROOM)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_ROOM, _ROOM, _WIDTH, _HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), _HEIGHT / 2 + 2, _HEIGHT / 2 + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._track(palette)))
        painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
        painter.setBrush(QColor(palette.on_accent if self.isChecked() else palette.panel))
        inset = (_HEIGHT - _KNOB) / 2
        starts_at_left = self.isChecked() == self.isRightToLeft()
        left = track.left() + inset if starts_at_left else track.right() - inset - _KNOB
        painter.drawEllipse(QRectF(left, track.top() + inset, _KNOB, _KNOB))

    def _track(self, palette: Palette) -> str:
        colour = palette.accent if self.isChecked() else mixed(palette.muted, palette.panel, 0.8)
        return colour if self.isEnabled() else mixed(colour, palette.panel, 0.45)
