"""The window closes as it is told to, and its sidebar leads where it says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.around import Around
from desktop.ui.parts.pages import Page
from desktop.ui.scene import Place
from desktop.ui.window.ending import Application
from desktop.ui.window.window import Window

PATIENCE = 5000


class Settings(Page):
    """Counts how often somebody came for themselves."""

    came = 0

    def show_me(self) -> None:
        self.came += 1


@pytest.fixture
def window(qtbot: QtBot, around: Around, tmp_path: Path) -> Window:
    made = Window(around, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.add_page(Place.HOME, lambda: Page(around, "Home"))
    made.add_page(Place.SETTINGS, lambda: Settings(around, "Settings"))
    made.go_to(Place.HOME)
    made.show()
    return made


def test_closing_it_asks_what_that_means(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()


def test_when_passalong_ends_it_closes_without_a_question(
    qtbot: QtBot, window: Window, qapp: QApplication
) -> None:
    assert isinstance(qapp, Application)
    qapp.ending.connect(window.give_way)
    qapp.setQuitOnLastWindowClosed(False)  # as a start of Passalong does
    QTimer.singleShot(0, qapp.quit)
    QTimer.singleShot(PATIENCE, window, lambda: qapp.exit(1))
    with qtbot.assertNotEmitted(window.closing):
        # Within its loop: an application that was told to end outside of it never runs another one.
        assert qapp.exec() == 0
    assert not window.isVisible()


@pytest.mark.parametrize("folded", [False, True])
def test_ones_own_name_leads_to_oneself(window: Window, *, folded: bool) -> None:
    window.sidebar.show_me("amber" * 10, "Amber Kettle", "Nobody is connected")
    window.sidebar.fold(folded=folded)
    me = next(b for b in window.findChildren(QPushButton) if b.accessibleName() == "Amber Kettle")
    assert QAccessible.queryAccessibleInterface(me).role() == QAccessible.Role.Button
    QTest.mouseClick(me, Qt.MouseButton.LeftButton)
    assert window.place is Place.SETTINGS
    me.setFocus()
    QTest.keyClick(me, Qt.Key.Key_Space)
    page = window.go_to(Place.SETTINGS)
    assert isinstance(page, Settings)
    assert page.came == 2
