"""The 24 words on a sheet of paper: black on white, large, with lines of their own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.ui.words.language import Language
from desktop.ui.words.safety import words_are_for

_COLUMNS: Final = 2
_HEADING_POINTS: Final = 18
_WORD_POINTS: Final = 15
_TEXT_POINTS: Final = 11


def print_words(parent: QWidget, language: Language, words: Sequence[str]) -> QPrintDialog:
    """Ask for a printer, without waiting, and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Passalong")
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: write_on(printer, language, words))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()  # type: ignore[call-arg]  # the stubs know only the form with a receiver
    return dialog


def write_on(printer: QPrinter, language: Language, words: Sequence[str]) -> None:
    """Draw the page."""
    painter = QPainter(printer)
    page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    page.moveTo(0, 0)
    top = _line(painter, page, language.say("Passalong: my 24 words"), _HEADING_POINTS, bold=True)
    top = _line(painter, page.adjusted(0, top, 0, 0), words_are_for(language), _TEXT_POINTS) + top * 1.5
    down = -(-len(words) // _COLUMNS)
    height = (page.height() - top) / (down + 1)
    for place, word in enumerate(words):
        box = QRectF(
            place // down * page.width() / _COLUMNS,
            top + place % down * height,
            page.width() / _COLUMNS,
            height,
        )
        _write(painter, box, f"{place + 1}.  {word}", _WORD_POINTS)
    painter.end()


def _line(painter: QPainter, within: QRectF, text: str, points: int, *, bold: bool = False) -> float:
    """Write a line or more and return how far down the next may begin."""
    return _write(painter, within, text, points, bold=bold).height() * 1.6


def _write(painter: QPainter, within: QRectF, text: str, points: int, *, bold: bool = False) -> QRectF:
    font = QFont(painter.font())
    font.setPointSize(points)
    font.setBold(bold)
    painter.setFont(font)
    flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    written = painter.boundingRect(within, flags, text)
    painter.drawText(within, flags, text)
    return written
