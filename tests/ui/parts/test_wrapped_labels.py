"""Text that breaks into lines does so whatever it is."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.parts.labels import WrappedLabel


@pytest.mark.parametrize("text", ["x" * 1000, "\U0001f9d1" * 500, "a " + "b" * 300 + " c"])
def test_no_word_makes_it_wider_than_its_room(qtbot: QtBot, text: str) -> None:
    label = WrappedLabel(text)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 700
    assert label.accessibleName() == text  # what is read out is whole words


def test_ordinary_text_is_left_as_it_is(qtbot: QtBot) -> None:
    label = WrappedLabel("Take care: this name looks like\nthat of Mira.")
    qtbot.addWidget(label)
    assert label.text() == "Take care: this name looks like\nthat of Mira."
