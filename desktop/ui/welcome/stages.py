"""The questions of the first run, one widget for each. What is answered is kept when one goes on."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.errors import AppError, BadArgument, FolderUnusable
from desktop.limits import PERSON_NAME_LENGTH
from desktop.node.protocol import ChangeSettings, NameResult, Rename, SettingsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.words_sheet import WordsSheet
from desktop.ui.words import welcome as said
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.safety import noted
from desktop.ui.words.settings import Told

_FACE: Final = 84
_PICTURE: Final = 34
_FIELD_WIDTH: Final = 320

type Then = Callable[[], None]


class Stage(QWidget):
    """A picture, a question, one sentence or two about it, and what answers it."""

    def __init__(self, scene: Scene, picture: QWidget, told: Told) -> None:
        super().__init__()
        self.scene = scene
        self.setAccessibleName(told.name)
        self.setAccessibleDescription(told.text)
        heading = PlainLabel(told.name, type="title")
        text = WrappedLabel(told.text, tone="muted")
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SNUG)
        self._trouble = WrappedLabel(tone="warning")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._trouble.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SNUG)
        whole.addStretch(1)
        whole.addWidget(picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(tokens.TIGHT)
        whole.addWidget(heading)
        whole.addWidget(text)
        whole.addSpacing(tokens.SNUG)
        whole.addLayout(self.body)
        whole.addWidget(self._trouble)
        whole.addStretch(1)

    def arrive(self) -> None:
        """Take the keyboard where there is something to type."""

    def keep(self, then: Then) -> None:
        """Have what was answered kept, and then go on; stay and say why if that cannot be."""
        then()

    def tell(self, text: str) -> None:
        """Say what is not as it should be; nothing if `text` is empty."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def refuse(self, error: AppError) -> None:
        self.tell(sentence_of(error, self.scene.around.language))


class WhoStage(Stage):
    """The friendly name, to keep or to change, with the picture that goes with it."""

    def __init__(self, scene: Scene) -> None:
        self._face = Face(scene.around, "", _FACE)
        super().__init__(scene, self._face, said.who(scene.around.language))
        self.name = QLineEdit()
        self.name.setMaxLength(PERSON_NAME_LENGTH)
        self.name.setFixedWidth(_FIELD_WIDTH)
        self.name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.name.setAccessibleName(scene.around.language.say("Your name"))
        self.body.addWidget(self.name, alignment=Qt.AlignmentFlag.AlignHCenter)
        scene.picture.me_changed.connect(self._show)
        self._show()

    def arrive(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def keep(self, then: Then) -> None:
        me, name = self.scene.picture.me, self.name.text().strip()
        if me is None or name in {"", me.name}:
            then()
            return

        def kept(_result: NameResult) -> None:
            self.scene.picture.look_at_me()
            then()

        self.scene.bridge.ask(self, Rename(name), kept, failed=self.refuse)

    def refuse(self, error: AppError) -> None:
        if isinstance(error, BadArgument):
            self.tell(said.name_refused(self.scene.around.language))
        else:
            super().refuse(error)

    def _show(self) -> None:
        me = self.scene.picture.me
        if me is not None:
            self._face.show_person(me.person)
            if not self.name.isModified():
                self.name.setText(me.name)
                self.name.selectAll()


class WhereStage(Stage):
    """The folder for what is got."""

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        picture = Picture(around, "folder-open", colour="file", side=_PICTURE, wash="file_wash")
        super().__init__(scene, picture, said.where(language))
        self._folder = ElidedLabel(where=Qt.TextElideMode.ElideMiddle)
        choose = Button(around, language.say("Choose another …"))
        choose.clicked.connect(self._choose)
        line = row(Picture(around, "folder", colour="file"), self._folder, choose, space=tokens.SNUG)
        line.setStretch(1, 1)
        self.body.addWidget(Card(line, margin=tokens.SNUG))
        scene.picture.settings_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self.scene.picture.settings is not None:
            self._folder.setText(self.scene.picture.settings.downloads)

    def _choose(self) -> None:
        title = said.where(self.scene.around.language).name
        choose_folder(self, title, self._folder.text(), self.choose)

    def choose(self, folder: str) -> None:
        """Put things there from now on."""
        self.tell("")
        take = self.scene.picture.take_settings
        self.scene.bridge.ask(self, ChangeSettings(downloads=folder), take, failed=self.refuse)

    def refuse(self, error: AppError) -> None:
        if isinstance(error, FolderUnusable):
            self.tell(said.folder_refused(error.path, self.scene.around.language))
        else:
            super().refuse(error)


class WordsStage(Stage):
    """What the 24 words are for; they may be seen now or later."""

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        picture = Picture(around, "key-round", colour="accent", side=_PICTURE, wash="accent_wash")
        super().__init__(scene, picture, said.words(language))
        self.show_words = Button(around, language.say("Show them now"), icon="eye")
        self.show_words.clicked.connect(lambda _checked: WordsSheet(scene, self).open())
        self._noted = WrappedLabel(noted(language, is_noted=True), tone="accent")
        self._noted.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(boxed(row(None, self.show_words, None)))
        self.body.addWidget(self._noted)
        scene.picture.settings_changed.connect(self._show)
        self._show()

    @property
    def is_done(self) -> bool:
        settings: SettingsResult | None = self.scene.picture.settings
        return settings is not None and settings.words_noted

    def _show(self) -> None:
        self._noted.setVisible(self.is_done)
        self.show_words.setVisible(not self.is_done)
