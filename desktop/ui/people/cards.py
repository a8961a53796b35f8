"""Cards of people: of whoever is known, and of whoever shows themselves nearby."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.node.protocol import ContactResult, NearbyResult, Standing
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, column, row
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.dots import Dot
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, FittedLabel
from desktop.ui.parts.whole_button import WholeButton
from desktop.ui.people.speech import speech_of
from desktop.ui.scene import Scene
from desktop.ui.words import people as words

_FACE: Final = 44
_SMALL_FACE: Final = 36


class PersonCard(WholeButton):
    """Somebody known. The card leads to their page; the button on it passes them something at once."""

    def __init__(self, scene: Scene, contact: ContactResult) -> None:
        self._scene = scene
        self._person = contact.person
        self._shown: tuple[str, ...] = ()
        around = scene.around
        self._face = Face(around, contact.person, _FACE)
        self._name = FittedLabel(type="strong")
        self._shield = Picture(around, "shield-check", colour="accent", side=16)
        self._shield.setAccessibleName(around.language.say("verified"))
        self._dot = Dot(around)
        self._presence = ElidedLabel(type="small", tone="muted")
        self._note = ElidedLabel(type="small", tone="muted")
        super().__init__(self._lay_out(), lambda: scene.errands.show_person(self._person))
        self.show_contact(contact)

    def show_contact(self, contact: ContactResult) -> None:
        """Show how it is with them now; nothing is drawn anew that is the same."""
        around, speech = self._scene.around, speech_of(self._scene.around)
        name = words.called(contact.name, around.language)
        shown = (name, words.presence(contact, speech), contact.note, contact.state, str(contact.online))
        if shown == self._shown:
            return
        self._shown = shown
        self._name.setText(name)
        self._presence.setText(shown[1])
        self._note.setText(contact.note)
        self._note.setVisible(bool(contact.note))
        self._shield.setVisible(contact.state is Standing.VERIFIED)
        self._dot.setVisible(contact.state in words.KNOWN)
        self._dot.show_colour("accent" if contact.online else "muted")
        self._pass.setVisible(contact.state in words.KNOWN)
        self._pass.rename(around.language.say("Pass {name} something", name=name))
        self.tell(name, words.whole_story(contact, speech))

    def _lay_out(self) -> QHBoxLayout:
        around = self._scene.around
        self._pass = IconButton(around, "", "send")
        self._pass.clicked.connect(lambda _checked: self._scene.errands.share(to=[self._person]))
        heading = row(self._name, self._shield, None, space=tokens.HAIR + 2)
        state = row(self._dot, self._presence, space=tokens.HAIR + 2)
        state.setStretch(1, 1)
        texts = column(space=2)
        texts.addStretch(1)
        texts.addLayout(heading)
        texts.addLayout(state)
        texts.addWidget(self._note)
        texts.addStretch(1)
        inside = row(self._face, space=tokens.SNUG)
        inside.addLayout(texts, 1)
        inside.addWidget(self._pass)
        return inside


class NearbyCard(Card):
    """Somebody in the same network who shows themselves."""

    def __init__(self, scene: Scene, found: NearbyResult) -> None:
        language = scene.around.language
        name = words.called(found.name, language)
        add = Button(scene.around, language.say("Add"), icon="user-plus")
        add.setAccessibleName(language.say("Add {name}", name=name))
        self.add = add
        about = ElidedLabel(language.say("in this network"), type="small", tone="muted")
        texts = column(None, ElidedLabel(name, type="strong"), about, None, space=2)
        inside = row(Face(scene.around, found.person, _SMALL_FACE), space=tokens.SNUG)
        inside.addLayout(texts, 1)
        inside.addWidget(add, alignment=Qt.AlignmentFlag.AlignVCenter)
        super().__init__(inside, margin=tokens.SNUG)
        self.setAccessibleName(name)
