"""The sheet with which one adds somebody: by their link, a picture of their code, or because they are near.

It says who that is before anybody is asked, and what became of it afterwards.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import limits
from desktop.errors import AppError, NoCodeInPicture, NotALink
from desktop.node.protocol import AddPerson, LinkedPersonResult, LookAtLink, Standing, StandingResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_file
from desktop.ui.parts.fields import clearable
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.people.found import FoundCard, NearbyRows, OutcomeCard
from desktop.ui.people.pictures import ScratchPictures, picture_file_in
from desktop.ui.scene import Scene
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.people import KNOWN, may_be_asked

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_SCHEME: Final = "passalong:"


class AddSheet(Sheet):
    """`link` is what a link or the id of somebody nearby is known already."""

    def __init__(self, scene: Scene, parent: QWidget | None, link: str = "") -> None:
        self.say = scene.around.language.say
        super().__init__(scene.around, self.say("Add somebody"), parent)
        self._scene = scene
        self._looking: Asked | None = None
        self._found: LinkedPersonResult | None = None
        self._asked_for: str | None = None
        self._scratch = ScratchPictures()
        self.setAcceptDrops(True)
        self._link = QLineEdit()
        self._sentence = QLineEdit(maxLength=limits.INTRODUCTION_TEXT)
        self._busy = PlainLabel(type="small", tone="muted")
        self._card = FoundCard(scene.around)
        self._outcome = OutcomeCard(scene.around)
        self._ways = boxed(self._asking_for_link())
        self._about = boxed(self._asking_them())
        for part in (self._ways, self._about, self._outcome):
            self.body.addWidget(part)
        self._other = self.add_button(self.say("Somebody else"), part="quiet", icon="chevron-left")
        self._other.clicked.connect(self._begin_again)
        self.foot.removeWidget(self._other)
        self.foot.insertWidget(0, self._other)
        self._close = self.add_close(self.say("Cancel"))
        self._go_on = self.add_button(self.say("Ask them"), part="primary")
        self._go_on.clicked.connect(self._go)
        scene.picture.people_changed.connect(self._follow)
        self._show_step()
        if link:
            self._link.setText(link)

    # --- its parts --------------------------------------------------------------------------------

    def _asking_for_link(self) -> QVBoxLayout:
        say = self.say
        self._link.setPlaceholderText("passalong:…")
        self._link.setAcceptDrops(False)  # what is dropped is for the whole sheet
        clearable(self._link, self.around)
        self._link.textChanged.connect(self._note_text)
        self._link.installEventFilter(self)
        choose = Button(self.around, say("Choose a picture of a code"), icon="qr-code")
        choose.clicked.connect(self._choose_picture)
        hint = say("Paste it here, or drop a picture of their code anywhere on this sheet.")
        near = NearbyRows(self._scene, self.look_at)
        return column(
            field(say("Their link"), self._link, hint),
            boxed(row(choose, self._busy, None)),
            near,
            space=tokens.ROOMY,
        )

    def _asking_them(self) -> QVBoxLayout:
        say = self.say
        self._sentence.setPlaceholderText(say("We met at the garden party"))
        hint = say("They see your name and this, and nothing else, until they say yes.")
        self._sentence_field = field(say("A sentence for them, if you like"), self._sentence, hint)
        return column(self._card, self._sentence_field, space=tokens.ROOMY)

    def _show_step(self) -> None:
        """Show what is to be done now: say whom, ask them, or read what became of it."""
        say, over, found = self.say, self._asked_for is not None, self._found
        self._ways.setVisible(found is None and not over)
        self._about.setVisible(found is not None and not over)
        self._outcome.setVisible(over)
        self._other.setVisible(found is not None and not over)
        may_ask = found is not None and may_be_asked(found)
        self._sentence_field.setVisible(may_ask and found is not None and not found.asks)
        self._go_on.setVisible(not over and (found is None or may_ask))
        self._go_on.say(self._next_step())
        self._go_on.setEnabled(found is not None or bool(self._link.text().strip()))
        self._close.say(say("Done") if self._go_on.isHidden() else say("Cancel"))

    def _next_step(self) -> str:
        if self._found is None:
            return self.say("Go on")
        return self.say("Say yes") if self._found.asks else self.say("Ask them")

    # --- whom -------------------------------------------------------------------------------------

    def look_at(self, given: str) -> None:
        """See whom a link, a picture or an id leads to; nobody is asked yet."""
        if self._looking is not None:
            self._looking.give_up()
        self.tell_trouble("")
        self._busy.setText(self.say("Looking for a code…") if not given.startswith(_SCHEME) else "")
        self._looking = self._scene.bridge.ask(self, LookAtLink(given), self._note_found, failed=self._fail)

    def _note_text(self, text: str) -> None:
        self._show_step()
        self.tell_trouble("")
        if text.strip().lower().startswith(_SCHEME):
            self.look_at(text.strip())

    def _note_found(self, found: LinkedPersonResult) -> None:
        self._busy.setText("")
        self._found = found
        self._card.show_found(found)
        self._show_step()
        (self._sentence if self._sentence_field.isVisibleTo(self) else self._go_on).setFocus()

    def _begin_again(self) -> None:
        self._found = None
        self._link.clear()
        self._show_step()
        self._link.setFocus()

    def _fail(self, error: AppError) -> None:
        self._busy.setText("")
        self._go_on.setEnabled(True)
        self.tell_trouble(self._sentence_of(error))

    def _sentence_of(self, error: AppError) -> str:
        match error:
            case NoCodeInPicture():
                return self.say(
                    "There is no Passalong code to be read in this picture. Take it again, closer and "
                    "straight, or ask for the link as text."
                )
            case NotALink():
                return self.say(
                    "This is not somebody's link. One starts with passalong: and is long, so look whether "
                    "all of it was copied."
                )
            case _:
                return sentence_of(error, self.around.language)

    # --- pictures ---------------------------------------------------------------------------------

    def _choose_picture(self) -> None:
        kinds = self.say("Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)")
        choose_file(self, self.say("Which picture has their code?"), self.look_at, kinds=kinds)

    def take_picture(self, path: Path | None) -> bool:
        """Look for a code in a picture; return whether there is one to look at."""
        if path is not None and self._found is None and self._asked_for is None:
            self.look_at(str(path))
        return path is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        data = event.mimeData()
        if picture_file_in(data) is not None or data.hasImage() or _SCHEME in data.text().lower():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        if not self.take_picture(self._scratch.of(event.mimeData())):
            self._link.setText(event.mimeData().text().strip()[: limits.LINK_LENGTH])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take a picture that is pasted into the field for text."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            if event.type() is QEvent.Type.KeyPress and not data.text().lower().startswith(_SCHEME):
                return self.take_picture(self._scratch.of(data))
        return super().eventFilter(watched, event)

    # --- asking them ------------------------------------------------------------------------------

    def _go(self) -> None:
        if self._found is None:
            self.look_at(self._link.text().strip())
            return
        self._go_on.setEnabled(False)
        self.tell_trouble("")
        command = AddPerson(self._found.link, self._sentence.text().strip())
        self._scene.bridge.ask(self, command, self._note_asked, failed=self._fail)

    def _note_asked(self, answer: StandingResult) -> None:
        self._asked_for = answer.person
        self._show_outcome(answer.state)

    def _follow(self) -> None:
        """Tell when they have said yes while this is open."""
        for contact in self._scene.picture.people:
            if contact.person == self._asked_for and contact.state in KNOWN:
                self._show_outcome(contact.state)

    def _show_outcome(self, state: Standing) -> None:
        assert self._found is not None
        self._outcome.show_outcome(self._found, state)
        self._show_step()
        self._close.setFocus()
