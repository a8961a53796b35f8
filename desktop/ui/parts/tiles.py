"""Tiles: large buttons that say what one can begin with."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import column, row
from desktop.ui.parts.drops import dropped_folder
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel, WrappedLabel

_LEAST_WIDTH: Final = 200


class Tile(QPushButton):
    """An icon, what it does, and one sentence about it; the whole of it is the button."""

    def __init__(
        self,
        around: Around,
        icon: str,
        title: str,
        text: str,
        act: Callable[[], None],
        *,
        colour: str = "accent",
    ) -> None:
        super().__init__()
        self.setProperty("part", "tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda _checked: act())
        picture = Picture(around, icon, colour=colour, side=20, wash=f"{colour}_wash")
        heading = WrappedLabel(title, type="strong")
        words = column(heading, WrappedLabel(text, type="small", tone="muted"), space=2)
        words.addStretch(1)
        self._inside = row(picture, space=tokens.SNUG + 2, margin=tokens.ROOMY)
        self._inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(words, 1)
        self.setLayout(self._inside)
        for label in self.findChildren(PlainLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEAST_WIDTH, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._inside.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.updateGeometry()


class FolderTile(Tile):
    """A tile that a folder may be dropped on, and that then begins with it."""

    def __init__(
        self,
        around: Around,
        icon: str,
        title: str,
        text: str,
        act: Callable[[Path | None], None],
        *,
        colour: str = "accent",
    ) -> None:
        super().__init__(around, icon, title, text, lambda: act(None), colour=colour)
        self._take = act
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        """Take one folder; everything else is for the window."""
        event.setAccepted(dropped_folder(event.mimeData()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        folder = dropped_folder(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self._take(folder)
