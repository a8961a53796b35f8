"""Parts beside each other that go on in the next line where there is no room left, as words do."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.ui.look import tokens


class Flow(QLayout):
    """Every part keeps the width that it asks for."""

    def __init__(self, *widgets: QWidget, space: int = tokens.TIGHT) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self._space: Final = space
        self._items: list[QLayoutItem] = []
        self._at_end_from: int | None = None
        for widget in widgets:
            self.addWidget(widget)

    def go_to_end(self) -> None:
        """Have what is added from now on stand at the end of its line."""
        self._at_end_from = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's names, here and below
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, within: QRect) -> None:  # noqa: N802
        super().setGeometry(within)
        self._lay_out(within, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room for all of them in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() + self._space for hint in hints) - self._space
        return QSize(max(0, width), max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the room for the widest of them."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def _lay_out(self, within: QRect, *, move: bool) -> int:
        """Return the height that is needed at this width; with `move`, put everything in its place."""
        top = within.top()
        for line in self._lines(within.width()):
            height = max(item.sizeHint().height() for _, item in line)
            if move:
                self._place(line, QRect(within.left(), top, within.width(), height))
            top += height + self._space
        return max(0, top - self._space - within.top())

    def _lines(self, width: int) -> list[list[tuple[int, QLayoutItem]]]:
        """Return which parts stand in which line, with their places among all."""
        lines: list[list[tuple[int, QLayoutItem]]] = []
        left = width
        for place, item in enumerate(self._items):
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if not lines or left < needed:
                lines.append([])
                left = width
            lines[-1].append((place, item))
            left -= needed + self._space
        return lines

    def _place(self, line: list[tuple[int, QLayoutItem]], within: QRect) -> None:
        used = sum(item.sizeHint().width() + self._space for _, item in line) - self._space
        spare, left = max(0, within.width() - used), within.left()
        for place, item in line:
            if self._at_end_from is not None and place >= self._at_end_from:
                left, spare = left + spare, 0
            hint = item.sizeHint()
            top = within.top() + (within.height() - hint.height()) // 2
            item.setGeometry(QRect(left, top, min(hint.width(), within.width()), hint.height()))
            left += hint.width() + self._space
