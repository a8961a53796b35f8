"""Where the keyboard is shows, in our own ring only, and moves nothing from its place."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.around import Around
from desktop.ui.parts.boxes import column
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.whole_button import WholeButton

PARTS = ("primary", "secondary", "quiet", "icon", "place", "link", "row", "topic", "chip", "tile")
OTHERS: tuple[type[QWidget], ...] = (QCheckBox, QRadioButton, QLineEdit, QSpinBox, QComboBox)


@pytest.fixture
def shown(around: Around, window: QWidget, qapp: QApplication) -> QVBoxLayout:
    """A window in our colours, in which nothing has the keyboard yet."""
    qapp.setStyle("Fusion")
    inside = QVBoxLayout(window)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    del around
    return inside


def show(window: QWidget, inside: QVBoxLayout, widget: QWidget) -> None:
    inside.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
    window.show()
    QTest.qWaitForWindowActive(window)
    window.setFocus()


def button(around: Around, part: str) -> QPushButton:
    return WholeButton(column(), lambda: None) if part == "tile" else Button(around, "Words", part=part)


def measured(widget: QPushButton) -> QSize:
    """Return its size as it is now, and not as it was kept."""
    text = widget.text()
    widget.setText(f"{text} ")
    widget.setText(text)
    return widget.sizeHint()


@pytest.mark.parametrize("part", PARTS)
def test_the_ring_takes_no_room_on_buttons(
    around: Around, window: QWidget, shown: QVBoxLayout, part: str
) -> None:
    widget = button(around, part)
    show(window, shown, widget)
    at_rest = measured(widget)
    widget.setFocus()
    assert widget.hasFocus()
    assert measured(widget) == at_rest


@pytest.mark.parametrize("kind", OTHERS)
def test_the_ring_takes_no_room_elsewhere(window: QWidget, shown: QVBoxLayout, kind: type[QWidget]) -> None:
    widget = kind()
    show(window, shown, widget)
    at_rest = widget.sizeHint()
    widget.setFocus()
    assert widget.hasFocus()
    assert widget.sizeHint() == at_rest


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_drawn_over_the_words(
    around: Around, window: QWidget, shown: QVBoxLayout, part: str
) -> None:
    widget = button(around, part)
    show(window, shown, widget)
    inside = widget.rect().adjusted(12, 3, -12, -3)  # without the round corners
    at_rest = widget.grab(inside).toImage()
    widget.setFocus()
    assert widget.grab(inside).toImage() == at_rest


@pytest.mark.parametrize("part", PARTS)
def test_the_ring_shows_on_every_button(
    around: Around, window: QWidget, shown: QVBoxLayout, part: str
) -> None:
    widget = button(around, part)
    show(window, shown, widget)
    widget.setFocus()
    palette = around.theme.palette
    ring = palette.text if part == "primary" else palette.accent
    assert widget.grab().toImage().pixelColor(widget.width() // 2, 0) == QColor(ring)


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_ticked_or_chosen_shows_a_ring(
    around: Around, window: QWidget, shown: QVBoxLayout, kind: type[QCheckBox] | type[QRadioButton]
) -> None:
    widget = kind("Words")
    show(window, shown, widget)
    widget.setFocus()
    image = widget.grab().toImage()
    assert image.pixelColor(widget.width() // 2, 0) == QColor(around.theme.palette.accent)
