"""Coming back as who one was: 24 words, and a backup or somebody who knows one."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.errors import AppError, WordsWrong
from desktop.limits import WORD_COUNT
from desktop.node.host_news import Began
from desktop.node.protocol import Recover, RecoverResult, Restore
from desktop.profile.words import seed_of
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button, Chips
from desktop.ui.parts.choosers import choose_file
from desktop.ui.parts.fields import clearable
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.welcome.words_field import WordsField
from desktop.ui.words import returning as said
from desktop.ui.words.messages import sentence_of

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_WIDTH: Final = 560
_BACKUP: Final = "backup"
_CONTACT: Final = "contact"


class ReturnSheet(Sheet):
    """`is_back` once the node runs as who one was, whatever else could be brought back."""

    def __init__(self, around: Around, bridge: Bridge, parent: QWidget | None) -> None:
        language = around.language
        say = self.say = language.say
        super().__init__(around, said.title(language), parent, width=_WIDTH)
        self._bridge = bridge
        self._way = _BACKUP
        self._file = ""
        self._name = ""
        self._is_moving = False
        self._asking: Asked | None = None
        self._became = ""
        self.is_back = False
        self.words = WordsField(around)
        self._count = PlainLabel(type="small", tone="muted")
        self.wrong = WrappedLabel(type="small", tone="warning")
        self.ways = Chips(around, self._choose_way)
        self.ways.add(_BACKUP, say("With my backup"))
        self.ways.add(_CONTACT, say("With somebody who knows me"))
        self.link = QLineEdit()
        self._steps = boxed(self._asked_for())
        self._progress = boxed(self._on_its_way())
        self._done = WrappedLabel()
        for part in (self._steps, self._progress, self._done):
            self.body.addWidget(part)
        self._close = self.add_close(say("Cancel"))
        self.next = self.add_button(say("Bring me back"), part="primary")
        self.next.clicked.connect(lambda _checked: self._go_on())
        self.words.changed.connect(self._show_words)
        self.link.textChanged.connect(lambda _text: self._show())
        self._show_words()

    # --- its parts --------------------------------------------------------------------------------

    def _asked_for(self) -> QVBoxLayout:
        language = self.around.language
        about = WrappedLabel(said.about(language), tone="muted")
        words = field(self.say("Your 24 words"), self.words, said.words_hint(language))
        return column(about, words, self._count, self.wrong, self.ways, self._backup(), self._contact())

    def _backup(self) -> QWidget:
        choose = Button(self.around, self.say("Choose the file …"), icon="folder-open")
        choose.clicked.connect(self._choose_file)
        self._path = ElidedLabel(where=Qt.TextElideMode.ElideMiddle)
        line = row(choose, self._path, space=tokens.SNUG)
        line.setStretch(1, 1)
        hint = WrappedLabel(said.backup_hint(self.around.language), type="small", tone="muted")
        self._by_backup = boxed(column(boxed(line), hint, space=tokens.HAIR))
        return self._by_backup

    def _contact(self) -> QWidget:
        self.link.setPlaceholderText("passalong:…")
        clearable(self.link, self.around)
        self._by_contact = field(self.say("Their link"), self.link, said.link_hint(self.around.language))
        return self._by_contact

    def _on_its_way(self) -> QVBoxLayout:
        self._what = PlainLabel(tone="muted")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.say("On its way"))
        return column(self._what, bar, space=tokens.TIGHT)

    # --- what is known ----------------------------------------------------------------------------

    def _show_words(self) -> None:
        wrong, language = self.words.wrong, self.around.language
        self._count.setText(said.counted(len(self.words.words), language))
        self.wrong.setText(said.none_of_them(wrong, language))
        self.wrong.setVisible(bool(wrong))
        self._show()

    def _choose_way(self, way: str) -> None:
        self._way = way
        self.tell_trouble("")
        self._show()

    def _choose_file(self) -> None:
        choose_file(self, said.title(self.around.language), self.take_file, start=str(Path.home()))

    def take_file(self, path: str) -> None:
        """Come back with this backup."""
        self._file = path
        self._path.setText(path)
        self._show()

    def _show(self) -> None:
        is_busy = self._is_moving or self._asking is not None
        is_over = bool(self._done.text())
        self._steps.setVisible(not is_over and not is_busy)
        self._by_backup.setVisible(self._way == _BACKUP)
        self._by_contact.setVisible(self._way == _CONTACT)
        self._progress.setVisible(is_busy)
        self._done.setVisible(is_over)
        self._close.setVisible(not is_over)
        self._close.setEnabled(not self._is_moving)
        with_what = self._file if self._way == _BACKUP else self.link.text().strip()
        are_all = len(self.words.words) == WORD_COUNT and not self.words.wrong
        self.next.setEnabled(is_over or (are_all and bool(with_what) and not is_busy))

    # --- coming back ------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._done.text():
            self.accept()
            return
        self.tell_trouble("")
        words = " ".join(self.words.words)
        try:
            seed_of(words)
        except WordsWrong as error:
            self._tell_wrong(error)
            return
        if self.is_back and words == self._became:
            self._ask_contact(words)
        elif self._way == _BACKUP:
            self._become(Restore(self._file, words), said.opening(self.around.language))
        else:
            self._become(Recover(self.link.text().strip(), words), said.becoming(self.around.language))

    def _tell_wrong(self, error: WordsWrong) -> None:
        language = self.around.language
        is_order = error.why == "checksum"
        self.tell_trouble(said.together_wrong(language) if is_order else sentence_of(error, language))
        self.words.setFocus()

    def _become(self, how: Restore | Recover, what: str) -> None:
        self._is_moving = True
        self._became = how.words
        self._what.setText(what)
        self._show()
        self._bridge.come_back(self, how, self._note_back, self._note_refused)

    def _note_back(self, began: Began) -> None:
        self._is_moving = False
        self.is_back = True
        self._name = began.me.name
        self._close.say(self.say("Close"))
        self.ways.setEnabled(False)  # one is back: what is left is to find one's people
        if self._way == _BACKUP:
            self._finish(self._name, said.after_backup(self.around.language))
        else:
            self._ask_contact(" ".join(self.words.words))

    def _ask_contact(self, words: str) -> None:
        self._what.setText(said.asking(self.around.language))
        command = Recover(self.link.text().strip(), words)
        self._asking = self._bridge.ask(self, command, self._note_people, failed=self._note_refused)
        self._show()

    def _note_people(self, found: RecoverResult) -> None:
        self._asking = None
        self._finish(found.name, said.after_contact(found.people, self.around.language))

    def _note_refused(self, error: AppError) -> None:
        self._is_moving = False
        self._asking = None
        self.next.say(self.say("Try again"))
        self.tell_trouble(said.refused(error, self.around.language))
        self._show()

    def _finish(self, name: str, after: str) -> None:
        self.words.clear()  # whoever looks over a shoulder later finds none
        self.heading.setText(said.welcome_back(name, self.around.language))
        self._done.setText(after)
        self.next.say(self.say("Done"))
        self._show()
        self.next.setFocus()

    def reject(self) -> None:
        """Close it, but for the moment in which one profile takes the place of another."""
        if not self._is_moving:
            super().reject()
