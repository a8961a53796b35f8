"""Settings: which Passalong this is, and where it keeps its log."""

from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.node.protocol import SettingsResult
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElidedLabel, PlainLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words import settings as words
from desktop.ui.words.settings import Topic

_LICENCE: Final = "GPL-3.0-or-later"


class AboutSection(Section):
    """Version, licence, log."""

    topic = Topic.ABOUT
    needs_node = False

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        self._version = PlainLabel(type="strong")
        self._log = ElidedLabel(type="small", tone="muted", where=Qt.TextElideMode.ElideMiddle)
        self._folder = ""
        look = Button(around, language.say("Open the folder"), icon="folder-open")
        look.clicked.connect(lambda _checked: self._open())
        super().__init__(
            scene,
            [
                Panel(
                    Row(words.version(language), self._version),
                    Row(words.licence(language), PlainLabel(_LICENCE, type="strong")),
                    Row(words.log(language), look, self._log),
                )
            ],
        )

    def show_settings(self, settings: SettingsResult) -> None:
        self._version.setText(settings.version)
        self._log.setText(settings.log)
        self._folder = settings.profile

    def _open(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
