"""The reminder is there until the words are written down, or for now put off."""

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.parts.buttons import Button
from desktop.ui.scene import Scene
from desktop.ui.welcome.reminder import WordsReminder
from tests.ui.fakes import CHOSEN


def placed(qtbot: QtBot, scene: Scene) -> tuple[QWidget, WordsReminder]:
    home = QWidget()
    qtbot.addWidget(home)
    reminder = WordsReminder(scene)
    QVBoxLayout(home).addWidget(reminder)
    home.show()
    return home, reminder


def test_it_waits_for_what_the_node_says(qtbot: QtBot, scene: Scene) -> None:
    home, reminder = placed(qtbot, scene)
    assert not reminder.isVisibleTo(home)
    scene.picture.take_settings(CHOSEN)
    assert reminder.isVisibleTo(home)
    scene.picture.take_settings(replace(CHOSEN, words_noted=True))
    assert not reminder.isVisibleTo(home)


def test_it_is_put_off_until_the_next_start(qtbot: QtBot, scene: Scene) -> None:
    scene.picture.take_settings(CHOSEN)
    home, reminder = placed(qtbot, scene)
    assert reminder.isVisibleTo(home)
    next(one for one in reminder.findChildren(Button) if one.accessibleName() == "Later").click()
    scene.picture.take_settings(CHOSEN)
    assert not reminder.isVisibleTo(home)


def test_it_opens_no_window_of_its_own(qtbot: QtBot, scene: Scene) -> None:
    del qtbot
    scene.picture.take_settings(CHOSEN)
    assert not WordsReminder(scene).isVisible()
