"""A field for the 24 words: wrong ones are marked, and right ones offered. Window's thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from desktop.profile.words import word_list, word_places
from desktop.ui.around import Around
from desktop.ui.look import tokens

_LINES: Final = 4
_OFFERED_FROM: Final = 2
"""So many letters before words are offered."""
_LONGEST: Final = 1000
_TAKES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


type Begun = Callable[[], tuple[int, int] | None]


class WordsField(QPlainTextEdit):
    """Says `changed` when there are other words in it."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._known = word_list()
        self.setTabChangesFocus(True)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * tokens.SNUG + tokens.TIGHT)
        self._marks = _Marks(self.document(), around, frozenset(self._known), self._begun)
        self._completing = QCompleter(list(self._known), self)
        self.offers = QListView()
        """What is offered while a word is typed."""
        self._completing.setWidget(self)
        self._completing.setPopup(self.offers)
        self._completing.activated.connect(self._take)
        self.textChanged.connect(self._note_text)
        self.cursorPositionChanged.connect(self._marks.rehighlight)

    @property
    def words(self) -> list[str]:
        """The words in it, as people would say them, right or wrong."""
        text = self.toPlainText()
        return [text[begin:end].casefold() for begin, end in word_places(text)]

    @property
    def wrong(self) -> list[str]:
        """Those that are none of Passalong's, but for the one that is being typed."""
        begun = self._begun()
        text, known = self.toPlainText(), frozenset(self._known)
        return [
            text[begin:end]
            for begin, end in word_places(text)
            if text[begin:end].casefold() not in known and (begin, end) != begun
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.offers.isVisible() and event.key() in _TAKES:
            event.ignore()  # for the list of offers
            return
        super().keyPressEvent(event)
        self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._marks.rehighlight()
        self.changed.emit()

    def _note_text(self) -> None:
        if self.document().characterCount() > _LONGEST:
            self.setPlainText(self.toPlainText()[: _LONGEST - 1])
        self.changed.emit()

    def _begun(self) -> tuple[int, int] | None:
        """Return where the word is that is being typed: it may still become a right one."""
        text, at = self.toPlainText(), self.textCursor().position()
        if not self.hasFocus() or at != len(text):
            return None
        for begin, end in word_places(text):
            if end == at and any(word.startswith(text[begin:end].casefold()) for word in self._known):
                return begin, end
        return None

    def _offer(self) -> None:
        begun, popup = self._begun(), self.offers
        letters = self.toPlainText()[slice(*begun)].casefold() if begun is not None else ""
        if len(letters) < _OFFERED_FROM or letters in self._known:
            popup.hide()
            return
        self._completing.setCompletionPrefix(letters)
        popup.setCurrentIndex(self._completing.completionModel().index(0, 0))
        place = self.cursorRect()
        place.setWidth(popup.sizeHintForColumn(0) + tokens.WIDE * 2)
        self._completing.complete(place)

    def _take(self, word: str) -> None:
        begun = self._begun()
        if begun is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(begun[0])
        cursor.setPosition(begun[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{word} ")
        self.setTextCursor(cursor)


class _Marks(QSyntaxHighlighter):
    """Underlines what is none of the words."""

    def __init__(self, text: QTextDocument, around: Around, known: frozenset[str], begun: Begun) -> None:
        super().__init__(text)
        self._around = around
        self._known = known
        self._begun = begun
        around.theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        wrong = QTextCharFormat()
        wrong.setForeground(QColor(self._around.theme.palette.warning))
        wrong.setUnderlineColor(QColor(self._around.theme.palette.warning))
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        first = self.currentBlock().position()
        begun = self._begun()
        for begin, end in word_places(text):
            if text[begin:end].casefold() not in self._known and (first + begin, first + end) != begun:
                self.setFormat(begin, end - begin, wrong)
