"""The sheet with which two people make sure that nobody stands between them: both see the same 8 words."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import AppError, VerificationWrong
from desktop.node.protocol import BlockPerson, ContactResult, Standing, VerificationResult, VerifyPerson
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.people.answers import ask_to_block
from desktop.ui.scene import Scene
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.people import called

_ROWS: Final = 4
_WIDTH: Final = 560


class NotSureYet(Card):
    """Stands in front on the page of somebody whose words were not compared yet."""

    def __init__(self, around: Around, act: Callable[[], None]) -> None:
        say = around.language.say
        self._say = say
        self._title = WrappedLabel(type="strong")
        text = say(
            "Compare eight words once, on the phone or side by side: then nobody can stand between you."
        )
        words = column(self._title, WrappedLabel(text, tone="muted"), space=tokens.HAIR // 2)
        compare = Button(around, say("Compare words"))
        compare.clicked.connect(lambda _checked: act())
        inside = row(Picture(around, "shield-check", colour="muted", side=22), space=tokens.ROOMY)
        inside.addLayout(words, 1)
        inside.addWidget(compare)
        super().__init__(inside, part="hint")

    def show_name(self, name: str) -> None:
        self._title.setText(self._say("You have not made sure yet that this is {name}", name=name))


class VerifySheet(Sheet):
    """The words, large; then what the person says of them."""

    def __init__(self, scene: Scene, contact: ContactResult, parent: QWidget | None) -> None:
        language = scene.around.language
        self._name = called(contact.name, language)
        title = language.say("Make sure that it is {name}", name=self._name)
        super().__init__(scene.around, title, parent, width=_WIDTH)
        self._scene = scene
        self.say = language.say
        self._contact = contact
        self._words: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._typed = QLineEdit()
        self._compare = boxed(self._comparing())
        self._outcome = boxed(column(space=tokens.SNUG))
        self._outcome.hide()
        self.body.addWidget(self._compare)
        self.body.addWidget(self._outcome)
        self._later = self.add_close(self.say("Not now"))
        self._differ = self.add_button(self.say("They are not the same"))
        self._differ.clicked.connect(self._note_difference)
        self._same = self.add_button(self.say("They are the same"), part="primary", icon="shield-check")
        self._same.clicked.connect(self._note_same)
        self._same.setDefault(False)  # Enter alone says nothing about eight words
        self._same.setEnabled(False)
        scene.bridge.ask(self, VerifyPerson(contact.person), self._show_words, failed=self._fail)

    # --- comparing --------------------------------------------------------------------------------

    def _comparing(self) -> QVBoxLayout:
        say = self.say
        self._grid.setHorizontalSpacing(tokens.VAST)
        self._grid.setVerticalSpacing(tokens.SNUG)
        self._typing = boxed(
            row(
                field(
                    say("The words that {name} sees", name=self._name),
                    self._typed,
                    say("Type all eight as they are read to you; they are compared for you."),
                )
            )
        )
        self._typing.hide()
        self._typed.textChanged.connect(lambda _text: self._show_answers())
        type_them = Button(self.around, say("Type their words instead"), part="quiet", icon="pencil")
        type_them.clicked.connect(self._let_type)
        self._type_row = boxed(row(type_them, None))
        return column(
            WrappedLabel(
                say(
                    "Call each other, or look together: {name} opens this on their computer, and reads these "
                    "words to you. If all eight are the same there, nobody stands between you.",
                    name=self._name,
                ),
                tone="muted",
            ),
            Card(self._grid, part="hint", margin=tokens.WIDE),
            self._type_row,
            self._typing,
            None,
            space=tokens.SNUG,
        )

    def _show_words(self, found: VerificationResult) -> None:
        self._words = found.words
        for at, word in enumerate(found.words):
            number = PlainLabel(f"{at + 1}", type="small", tone="muted")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setMinimumWidth(tokens.ROOMY)
            label = PlainLabel(word, type="word")
            column_at = at // _ROWS * 2
            self._grid.addWidget(number, at % _ROWS, column_at)
            self._grid.addWidget(label, at % _ROWS, column_at + 1)
            self._grid.setColumnStretch(column_at + 1, 1)
        self._show_answers()
        self.setFocus()

    def _let_type(self) -> None:
        self._typing.show()
        self._type_row.hide()
        self._differ.hide()
        self._same.say(self.say("Compare"))
        self._typed.setFocus()
        self._same.setDefault(True)
        self._show_answers()

    def _show_answers(self) -> None:
        typing = not self._typing.isHidden()
        self._same.setEnabled(bool(self._words) and (not typing or bool(self._typed.text().split())))

    # --- what came of it --------------------------------------------------------------------------

    def _note_same(self) -> None:
        typed = tuple(self._typed.text().split()) if not self._typing.isHidden() else self._words
        self.tell_trouble("")
        self._same.setEnabled(False)
        command = VerifyPerson(self._contact.person, typed)
        self._scene.bridge.ask(self, command, self._note_verified, failed=self._fail)

    def _note_verified(self, found: VerificationResult) -> None:
        if found.state is not Standing.VERIFIED:  # asked only, or blocked meanwhile
            self.accept()
            return
        self._scene.errands.tell(
            self.say("Verified: this is {name}, and nobody stands between you.", name=self._name)
        )
        self.accept()

    def _note_difference(self) -> None:
        """Say what it means, and what can be done."""
        say = self.say
        self.heading.setText(say("Then be careful"))
        inside = self._outcome.layout()
        assert inside is not None
        picture = Picture(self.around, "shield-off", colour="warning", side=26, wash="warning_wash")
        inside.addWidget(picture)
        inside.addWidget(
            WrappedLabel(
                say(
                    "Look once more first: is it {name}'s page on your computer, and yours on theirs? Then "
                    "the words are the same.",
                    name=self._name,
                )
            )
        )
        inside.addWidget(
            WrappedLabel(
                say(
                    "If they still differ, somebody else may have given you a link in {name}'s name. "
                    "Nothing was changed. Pass nothing that matters; meet, and add each other anew with "
                    "codes from screen to screen.",
                    name=self._name,
                ),
                tone="muted",
            )
        )
        self._compare.hide()
        self._outcome.show()
        for button in (self._later, self._differ, self._same):
            button.hide()
        self.add_button(say("Block")).clicked.connect(self._block)
        self.add_close(say("Close")).setFocus()

    def _block(self) -> None:
        def act() -> None:
            self._scene.bridge.ask(self, BlockPerson(self._contact.person), lambda _standing: self.accept())

        ask_to_block(self._scene, self, self._contact.name, act)

    def _fail(self, error: AppError) -> None:
        self._show_answers()
        if isinstance(error, VerificationWrong):
            self.tell_trouble(
                self.say(
                    "These words are not the same, and nothing was changed. Have them read to you once "
                    "more; if they still differ, somebody else may stand between you."
                )
            )
            self._differ.show()
            return
        self.tell_trouble(sentence_of(error, self.around.language))
