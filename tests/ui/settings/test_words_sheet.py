"""The 24 words are shown when asked for, and noted as written down only after two were typed rightly."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import StoreFull
from desktop.node.protocol import ChangeSettings, ShowWords, WordsResult
from desktop.ui.scene import Scene
from desktop.ui.settings.printing import write_on
from desktop.ui.settings.words_sheet import WordsSheet
from desktop.ui.words.language import ENGLISH
from tests.ui.fakes import FakeHost

WORDS = tuple(f"word{number}" for number in range(1, 25))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def sheet(qtbot: QtBot, window: QWidget, scene: Scene, host: FakeHost) -> WordsSheet:
    host.keep_settings()
    host.answers[ShowWords] = WordsResult(words=WORDS)
    scene.bridge.start()
    made = WordsSheet(scene, window, random.Random(1))  # noqa: S311 - the same words at every run
    made.open()
    qtbot.waitUntil(made.next.isEnabled)
    return made


def type_words(sheet: WordsSheet, words: tuple[str, ...]) -> None:
    for field, word in zip(sheet.fields, words, strict=True):
        field.setText(word)


def test_all_24_are_shown_in_order(sheet: WordsSheet) -> None:
    names = [label.accessibleName() for label in sheet.findChildren(QLabel)]
    shown = [name for name in names if name.endswith(WORDS)]
    assert shown == [f"{number} word{number}" for number in range(1, 25)]


def test_two_typed_from_the_paper_are_enough(
    qtbot: QtBot, sheet: WordsSheet, host: FakeHost, scene: Scene
) -> None:
    sheet.next.click()
    assert sheet.is_asking
    assert len(set(sheet.asked)) == 2
    type_words(sheet, tuple(f" WORD{number} " for number in sheet.asked))
    with qtbot.waitSignal(sheet.accepted):
        sheet.next.click()
    assert host.asked_for(ChangeSettings) == [ChangeSettings(words_noted=True)]
    assert scene.picture.settings is not None
    assert scene.picture.settings.words_noted


def test_other_words_note_nothing(sheet: WordsSheet, host: FakeHost) -> None:
    sheet.next.click()
    type_words(sheet, ("word1", "nonsense"))
    sheet.next.click()
    assert sheet.is_asking
    assert not host.asked_for(ChangeSettings)


def test_one_may_look_once_more_and_is_asked_for_others(sheet: WordsSheet) -> None:
    sheet.next.click()
    first = sheet.asked
    sheet._back.click()
    assert not sheet.is_asking
    sheet.next.click()
    assert sheet.asked != first
    assert [field.text() for field in sheet.fields] == ["", ""]


def test_what_cannot_be_kept_is_said_and_may_be_tried_again(
    qtbot: QtBot, sheet: WordsSheet, host: FakeHost
) -> None:
    host.answers[ChangeSettings] = StoreFull(path="/disk")
    sheet.next.click()
    type_words(sheet, tuple(f"word{number}" for number in sheet.asked))
    sheet.next.click()
    qtbot.waitUntil(sheet.next.isEnabled)
    assert sheet.isVisible()


def test_they_fit_on_one_sheet_of_paper(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "words.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setPageMargins(QMarginsF(10, 10, 10, 10))
    write_on(printer, ENGLISH, WORDS)
    written = (tmp_path / "words.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 1
