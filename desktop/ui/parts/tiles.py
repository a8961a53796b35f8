"""Tiles: large buttons that say what one can begin with."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import column, row
from desktop.ui.parts.drops import dropped_folder
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.whole_button import WholeButton


class Tile(WholeButton):
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
        picture = Picture(around, icon, colour=colour, side=20, wash=f"{colour}_wash")
        heading = WrappedLabel(title, type="strong")
        words = column(heading, WrappedLabel(text, type="small", tone="muted"), space=2)
        words.addStretch(1)
        inside = row(picture, space=tokens.SNUG + 2)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        super().__init__(inside, act)
        self.tell(title, text)


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
