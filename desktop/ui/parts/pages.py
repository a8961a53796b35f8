"""A page: one heading, what can be done at its right, and a body that scrolls."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed
from desktop.ui.parts.labels import ElidedLabel

_MARGIN: Final = 28


class Page(QWidget):
    """What is shown beside the sidebar. Pages put their parts into `head`, `tools` and `body`.

    The body reaches into the margin at the right by `tokens.SCROLL_ROOM`, where its scroll bar is beside what
    it scrolls: so all pages end at the same edge, whether there is anything to scroll or not.
    """

    def __init__(self, around: Around, title: str) -> None:
        super().__init__()
        self.around = around
        self.setObjectName("page")
        self.title = title
        self.setAccessibleName(title)
        self._whole = whole = QVBoxLayout(self)
        whole.setSpacing(tokens.ROOMY)
        self._keep_margins(_MARGIN)
        self.head = QHBoxLayout()
        self.head.setSpacing(tokens.SNUG)
        self.heading = ElidedLabel(title, type="title")
        self.head.addWidget(self.heading, 1)
        top = boxed(self.head)
        self.head.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)
        top.setFixedHeight(tokens.CONTROL_HEIGHT + 2)
        whole.addWidget(top)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(tokens.TIGHT)
        self.tools.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)
        whole.addLayout(self.tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.ROOMY)
        whole.addLayout(self.body, 1)

    def arrive(self) -> None:
        """Do what is due each time the page comes into sight."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._keep_margins(max(_MARGIN, (event.size().width() - tokens.WIDEST) // 2))

    def _keep_margins(self, side: int) -> None:
        self._whole.setContentsMargins(side, tokens.ROOMY + 4, side - tokens.SCROLL_ROOM, 0)
