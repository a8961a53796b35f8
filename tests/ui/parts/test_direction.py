"""A sentence is laid out in the direction of its language, whatever is filled into it."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.around import Around
from desktop.ui.parts.labels import PlainLabel


@pytest.mark.parametrize("sentence", ["{name} would like to pass you something", "{name}"])
def test_a_name_read_from_the_right_does_not_send_its_sentence_to_the_right(
    qtbot: QtBot, around: Around, sentence: str
) -> None:
    label = PlainLabel(around.language.say(sentence, name="דנה"))
    qtbot.addWidget(label)
    label.resize(label.sizeHint().width() * 3, label.sizeHint().height())
    image = label.grab().toImage()
    ground = image.pixelColor(image.width() - 1, 0)
    inked = [
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground
    ]
    assert inked
    assert max(inked) < image.width() / 2


def test_a_name_alone_is_laid_out_at_the_left() -> None:
    assert not PlainLabel("דנה").text().startswith("ד")
    assert PlainLabel("Mira").text() == "Mira"
