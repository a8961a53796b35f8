"""The sidebar: where one can go, and who one is. Folds to icons in narrow windows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.tokens import mixed
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Face
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, give_tip
from desktop.ui.parts.whole_button import WholeButton
from desktop.ui.scene import Place

_FACE: Final = 28
_BADGE: Final = 20
_ICON: Final = 20


class Sidebar(QFrame):
    """Says `went` when a place is chosen, `asked_for_me` when the person at the foot is."""

    went = Signal(object)
    asked_for_me = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._around = around
        self._buttons: dict[Place, _PlaceButton] = {}
        self._group = QButtonGroup(self)
        self._folded = False
        self._brand = _Brand(around)
        self._places = QVBoxLayout()
        self._places.setSpacing(tokens.HAIR)
        self._me = _Me(around, self.asked_for_me.emit)
        self._foot = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SNUG, tokens.ROOMY, tokens.SNUG, tokens.ROOMY)
        whole.setSpacing(tokens.SNUG)
        whole.addWidget(self._brand)
        whole.addLayout(self._places)
        whole.addStretch(1)
        whole.addLayout(self._foot)
        whole.addWidget(self._me)
        self.fold(folded=False)

    def add(self, place: Place, text: str, icon: str, *, at_foot: bool = False) -> None:
        button = _PlaceButton(self._around, text, icon)
        button.clicked.connect(lambda: self.went.emit(place))
        self._buttons[place] = button
        self._group.addButton(button)
        (self._foot if at_foot else self._places).addWidget(button)

    def show_place(self, place: Place) -> None:
        """Mark where we are; what has no button of its own is reached from Home."""
        self._buttons.get(place, self._buttons[Place.HOME]).setChecked(True)

    def show_count(self, place: Place, count: int, meaning: str) -> None:
        """Show how many things wait there; `meaning` is read out."""
        self._buttons[place].show_count(count, meaning)

    def show_me(self, person: str, name: str, standing: str) -> None:
        self._me.show_person(person, name, standing)

    def fold(self, *, folded: bool) -> None:
        self._folded = folded
        self.setFixedWidth(tokens.FOLDED_SIDEBAR_WIDTH if folded else tokens.SIDEBAR_WIDTH)
        self._brand.fold(folded=folded)
        self._me.fold(folded=folded)
        for button in self._buttons.values():
            button.fold(folded=folded)


class _PlaceButton(Button):
    """One place, with how many things wait there."""

    def __init__(self, around: Around, text: str, icon: str) -> None:
        super().__init__(around, text, part="place", icon=icon)
        self._text = text
        self._count = 0
        self._is_folded = False
        self.setCheckable(True)
        self.setIconSize(QSize(_ICON, _ICON))
        self.toggled.connect(lambda _on: self._colour())

    def fold(self, *, folded: bool) -> None:
        self._is_folded = folded
        self.setText("" if folded else f"  {self._text}")
        give_tip(self, self._text if folded else "")

    def show_count(self, count: int, meaning: str) -> None:
        self._count = count
        self.setAccessibleDescription(meaning if count else "")
        self.update()

    def _colour(self) -> None:
        palette = self._around.theme.palette
        colour = palette.text if self.isChecked() else palette.muted
        self.setIcon(self._around.theme.icon(self._icon or "", colour, _ICON))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._count:
            return
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        if self._is_folded:
            painter.drawEllipse(self.width() - 14, 6, 8, 8)
            return
        text = str(min(self._count, 99))
        width = _BADGE + 4 + 6 * (len(text) - 1)
        box = self.rect().adjusted(self.width() - width - tokens.TIGHT, 0, -tokens.TIGHT, 0)
        box.setHeight(_BADGE)
        box.moveTop((self.height() - _BADGE) // 2)
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(palette.on_accent))
        font = painter.font()
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class _Brand(QWidget):
    """The mark, two hands that meet, and the name."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._name = PlainLabel("Passalong", tone="accent")
        self._name.setStyleSheet("font-size: 18px; font-weight: 600;")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(tokens.SNUG - 2, 0, 0, tokens.HAIR)
        inside.setSpacing(tokens.TIGHT + 2)
        inside.addWidget(_Mark(around))
        inside.addWidget(self._name, 1)

    def fold(self, *, folded: bool) -> None:
        self._name.setVisible(not folded)


class _Mark(QWidget):
    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.setFixedSize(22, 28)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - 13) // 2
        painter.setBrush(QColor(mixed(palette.accent, palette.sidebar, 0.5)))
        painter.drawEllipse(9, top, 13, 13)
        painter.setBrush(QColor(palette.accent))
        painter.drawEllipse(0, top, 13, 13)


class _Me(WholeButton):
    """Who this is, and whether the node runs; leads to how one appears to others."""

    def __init__(self, around: Around, act: Callable[[], None]) -> None:
        self._face = Face(around, "", _FACE)
        self._name = ElidedLabel("", type="strong")
        self._standing = ElidedLabel("", type="small", tone="muted")
        self._words = boxed(column(self._name, self._standing, space=0))
        inside = row(self._face, self._words, space=tokens.SNUG)
        inside.setStretch(1, 1)
        super().__init__(inside, act, margin=tokens.HAIR + 2, least=_FACE + 2 * tokens.HAIR + 4)
        self.setProperty("part", "place")

    def show_person(self, person: str, name: str, standing: str) -> None:
        self._face.show_person(person)
        self._name.setText(name)
        self._standing.setText(standing)
        self.tell(name, standing)
        give_tip(self, f"{name} · {standing}" if name else standing)

    def fold(self, *, folded: bool) -> None:
        self._words.setVisible(not folded)
