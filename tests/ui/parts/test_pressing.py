"""Enter means what the keyboard is on; where nothing is meant, the cautious answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.home.wall import WallCard
from desktop.ui.parts.boxes import column
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.sheets import Question, Sheet
from desktop.ui.parts.tiles import Tile
from desktop.ui.parts.whole_button import WholeButton
from desktop.ui.scene import Scene
from desktop.ui.transfers.deeds import RemoveSheet
from tests.ui.transfers.sample_rows import row


def asked(around: Around, window: QWidget) -> Question:
    question = Question(around, "Block Ben?", "No more.", yes="Block", no="Leave it", parent=window)
    window.show()
    question.open()
    return question


def button_of(sheet: Sheet, name: str) -> QPushButton:
    return next(button for button in sheet.findChildren(QPushButton) if button.accessibleName() == name)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ["button", "whole", "tile", "card"])
def test_what_the_keyboard_is_on_is_pressed(scene: Scene, window: QWidget, kind: str, key: Qt.Key) -> None:
    around = scene.around
    pressed: list[str] = []

    def act(*_said: object) -> None:
        pressed.append(kind)

    button = Button(around, "Share something")
    button.clicked.connect(act)
    made: dict[str, QPushButton] = {
        "button": button,
        "whole": WholeButton(column(), act),
        "tile": Tile(around, "link", "Share by link", "Choose some.", act),
        "card": WallCard(around, scene.picture.thumbnails, "a", act),
    }
    inside = QVBoxLayout(window)
    for widget in made.values():
        inside.addWidget(widget)
    window.show()
    QTest.keyClick(made[kind], key)
    assert pressed == [kind]


def test_the_cautious_answer_is_what_enter_means(around: Around, window: QWidget) -> None:
    question = asked(around, window)
    assert question.focusWidget() is button_of(question, "Leave it")
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert question.result() == Question.DialogCode.Rejected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Leave it", Question.DialogCode.Rejected), ("Block", Question.DialogCode.Accepted)],
)
def test_enter_gives_the_answer_that_has_the_ring(
    around: Around, window: QWidget, name: str, expected: Question.DialogCode
) -> None:
    question = asked(around, window)
    answers: list[int] = []
    question.finished.connect(answers.append)
    QTest.keyClick(button_of(question, name), Qt.Key.Key_Return)
    assert answers == [expected.value]


def test_nothing_is_removed_by_enter_alone(scene: Scene, window: QWidget) -> None:
    sheet = RemoveSheet(scene, [row(1)], window)
    answers: list[int] = []
    sheet.finished.connect(answers.append)
    window.show()
    sheet.open()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert answers == [Sheet.DialogCode.Rejected.value]
