"""Boxes that hold other parts: rows, columns, cards, and the grid that has as many columns as fit."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import tokens


def row(*widgets: QWidget | None, space: int = tokens.TIGHT, margin: int = 0) -> QHBoxLayout:
    """Return widgets beside each other; None is room that takes what is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(space)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def column(*widgets: QWidget | None, space: int = tokens.TIGHT, margin: int = 0) -> QVBoxLayout:
    """Return widgets below each other; None is room that takes what is left."""
    layout = QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(space)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def boxed(layout: QLayout) -> QWidget:
    """Return a widget that is nothing but this layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def emptied(layout: QLayout) -> None:
    """Take all widgets out of a layout, for good and out of sight at once."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # it goes only with the next turn of the loop, and would flash on its own
            widget.deleteLater()


class Card(QFrame):
    """A panel with round corners. `part` is how the style sheet draws it: card, banner or hint."""

    def __init__(
        self, layout: QLayout | None = None, *, part: str = "card", margin: int = tokens.ROOMY
    ) -> None:
        super().__init__()
        self.setProperty("part", part)
        if layout is not None:
            self.fill(layout, margin)

    def fill(self, layout: QLayout, margin: int = tokens.ROOMY) -> None:
        """Put this inside, once."""
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)


class Line(QFrame):
    """A thin line between two things."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "line")


class _Bar(QScrollBar):
    """A scroll bar that keeps its room and is drawn only where there is something to scroll."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(tokens.SCROLL_ROOM, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.minimum() < self.maximum():
            super().paintEvent(event)


class Scrolled(QScrollArea):
    """What is longer than the window scrolls, up and down only, and is as high as it needs to be."""

    changed = Signal()
    """What is inside needs another height."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.inside: Final = inside
        self.setVerticalScrollBar(_Bar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def height_inside(self, width: int) -> int:
        """Return how high what is inside needs to be in this width, the bar's room and all."""
        layout = self.inside.layout()
        if layout is None:
            return self.inside.sizeHint().height()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width - tokens.SCROLL_ROOM)
        return layout.totalMinimumSize().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Qt takes what is inside for as high as its wrapped texts are where they are narrowest."""
        before = self.inside.minimumHeight()
        self.inside.setMinimumHeight(max(1, self.height_inside(self.width())))
        if self.inside.minimumHeight() != before:
            self.changed.emit()


class Grid(QLayout):
    """Cards of one width in as many columns as there is room for, each row as high as its highest."""

    def __init__(self, least: int, space: int = tokens.ROOMY + 2) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        """By width, until something in it is different: each is asked for many times."""
        self.setContentsMargins(0, 0, 0, 0)
        self._least: Final = least
        self._space: Final = space
        self._items: list[QLayoutItem] = []

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's names, here and below
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, within: QRect) -> None:  # noqa: N802
        super().setGeometry(within)
        self._lay_out(within, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        return QSize(self._least, 0)

    def _lay_out(self, within: QRect, *, move: bool) -> int:
        """Return the height that is needed at this width; with `move`, put everything in its place."""
        columns = max(1, (within.width() + self._space) // (self._least + self._space))
        width = (within.width() - (columns - 1) * self._space) // columns
        top = within.top()
        for start in range(0, len(self._items), columns):
            line = self._items[start : start + columns]
            height = max(_height_of(item, width) for item in line)
            for place, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(within.left() + place * (width + self._space), top, width, height))
            top += height + self._space
        return max(0, top - self._space - within.top())


def _height_of(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


class GridBox(QWidget):
    """A widget that is a grid; emptied and filled anew as a whole."""

    def __init__(self, least: int, space: int = tokens.ROOMY + 2) -> None:
        super().__init__()
        self._grid = Grid(least, space)
        self.setLayout(self._grid)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, widgets: list[QWidget]) -> None:
        """Show these and nothing else."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in widgets:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._grid.addWidget(widget)
        self.setMinimumHeight(self._grid.heightForWidth(self.width()))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setMinimumHeight(self._grid.heightForWidth(event.size().width()))
