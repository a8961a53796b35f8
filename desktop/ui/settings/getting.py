"""Settings: where what is got goes, and how much of it comes at once."""

from PySide6.QtCore import Qt

from desktop.errors import AppError, FolderUnusable
from desktop.limits import MOST_AT_ONCE
from desktop.node.protocol import ChangeSettings, SettingsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.fields import Count
from desktop.ui.parts.labels import ElidedLabel, WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words import settings as words
from desktop.ui.words.settings import Topic
from desktop.ui.words.welcome import folder_refused


class GettingSection(Section):
    """Where things go."""

    topic = Topic.GETTING

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        choose = Button(around, language.say("Choose …"), icon="folder-open")
        choose.clicked.connect(self._choose)
        self._usual = Button(around, language.say("Use the usual one"), part="quiet")
        self._usual.clicked.connect(lambda _checked: self._go_to(""))
        self._folder = ElidedLabel(where=Qt.TextElideMode.ElideMiddle)
        self._refused = WrappedLabel(tone="warning")
        self._refused.hide()
        place = row(Picture(around, "folder", colour="file"), self._folder, space=tokens.TIGHT)
        place.setStretch(1, 1)
        self._count = Count(around, words.at_once(language).name, 1, MOST_AT_ONCE)
        self._count.number.valueChanged.connect(self._allow)
        super().__init__(
            scene,
            [
                Panel(
                    Row(
                        words.downloads(language),
                        boxed(row(self._usual, choose)),
                        boxed(column(boxed(place), self._refused)),
                    ),
                    Row(words.at_once(language), self._count),
                )
            ],
        )

    def show_settings(self, settings: SettingsResult) -> None:
        self._folder.setText(settings.downloads)
        self._usual.setVisible(settings.chosen)
        self._count.show_value(settings.downloads_at_once)

    def _choose(self) -> None:
        title = words.downloads(self.scene.around.language).name
        choose_folder(self, title, self._folder.text(), self._go_to)

    def _go_to(self, folder: str) -> None:
        self._refused.hide()
        self._ask(ChangeSettings(downloads=folder))

    def _allow(self, count: int) -> None:
        self._ask(ChangeSettings(downloads_at_once=count))

    def _ask(self, command: ChangeSettings) -> None:
        self.scene.bridge.ask(self, command, self.scene.picture.take_settings, failed=self._tell)

    def _tell(self, error: AppError) -> None:
        if isinstance(error, FolderUnusable):
            self._refused.setText(folder_refused(error.path, self.scene.around.language))
            self._refused.show()
        else:
            self.scene.errands.tell_trouble(error)
