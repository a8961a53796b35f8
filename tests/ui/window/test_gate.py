"""Where no node can begin, the keyboard is on what mends it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.errors import ProfileLocked
from desktop.ui.around import Around
from desktop.ui.window.gate import EndPage


def test_the_keyboard_is_on_what_mends_it(around: Around, window: QWidget) -> None:
    inside = QVBoxLayout(window)
    inside.addWidget(EndPage(around, ProfileLocked("/home/amber")))
    window.show()
    QTest.qWaitForWindowActive(window)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.accessibleName() == "Try again"
