"""The pictures of people and of kinds of things, as widgets that follow the theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from desktop.ui.around import Around
from desktop.ui.parts.labels import PlainLabel


class Face(PlainLabel):
    """The small round picture of a person; the name beside it says who it is."""

    def __init__(self, around: Around, person: str, side: int) -> None:
        super().__init__()
        self._around = around
        self._person = person
        self._side = side
        self.setFixedSize(side, side)
        self._draw()
        around.theme.changed.connect(self._draw)

    def show_person(self, person: str) -> None:
        self._person = person
        self._draw()

    def _draw(self) -> None:
        if self._person:
            self.setPixmap(self._around.theme.face(self._person, self._side))


class Picture(PlainLabel):
    """One icon of the set, in a colour of the palette by its name, on a round ground if `wash` is named."""

    def __init__(
        self, around: Around, icon: str, *, colour: str = "muted", side: int = 18, wash: str | None = None
    ) -> None:
        super().__init__()
        self._around = around
        self._icon, self._colour, self._side, self._wash = icon, colour, side, wash
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if wash is not None:
            self.setFixedSize(side * 2, side * 2)
        self._draw()
        around.theme.changed.connect(self._draw)

    def show_icon(self, icon: str, colour: str) -> None:
        self._icon, self._colour = icon, colour
        self._draw()

    def _draw(self) -> None:
        palette = self._around.theme.palette
        self.setPixmap(self._around.theme.pixmap(self._icon, getattr(palette, self._colour), self._side))
        if self._wash is not None:
            ground = getattr(palette, self._wash)
            self.setStyleSheet(f"background: {ground}; border-radius: {self._side}px;")
