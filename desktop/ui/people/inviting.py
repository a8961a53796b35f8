"""The sheet with which one invites others: this person's own link, and a code of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.errors import AppError
from desktop.node.protocol import PersonResult, ShowPerson
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_new_file
from desktop.ui.parts.codes import CodePicture
from desktop.ui.parts.flows import Flow
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.sheets import Question, Sheet, field
from desktop.ui.scene import Scene
from desktop.ui.words.messages import sentence_of

_WIDTH: int = 720


class InviteSheet(Sheet):
    """Shows the link as it is now, even if it changes meanwhile."""

    def __init__(self, scene: Scene, parent: QWidget | None) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("Invite somebody"), parent, width=_WIDTH)
        self._scene = scene
        self.say = say
        self._code = CodePicture(say("Your link as a code"))
        self._link = QLineEdit(readOnly=True)
        self._link.setCursorPosition(0)
        self._copy = Button(scene.around, say("Copy the link"), part="primary", icon="copy")
        self._copy.clicked.connect(self._copy_link)
        self.body.addLayout(self._lay_out())
        new = self.add_button(say("Make a new link"), part="quiet", icon="refresh-cw")
        new.clicked.connect(self._ask_for_new)
        self.foot.removeWidget(new)
        self.foot.insertWidget(0, new)
        self.add_close(say("Done"))
        scene.picture.me_changed.connect(self._show)
        self._show()
        self._copy.setFocus()

    def _lay_out(self) -> QHBoxLayout:
        say = self.say
        save = Button(self.around, say("Save as a picture"), icon="image")
        save.clicked.connect(self._choose_file)
        words = column(
            WrappedLabel(
                say(
                    "Give this link or this code to somebody you would like to know. They ask, you say yes, "
                    "and from then on you can pass each other things."
                )
            ),
            field(say("Your link"), self._link),
            boxed(Flow(self._copy, save)),
            None,
            WrappedLabel(
                say("Whoever has it can ask you, and nothing more. You decide about each of them."),
                type="small",
                tone="muted",
            ),
            space=tokens.ROOMY,
        )
        inside = row(self._code, space=tokens.WIDE)
        inside.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        return inside

    def _show(self) -> None:
        me = self._scene.picture.me
        if me is not None:
            self._link.setText(me.link)
            self._link.setCursorPosition(0)
            self._code.show_link(me.link)

    # --- what can be done with it -----------------------------------------------------------------

    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(self._link.text())
        self._copy.say(self.say("Copied"))
        self._copy.show_icon("check")

    def _choose_file(self) -> None:
        title, kinds = self.say("Where should the picture go?"), self.say("Pictures (*.png *.svg)")
        choose_new_file(self, title, "passalong.png", self.save_as, kinds=kinds)

    def save_as(self, path: str) -> None:
        """Have the code written as a picture."""
        self.tell_trouble("")
        told = self.say("The code is saved as {name}.", name=Path(path).name)
        self._scene.bridge.ask(
            self,
            ShowPerson(picture=path),
            lambda _me: self._scene.errands.tell(told),
            failed=self._fail,
        )

    def _ask_for_new(self) -> None:
        question = Question(
            self.around,
            self.say("Make a new link?"),
            self.say(
                "The old link and its code stop working: whoever has only those cannot ask you any more. "
                "Everybody on your list stays there."
            ),
            yes=self.say("Make a new one"),
            no=self.say("Keep this one"),
            parent=self,
        )
        question.accepted.connect(self.renew)
        question.open()

    def renew(self) -> None:
        """Have a new link made; the old one works no longer."""
        self.tell_trouble("")
        self._scene.bridge.ask(self, ShowPerson(new_link=True), self._note_new, failed=self._fail)

    def _note_new(self, _me: PersonResult) -> None:
        self._copy.say(self.say("Copy the link"))
        self._copy.show_icon("copy")
        self._scene.picture.look_at_me()

    def _fail(self, error: AppError) -> None:
        self.tell_trouble(sentence_of(error, self.around.language))
