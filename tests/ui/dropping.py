"""Holding something over a part of the window, and letting it go there."""

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def hold_over(widget: QWidget, data: QMimeData) -> bool:
    """Hold something over a widget; return whether it would take it."""
    event = QDragEnterEvent(*_what(data))
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop_on(widget: QWidget, data: QMimeData) -> None:
    QApplication.sendEvent(widget, QDropEvent(*_what(data)))


def _what(
    data: QMimeData,
) -> tuple[QPointF, Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none
