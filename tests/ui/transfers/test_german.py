"""Longer words than English ones are shown whole."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.scene import Scene
from desktop.ui.transfers.page import TransfersPage
from desktop.ui.words.catalogue import load_language


@pytest.mark.parametrize("width", [1180, 820, 640])
def test_every_button_is_as_wide_as_its_words_in_german(qtbot: QtBot, scene: Scene, width: int) -> None:
    german = replace(scene, around=replace(scene.around, language=load_language("de")))
    page = TransfersPage(german)
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    qtbot.waitUntil(lambda: bool(seen(page)) and not cut(page))


def seen(page: TransfersPage) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.isVisible()]


def cut(page: TransfersPage) -> list[str]:
    return [button.text() for button in seen(page) if button.width() < button.sizeHint().width()]
