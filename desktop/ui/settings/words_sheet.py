"""The 24 words: shown only when asked for, and asked back so that the paper is known to be good."""

import random
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.errors import AppError
from desktop.node.protocol import ChangeSettings, SettingsResult, ShowWords, WordsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column, row
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.scene import Scene
from desktop.ui.settings.printing import print_words
from desktop.ui.words import safety as said
from desktop.ui.words.messages import sentence_of

_COLUMNS: Final = 4
_WIDTH: Final = 640
_ASKED: Final = 2


class WordsSheet(Sheet):
    """First the words, then two of them to be typed from the paper."""

    def __init__(self, scene: Scene, parent: QWidget | None, chance: random.Random | None = None) -> None:
        language = scene.around.language
        say = language.say
        super().__init__(scene.around, say("Your 24 words"), parent, width=_WIDTH)
        self._scene = scene
        self._chance = chance or random.SystemRandom()
        self._words: tuple[str, ...] = ()
        self.asked: tuple[int, ...] = ()
        """Which words are to be typed, counted from 1."""
        self.fields: list[QLineEdit] = []
        self._grid = QGridLayout()
        self._asking: QWidget | None = None
        self._showing = self._shown()
        self.body.addWidget(self._showing)
        self._print = self.add_button(say("Print …"), part="quiet")
        self._print.clicked.connect(lambda _checked: print_words(self, language, self._words))
        self._back = self.add_button(say("Later"))
        self._back.clicked.connect(lambda _checked: self._go_back())
        self.next = self.add_button(say("I have written them down"), part="primary")
        self.next.clicked.connect(lambda _checked: self._go_on())
        for button in (self._print, self.next):
            button.setEnabled(False)
        scene.bridge.ask(self, ShowWords(), self._show, failed=self._refused)

    @property
    def is_asking(self) -> bool:
        return self._asking is not None

    def _shown(self) -> QWidget:
        self._grid.setHorizontalSpacing(tokens.ROOMY)
        self._grid.setVerticalSpacing(tokens.SNUG)
        about = WrappedLabel(said.words_are_for(self._scene.around.language), tone="muted")
        return boxed(column(about, Card(self._grid), None, space=tokens.ROOMY))

    def _show(self, result: WordsResult) -> None:
        self._words = result.words
        down = -(-len(result.words) // _COLUMNS)
        for place, word in enumerate(result.words):
            number = PlainLabel(str(place + 1), type="small", tone="muted")
            number.setFixedWidth(tokens.WIDE - tokens.HAIR)
            written = PlainLabel(word, type="strong")
            written.setAccessibleName(f"{place + 1} {word}")
            self._grid.addWidget(
                boxed(row(number, written, None, space=tokens.HAIR)), place % down, place // down
            )
        for button in (self._print, self.next):
            button.setEnabled(True)
        self.next.setFocus()

    def _go_on(self) -> None:
        if self.is_asking:
            self._compare()
            return
        count = min(_ASKED, len(self._words))
        self.asked = tuple(sorted(self._chance.sample(range(1, len(self._words) + 1), count)))
        self._asking = self._questions()
        self._showing.hide()
        self.body.addWidget(self._asking)
        say = self._scene.around.language.say
        self._print.hide()
        self._back.say(say("Back"))
        self.next.say(say("Done"))
        self.fields[0].setFocus()

    def _questions(self) -> QWidget:
        language = self._scene.around.language
        self.fields = [QLineEdit() for _ in self.asked]
        inputs = [
            field(said.word_number(number, language), line)
            for number, line in zip(self.asked, self.fields, strict=True)
        ]
        about = WrappedLabel(said.words_asked(language), tone="muted")
        return boxed(column(about, *inputs, None, space=tokens.ROOMY))

    def _go_back(self) -> None:
        if not self.is_asking:
            self.reject()
            return
        say = self._scene.around.language.say
        self.tell_trouble("")
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None
            self._showing.show()
        self._print.show()
        self._back.say(say("Later"))
        self.next.say(say("I have written them down"))

    def _compare(self) -> None:
        """See whether the paper says the same."""
        typed = [line.text().strip().casefold() for line in self.fields]
        if typed != [self._words[number - 1] for number in self.asked]:
            self.tell_trouble(said.words_differ(self._scene.around.language))
            return
        self.tell_trouble("")
        self.next.setEnabled(False)
        self._scene.bridge.ask(self, ChangeSettings(words_noted=True), self._noted, failed=self._refused)

    def _noted(self, settings: SettingsResult) -> None:
        self._scene.picture.take_settings(settings)
        self.accept()

    def _refused(self, error: AppError) -> None:
        self.next.setEnabled(bool(self._words))
        self.tell_trouble(sentence_of(error, self._scene.around.language))
