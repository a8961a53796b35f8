"""Longer words than English ones are shown whole."""

from dataclasses import replace

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.people.inviting import InviteSheet
from desktop.ui.scene import Scene
from desktop.ui.words.catalogue import load_language


def test_every_button_of_an_invitation_is_as_wide_as_its_words(qtbot: QtBot, scene: Scene) -> None:
    german = replace(scene, around=replace(scene.around, language=load_language("de")))
    sheet = InviteSheet(german, None)
    qtbot.addWidget(sheet)
    sheet.show()
    buttons = sheet.findChildren(QPushButton)
    assert [button.text() for button in buttons if button.width() < button.sizeHint().width()] == []
