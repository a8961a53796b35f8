"""The field for the 24 words: pasted as they stand on paper, marked one by one, offered while typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.profile.words import words_of
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.welcome.return_sheet import ReturnSheet
from desktop.ui.welcome.words_field import WordsField

WORDS = words_of(b"seed" * 8)


@pytest.fixture
def words(qtbot: QtBot, around: Around) -> WordsField:
    made = WordsField(around)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def marked(words: WordsField) -> list[str]:
    text, found = words.toPlainText(), []
    for number in range(words.document().blockCount()):
        block = words.document().findBlockByNumber(number)
        for part in block.layout().formats():
            if part.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline:
                begin = block.position() + part.start
                found.append(text[begin : begin + part.length])
    return found


@pytest.mark.parametrize("between", [" ", "\n", ", ", "\t"])
def test_all_of_them_are_pasted_at_once(words: WordsField, between: str) -> None:
    words.setPlainText(between.join(WORDS))
    assert tuple(words.words) == WORDS
    assert not words.wrong


def test_numbers_and_capitals_do_not_matter(words: WordsField) -> None:
    words.setPlainText("\n".join(f"{number}. {word.upper()}" for number, word in enumerate(WORDS, 1)))
    assert tuple(words.words) == WORDS
    assert not words.wrong
    assert not marked(words)


def test_each_wrong_word_is_marked_and_no_other(words: WordsField) -> None:
    words.setPlainText("abandon aple zoo\nzooo abandon ")
    assert words.wrong == ["aple", "zooo"]
    assert marked(words) == ["aple", "zooo"]


def test_a_word_that_is_being_typed_is_not_wrong_yet(words: WordsField) -> None:
    QTest.keyClicks(words, "abandon aban")
    assert not words.wrong
    QTest.keyClicks(words, "x")
    assert words.wrong == ["abanx"]


def test_words_are_offered_and_taken_by_a_key(qtbot: QtBot, words: WordsField) -> None:
    QTest.keyClicks(words, "abs")
    qtbot.waitUntil(words.offers.isVisible)
    QTest.keyClick(words.offers, Qt.Key.Key_Down)
    QTest.keyClick(words.offers, Qt.Key.Key_Return)
    assert words.toPlainText() == "absorb "


def test_the_sheet_says_which_are_wrong_and_waits_for_24(
    qtbot: QtBot, around: Around, bridge: Bridge
) -> None:
    sheet = ReturnSheet(around, bridge, None)
    qtbot.addWidget(sheet)
    sheet.take_file("/backup")
    sheet.words.setPlainText(" ".join((*WORDS[:-1], "aple")))
    assert not sheet.next.isEnabled()
    assert "“aple” is none of the words" in sheet.wrong.text()
    sheet.words.setPlainText(" ".join(WORDS))
    assert sheet.next.isEnabled()
    assert sheet.wrong.isHidden()
    sheet.words.setPlainText(" ".join(reversed(WORDS)))
    sheet.next.click()
    assert "not all together" in " ".join(label.text() for label in sheet.findChildren(QLabel))
