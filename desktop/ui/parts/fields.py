"""Fields that people read from or type into, where Qt's own need a little help. Window's thread."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon

_ICON: Final = 18


class ShownText(QLineEdit):
    """Text to copy: seen from its beginning, and all of it chosen by one click."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.home(False)


class SearchField(QLineEdit):
    """Words that narrow down what is shown; `hint` says what of. Escape empties it."""

    def __init__(self, around: Around, hint: str) -> None:
        super().__init__()
        self._around = around
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(around.language.say("Clear"))
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
