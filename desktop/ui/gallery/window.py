"""The gallery's window, and the pictures of it. Window's thread.

A scale is that of a whole start (`QT_SCALE_FACTOR`), as it is with a screen: only so are lines, type and
icons drawn as people see them. So another scale is another window.
"""

from collections.abc import Callable
from errno import EIO
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.gallery import larger, looks, parts
from desktop.ui.look import tokens
from desktop.ui.look.theme import Shade
from desktop.ui.parts.boxes import Scrolled, boxed, column
from desktop.ui.parts.fields import Choice
from desktop.ui.parts.labels import PlainLabel

SCALES: Final = (100, 150, 200)
SHADES: Final = (Shade.LIGHT, Shade.DARK)
SECTIONS: Final[dict[str, Callable[[Around], QWidget]]] = {
    "Colours": looks.colours,
    "Words": parts.labels,
    "Buttons": parts.buttons,
    "Fields": parts.fields,
    "Switches": parts.switches,
    "Cards": larger.cards,
    "Transfers": larger.transfers,
    "People": larger.people,
    "States": larger.states,
    "Sheets": larger.sheets,
    "Pages": larger.pages,
    "Icons": looks.drawings,
    "Faces": looks.faces,
}
_WIDTH: Final = 1100
_HEIGHT: Final = 780


class Gallery(QMainWindow):
    """All sections below each other. `again` are the words that open another one."""

    def __init__(self, around: Around, scale: int, again: tuple[str, ...]) -> None:
        super().__init__()
        self._around = around
        self._again = again
        self.setWindowTitle("Passalong · gallery")
        self.sections = {name: _section(name, make(around)) for name, make in SECTIONS.items()}
        self._scale = Choice(around, "Scale")
        for one in SCALES:
            self._scale.addItem(f"{one} %", one)
        self._scale.setCurrentIndex(self._scale.findData(scale))
        self._scale.activated.connect(lambda _index: self._open_other())
        self._shade = Choice(around, "Shade")
        for shade in SHADES:
            self._shade.addItem(shade.value, shade)
        self._shade.setCurrentIndex(self._shade.findData(around.theme.shade))
        self._shade.activated.connect(lambda _index: around.theme.choose(self._shade.currentData()))
        self._where = Choice(around, "Section")
        self._where.addItems(list(SECTIONS))
        self._where.activated.connect(lambda _index: self._show_section())
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.WIDE, tokens.SNUG, tokens.WIDE, tokens.SNUG)
        head.addWidget(PlainLabel("Gallery", type="title"))
        head.addStretch(1)
        for choice in (self._where, self._shade, self._scale):
            head.addWidget(choice)
        self._scrolled = Scrolled(boxed(column(*self.sections.values(), space=0)))
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._scrolled, 1)
        self.setCentralWidget(boxed(whole))
        self.resize(_WIDTH, _HEIGHT)

    def take_pictures(self, folder: Path, scale: int) -> None:
        """Write a picture of each section in each shade. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        for shade in SHADES:
            self._around.theme.choose(shade)
            for name, section in self.sections.items():
                path = folder / f"{name.lower()}-{shade.value}-{scale}.png"
                if not section.grab().save(str(path)):
                    raise OSError(EIO, "the picture could not be written", str(path))

    def _show_section(self) -> None:
        top = self.sections[self._where.currentText()].y()
        self._scrolled.verticalScrollBar().setValue(top)

    def _open_other(self) -> None:
        """Open the window once more in another scale, and close this one."""
        program, *words = self._again
        scale = str(self._scale.currentData())
        QProcess.startDetached(program, [*words, "--scale", scale, "--shade", self._around.theme.shade.value])
        self.close()


def _section(name: str, inside: QWidget) -> QWidget:
    section = boxed(column(PlainLabel(name, type="heading"), inside, space=tokens.ROOMY, margin=tokens.WIDE))
    section.setObjectName("page")
    section.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # so that it has its ground in a picture too
    return section
