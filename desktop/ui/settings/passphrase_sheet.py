"""Setting, changing and removing what locks the keys."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import AppError
from desktop.node.protocol import PassphraseResult, SetPassphrase
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.sheets import Question, Sheet, field
from desktop.ui.scene import Scene
from desktop.ui.words import safety as said
from desktop.ui.words.messages import sentence_of


class PassphraseSheet(Sheet):
    """Asks for a new passphrase, twice."""

    def __init__(self, scene: Scene, parent: QWidget | None) -> None:
        around, language = scene.around, scene.around.language
        say = language.say
        super().__init__(around, say("A passphrase for your keys"), parent)
        self._scene = scene
        self.body.addWidget(WrappedLabel(said.passphrase_protects(language), tone="muted"))
        self.first, self.second = _hidden_field(), _hidden_field()
        self.body.addWidget(
            field(say("New passphrase"), self.first, say("Several words are easy to remember."))
        )
        self.body.addWidget(field(say("Once more"), self.second))
        self.add_close(say("Leave it"))
        self.lock = self.add_button(say("Lock my keys"), part="primary")
        self.lock.clicked.connect(lambda _checked: self._lock())

    def _lock(self) -> None:
        language = self._scene.around.language
        if not self.first.text():
            self.tell_trouble(language.say("There is nothing in the field yet."))
        elif self.first.text() != self.second.text():
            self.tell_trouble(language.say("The two are not the same. Nothing was changed. Type them again."))
            self.second.setFocus()
            self.second.selectAll()
        else:
            self.tell_trouble("")
            self.lock.setEnabled(False)
            self._scene.bridge.ask(self, SetPassphrase(self.first.text()), self._locked, failed=self._refused)

    def _locked(self, _result: PassphraseResult) -> None:
        self._scene.bridge.know_passphrase(self.first.text())
        self._scene.picture.look_at_settings()
        self._scene.errands.tell(self._scene.around.language.say("Your keys are locked with it now."))
        self.accept()

    def _refused(self, error: AppError) -> None:
        self.lock.setEnabled(True)
        self.tell_trouble(sentence_of(error, self._scene.around.language))


def unlock_question(scene: Scene, parent: QWidget) -> Question:
    """Return the question whether the keys shall be locked no longer."""
    say = scene.around.language.say
    question = Question(
        scene.around,
        say("Lock your keys no longer?"),
        say("Then whoever can use this account on this computer can be you. You can lock them again."),
        yes=say("Remove the passphrase"),
        no=say("Keep it"),
        parent=parent,
    )

    def unlocked(_result: PassphraseResult) -> None:
        scene.bridge.know_passphrase(None)
        scene.picture.look_at_settings()

    question.accepted.connect(lambda: scene.bridge.ask(parent, SetPassphrase(None), unlocked))
    return question


def _hidden_field() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
