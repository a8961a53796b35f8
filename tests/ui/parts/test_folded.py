"""What is folded away, and comes out when it is asked for."""

from pytestqt.qtbot import QtBot

from desktop.ui.around import Around
from desktop.ui.parts.folded import Folded
from desktop.ui.parts.labels import PlainLabel


def test_it_is_out_of_sight_until_it_is_asked_for(qtbot: QtBot, around: Around) -> None:
    inside = PlainLabel("packets")
    folded = Folded(around, "What exactly", inside)
    qtbot.addWidget(folded)
    folded.show()
    seen = [inside.isVisible()]
    for _ in range(2):
        folded.button.click()
        seen.append(inside.isVisible())
    assert seen == [False, True, False]
