"""What one may note and choose about somebody: a note, what comes unasked, and how to part."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import limits
from desktop.errors import AppError
from desktop.node.protocol import (
    BlockPerson,
    ChangePerson,
    Command,
    ContactResult,
    RemovePerson,
    Standing,
    StandingResult,
    UnblockPerson,
)
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Line, boxed, column, emptied, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.parts.sheets import field
from desktop.ui.people.answers import ask_to_block, ask_to_remove, ask_to_unblock
from desktop.ui.people.speech import speech_of
from desktop.ui.people.verifying import VerifySheet
from desktop.ui.scene import Scene
from desktop.ui.words.people import KNOWN, Fact, facts, quoted


class FactsBox(QWidget):
    """What is to know, one line each."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._shown: list[Fact] = []
        self._rows = column(space=tokens.TIGHT)
        self.setLayout(self._rows)

    def show_facts(self, shown: list[Fact]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self._rows)
        for fact in shown:
            self._rows.addWidget(boxed(self._row(fact)))

    def _row(self, fact: Fact) -> QHBoxLayout:
        sure = fact.icon == "shield-check"
        picture = Picture(self._around, fact.icon, colour="accent" if sure else "muted", side=16)
        inside = row(picture, space=tokens.SNUG)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(WrappedLabel(fact.text, type="small", tone="muted"), 1)
        return inside


class AboutCard(Card):
    """Beside the story of somebody."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._contact: ContactResult | None = None
        say = scene.around.language.say
        self._facts = FactsBox(scene.around)
        self._said = WrappedLabel()
        self._note = QLineEdit(maxLength=limits.CONTACT_NOTE)
        self._note.setPlaceholderText(say("Where you know them from"))
        self._note.editingFinished.connect(self._keep_note)
        self._note_field = field(say("Note, for your eyes only"), self._note)
        self._unasked = NamedSwitch(scene.around, say("Get what they pass without asking me"))
        self._unasked.clicked.connect(self._choose_unasked)
        self._unasked_about = WrappedLabel(type="small", tone="muted")
        self._unasked_box = boxed(column(self._unasked, self._unasked_about, space=2))
        self._verify = self._button(say("Compare words"), self.verify, "shield-check")
        self._unblock = self._button(say("Unblock"), self._ask_unblock, "rotate-cw")
        self._remove = self._button(say("Take off the list"), self._ask_remove, "trash-2")
        self._block = self._button(say("Block"), self._ask_block, "ban")
        inside = column(self._facts, self._said, self._note_field, self._unasked_box, space=tokens.ROOMY)
        inside.addWidget(Line())
        inside.addLayout(column(self._verify, self._unblock, self._remove, self._block, space=0))
        super().__init__(inside)

    def _button(self, text: str, act: Callable[[], None], icon: str) -> Button:
        button = Button(self._scene.around, text, part="row", icon=icon)
        button.clicked.connect(lambda _checked: act())
        return button

    def show_contact(self, contact: ContactResult) -> None:
        """Show what is known of them now; what is being typed is left alone."""
        other = self._contact is None or self._contact.person != contact.person
        self._contact = contact
        self._facts.show_facts(facts(contact, speech_of(self._scene.around)))
        self._said.setText(quoted(contact.text) if contact.state is Standing.REQUESTED else "")
        self._said.setVisible(bool(self._said.text()))
        if other or not self._note.hasFocus():
            self._note.setText(contact.note)
            self._note.setCursorPosition(0)
        self._unasked.setChecked(contact.auto_accept)
        self._show_unasked_about(contact)
        self._show_what_can_be_done(contact)

    def _show_unasked_about(self, contact: ContactResult) -> None:
        say = self._scene.around.language.say
        about = say("It goes into your downloads folder at once, whatever it is. Transfers shows it.")
        if contact.auto_accept and contact.state is Standing.UNVERIFIED:
            about = say("It comes at once, whatever it is. Compare words first, to be sure who passes it.")
        self._unasked_about.setText(about)
        self._unasked.setAccessibleDescription(about)

    def _show_what_can_be_done(self, contact: ContactResult) -> None:
        say, is_known = self._scene.around.language.say, contact.state in KNOWN
        self._unasked_box.setVisible(is_known)
        self._verify.setVisible(is_known)
        again = contact.state is Standing.VERIFIED
        self._verify.say(say("Compare words again") if again else say("Compare words, to be sure who it is"))
        is_blocked = contact.state is Standing.BLOCKED
        self._note_field.setVisible(not is_blocked)
        self._unblock.setVisible(is_blocked)
        self._block.setVisible(not is_blocked)
        self._remove.setVisible(not is_blocked)
        asked = contact.state is Standing.REQUESTED
        self._remove.say(say("Ask no more") if asked else say("Take off the list"))

    # --- what is chosen ---------------------------------------------------------------------------

    def verify(self) -> None:
        """Compare words with them."""
        if self._contact is not None:
            VerifySheet(self._scene, self._contact, self.window()).open()

    def _keep_note(self) -> None:
        if self._contact is not None and self._note.text() != self._contact.note:
            self._change(ChangePerson(self._contact.person, note=self._note.text()))

    def _choose_unasked(self, unasked: bool) -> None:  # noqa: FBT001 - as Qt tells it
        if self._contact is not None:
            self._change(ChangePerson(self._contact.person, auto_accept=unasked))

    def _ask_block(self) -> None:
        if self._contact is not None:
            command = BlockPerson(self._contact.person)
            ask_to_block(self._scene, self, self._contact.name, lambda: self._change(command))

    def _ask_unblock(self) -> None:
        if self._contact is not None:
            command = UnblockPerson(self._contact.person)
            ask_to_unblock(self._scene, self, self._contact.name, lambda: self._change(command))

    def _ask_remove(self) -> None:
        if self._contact is not None:
            command = RemovePerson(self._contact.person)
            ask_to_remove(self._scene, self, self._contact.name, lambda: self._change(command))

    def _change(self, command: Command[StandingResult]) -> None:
        self._scene.bridge.ask(self, command, failed=self._fail)

    def _fail(self, error: AppError) -> None:
        if self._contact is not None:
            self.show_contact(self._contact)
        self._scene.errands.tell_trouble(error)
