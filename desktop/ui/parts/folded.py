"""What only some would like to know, folded away behind a few words. Window's thread."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import column
from desktop.ui.parts.buttons import Button


class Folded(QWidget):
    """A button, and what it shows and hides."""

    def __init__(self, around: Around, name: str, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.button = Button(around, name, part="quiet", icon="chevron-right")
        self.button.clicked.connect(lambda _checked: self.unfold(shown=inside.isHidden()))
        whole = column(space=tokens.TIGHT)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(inside)
        self.setLayout(whole)
        self.unfold(shown=False)

    def unfold(self, *, shown: bool) -> None:
        self._inside.setVisible(shown)
        self.button.show_icon("chevron-down" if shown else "chevron-right")
