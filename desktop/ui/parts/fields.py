"""Fields that people read from or type into, where Qt's own need a little help. Window's thread."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QSpinBox, QToolButton, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.parts.boxes import row
from desktop.ui.parts.buttons import Button

_ICON: Final = 18
_COUNT_WIDTH: Final = 56


class ShownText(QLineEdit):
    """Text to copy: seen from its beginning, and all of it chosen by one click."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.home(False)


def clearable(field: QLineEdit, around: Around) -> None:
    """Give a field a button that empties it and that a screen reader can name."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(around.language.say("Clear"))


def give_room(spin: QAbstractSpinBox) -> None:
    """Keep the figure off the edge: of spin boxes, the style sheet's padding moves only the frame."""
    edit = spin.lineEdit()
    if edit is not None:
        edit.setTextMargins(tokens.TIGHT, 0, tokens.TIGHT, 0)


class SearchField(QLineEdit):
    """Words that narrow down what is shown; `hint` says what of. Escape empties it."""

    def __init__(self, around: Around, hint: str) -> None:
        super().__init__()
        self._around = around
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        clearable(self, around)
        self.setTextMargins(_ICON + tokens.TIGHT, 0, 0, 0)
        around.theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        top = (self.height() - _ICON) / 2
        box = QRectF(tokens.SNUG, top, _ICON, _ICON)
        draw_icon(QPainter(self), "search", self._around.theme.palette.muted, box)


class Choice(QComboBox):
    """One of several. Leaves the wheel to the page unless somebody is in it."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__()
        self._around = around
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's names, here and below
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


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
        self.fewer, self.more = Button(around, "−", part="step"), Button(around, "+", part="step")  # noqa: RUF001 - a minus is as wide as a plus
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
