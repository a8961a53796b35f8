"""Two things beside each other where there is room, and below each other where there is not."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.look import tokens

_BELOW: Final = 820


class Columns(QWidget):
    """`main` gets what `side`, which is of one width, leaves."""

    def __init__(self, main: QWidget, side: QWidget, *, side_width: int) -> None:
        super().__init__()
        self._side = side
        self._side_width: Final = side_width
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(tokens.ROOMY + 2)
        self._inside.addWidget(main, 1)
        self._inside.addWidget(side)
        for widget in (main, side):
            self._inside.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self._turn(is_wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._turn(is_wide=event.size().width() >= _BELOW)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height at the width that there is: text is higher at the least one."""
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))

    def _turn(self, *, is_wide: bool) -> None:
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._inside.setDirection(way)
        self._side.setMinimumWidth(self._side_width if is_wide else 0)
        self._side.setMaximumWidth(self._side_width if is_wide else 16_777_215)
