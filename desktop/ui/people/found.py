"""What the sheet for adding shows of people: whom a link leads to, who is near, what became of asking."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.node.protocol import LinkedPersonResult, Standing
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, column, emptied, row
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel
from desktop.ui.people.cards import NearbyCard
from desktop.ui.scene import Scene
from desktop.ui.words import people as words

_FACE: Final = 48
_NEARBY: Final = 4
"""As many as are shown on a sheet; the page shows all."""


class FoundCard(Card):
    """Whom a link leads to, and what to look at twice."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._face = Face(around, "", _FACE)
        self._name = ElidedLabel(type="heading")
        self._about = WrappedLabel(type="small", tone="muted")
        self._warning = WrappedLabel()
        self._banner = Card(self._warned(), part="banner", margin=tokens.SNUG)
        top = row(self._face, space=tokens.SNUG)
        top.addLayout(column(self._name, self._about, space=2), 1)
        whole = column(space=tokens.SNUG)
        whole.addLayout(top)
        whole.addWidget(self._banner)
        super().__init__(whole)

    def _warned(self) -> QVBoxLayout:
        picture = Picture(self._around, "triangle-alert", colour="warning", side=18)
        inside = row(picture, space=tokens.SNUG)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._warning, 1)
        whole = column()
        whole.addLayout(inside)
        return whole

    def show_found(self, found: LinkedPersonResult) -> None:
        language = self._around.language
        self._face.show_person(found.person)
        self._name.setText(words.called(found.name, language))
        self._about.setText(words.found_about(found, language))
        imitates = found.alike is not None and not found.alike.known
        self._warning.setText(words.likeness(found.alike, language) if imitates else "")
        self._banner.setVisible(imitates)


class NearbyRows(QWidget):
    """A few of those who are near; nothing if nobody shows themselves."""

    def __init__(self, scene: Scene, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._scene = scene
        self._choose = choose
        self._inside = column(space=tokens.TIGHT)
        self.setLayout(self._inside)
        scene.picture.nearby_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        emptied(self._inside)
        nearby = self._scene.picture.nearby[:_NEARBY]
        if nearby:
            say = self._scene.around.language.say
            self._inside.addWidget(PlainLabel(say("Or somebody nearby"), type="strong"))
        for found in nearby:
            card = NearbyCard(self._scene, found)
            card.add.clicked.connect(lambda _checked, link=found.link: self._choose(link))
            self._inside.addWidget(card)
        self.setVisible(bool(nearby))


class OutcomeCard(QWidget):
    """What became of asking somebody."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._picture = Picture(around, "clock", colour="accent", side=24, wash="accent_wash")
        self._title = WrappedLabel(type="heading")
        self._about = WrappedLabel(tone="muted")
        inside = row(self._picture, space=tokens.ROOMY)
        inside.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(column(self._title, self._about, space=tokens.HAIR), 1)
        self.setLayout(inside)

    def show_outcome(self, found: LinkedPersonResult, state: Standing) -> None:
        language = self._around.language
        self._picture.show_icon("check" if state in words.KNOWN else "clock", "accent")
        self._title.setText(words.asked_title(found.name, state, language))
        self._about.setText(words.asked_about(state, language))
