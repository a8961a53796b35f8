"""Fields with a choice in them. They leave the wheel to the page unless somebody is in them."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.parts.boxes import row
from desktop.ui.parts.buttons import Button

_ARROW: Final = 16
_COUNT_WIDTH: Final = 56


class Choice(QComboBox):
    """One of several; the arrow says that there are more."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__()
        self._around = around
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's names, here and below
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        left = tokens.SNUG if self.isRightToLeft() else self.width() - tokens.SNUG - _ARROW
        within = QRectF(left, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
        draw_icon(QPainter(self), "chevron-down", self._around.theme.palette.muted, within)


class _Number(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class Count(QWidget):
    """A small number, typed or stepped."""

    def __init__(self, around: Around, name: str, least: int, most: int) -> None:
        super().__init__()
        say = around.language.say
        self.number = _Number()
        self.number.setRange(least, most)
        self.number.setFixedWidth(_COUNT_WIDTH)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName(name)
        self.number.setKeyboardTracking(False)
        self.number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fewer, self.more = Button(around, "−"), Button(around, "+")  # noqa: RUF001 - a minus is as wide as a plus
        self.fewer.setAccessibleName(say("One less"))
        self.more.setAccessibleName(say("One more"))
        self.fewer.clicked.connect(self.number.stepDown)
        self.more.clicked.connect(self.number.stepUp)
        for button in (self.fewer, self.more):
            button.setFixedWidth(tokens.CONTROL_HEIGHT)
        self.setLayout(row(self.fewer, self.number, self.more, space=tokens.HAIR))

    def show_value(self, value: int) -> None:
        """Show how it stands; nobody has touched it."""
        self.number.blockSignals(True)
        self.number.setValue(value)
        self.number.blockSignals(False)
