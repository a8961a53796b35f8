"""A page: one heading, what can be done at its right, and a body that scrolls."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed
from desktop.ui.parts.labels import ElidedLabel

_MARGIN: int = 28


class Page(QWidget):
    """What is shown beside the sidebar. Pages put their parts into `head`, `tools` and `body`."""

    def __init__(self, around: Around, title: str) -> None:
        super().__init__()
        self.around = around
        self.setObjectName("page")
        self.title = title
        self.setAccessibleName(title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, tokens.ROOMY + 4, _MARGIN, 0)
        whole.setSpacing(tokens.ROOMY)
        self.head = QHBoxLayout()
        self.head.setSpacing(tokens.SNUG)
        self.heading = ElidedLabel(title, type="title")
        self.head.addWidget(self.heading, 1)
        top = boxed(self.head)
        self.head.setContentsMargins(0, 0, 0, 0)
        top.setFixedHeight(tokens.CONTROL_HEIGHT + 2)
        whole.addWidget(top)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(tokens.TIGHT)
        whole.addLayout(self.tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.ROOMY)
        whole.addLayout(self.body, 1)

    def arrive(self) -> None:
        """Do what is due each time the page comes into sight."""
