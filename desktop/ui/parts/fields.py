"""Fields that people read from or type into, where Qt's own need a little help. Window's thread."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit


class ShownText(QLineEdit):
    """Text to copy: seen from its beginning, and all of it chosen by one click."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.home(False)
