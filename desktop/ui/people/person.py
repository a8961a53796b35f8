"""One person's page: who they are, what was passed between the two, and what one may choose about them."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.node.protocol import ContactResult, Standing
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Scrolled, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.columns import Columns
from desktop.ui.parts.dots import Dot
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, FittedLabel, PlainLabel
from desktop.ui.people.about import AboutCard
from desktop.ui.people.speech import speech_of
from desktop.ui.people.story import StoryBox
from desktop.ui.people.verifying import NotSureYet
from desktop.ui.people.waiting import Waiting
from desktop.ui.people.waiting_box import WaitingBox
from desktop.ui.scene import Scene
from desktop.ui.words import people as words
from desktop.ui.words.passing import Chapter, story

_FACE: Final = 64
_SIDE_WIDTH: Final = 340


class PersonView(QWidget):
    """Keeps to what is known of one person by itself."""

    gone = Signal()
    """They are not known any more."""

    def __init__(self, scene: Scene, waiting: Waiting) -> None:
        super().__init__()
        self._scene = scene
        self._waiting = waiting
        self._contact: ContactResult | None = None
        around = scene.around
        self._face = Face(around, "", _FACE)
        self._name = FittedLabel(type="title")
        self._shield = Picture(around, "shield-check", colour="accent", side=20)
        self._shield.setAccessibleName(around.language.say("verified"))
        self._dot = Dot(around)
        self._presence = ElidedLabel(tone="muted")
        self._pass = Button(around, around.language.say("Pass something"), part="primary", icon="send")
        self._pass.clicked.connect(self._share)
        self._box = WaitingBox(scene, waiting, person="")
        self._story = StoryBox(scene)
        self.about = AboutCard(scene)
        self._not_sure = NotSureYet(around, self.about.verify)
        self._lay_out()
        scene.picture.people_changed.connect(self._show)
        waiting.changed.connect(self._show)

    def _lay_out(self) -> None:
        state = row(self._dot, self._presence, space=tokens.TIGHT)
        state.setStretch(1, 1)
        heading = row(self._name, self._shield, None, space=tokens.TIGHT)
        texts = column(None, space=tokens.HAIR)
        texts.addLayout(heading)
        texts.addLayout(state)
        texts.addStretch(1)
        head = row(self._face, space=tokens.ROOMY)
        head.addLayout(texts, 1)
        head.addWidget(self._pass)
        title = PlainLabel(self._scene.around.language.say("Between you"), type="heading")
        between = Card(column(title, self._story, space=tokens.ROOMY))
        inside = column(boxed(head), self._not_sure, self._box, space=tokens.WIDE)
        inside.addWidget(Columns(between, self.about, side_width=_SIDE_WIDTH))
        inside.addStretch(1)
        inside.setContentsMargins(0, 0, 0, tokens.WIDE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(boxed(inside))
        whole.addWidget(self._scrolled)

    @property
    def contact(self) -> ContactResult | None:
        """Whom this shows; None once they are not known any more."""
        return self._contact

    def show_person(self, person: str) -> bool:
        """Show somebody; return whether they are known."""
        self._contact = self._known(person)
        if self._contact is None:
            return False
        self._box.show_only(person)
        self._fill(self._contact, anew=True)
        self._scrolled.verticalScrollBar().setValue(0)
        return True

    def _known(self, person: str) -> ContactResult | None:
        return next((contact for contact in self._scene.picture.people if contact.person == person), None)

    def _show(self) -> None:
        if self._contact is None:
            return
        self._contact = self._known(self._contact.person)
        if self._contact is not None:
            self._fill(self._contact)
        else:
            self.gone.emit()

    def _fill(self, contact: ContactResult, *, anew: bool = False) -> None:
        around, speech = self._scene.around, speech_of(self._scene.around)
        is_known = contact.state in words.KNOWN
        self._face.show_person(contact.person)
        name = words.called(contact.name, around.language)
        self._name.setText(name)
        self._not_sure.show_name(name)
        self._not_sure.setVisible(contact.state is Standing.UNVERIFIED)
        self._shield.setVisible(contact.state is Standing.VERIFIED)
        self._dot.setVisible(is_known)
        self._dot.show_colour("accent" if contact.online else "muted")
        self._presence.setText(words.presence(contact, speech))
        self._pass.setVisible(is_known)
        self._story.show_story(self._told(contact, speech), anew=anew)
        self.about.show_contact(contact)

    def _told(self, contact: ContactResult, speech: words.Speech) -> list[Chapter]:
        """Return the story without what stands above it as a question."""
        asked = self._waiting.questions(contact.person)
        offers = [offer for offer in self._scene.picture.offers if offer not in asked]
        return story(offers, contact.person, speech)

    def _share(self) -> None:
        if self._contact is not None:
            self._scene.errands.share(to=[self._contact.person])
