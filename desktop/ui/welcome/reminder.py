"""The card on Home that reminds of the 24 words until they are written down."""

from PySide6.QtCore import Qt, Slot

from desktop.ui import later
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.words.welcome import reminder


class WordsReminder(Card):
    """Shown by itself once the node has said that they are not; “Later” hides it until the next start."""

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        told = reminder(language)
        later = Button(around, language.say("Later"), part="quiet")
        show = Button(around, language.say("Show them"), icon="eye")
        inside = row(Picture(around, "key-round", colour="accent", side=22), space=tokens.ROOMY)
        name, text = WrappedLabel(told.name, type="strong"), WrappedLabel(told.text, tone="muted")
        words = column(None, name, text, None, space=2)
        inside.addLayout(words, 1)
        for button in (later, show):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        super().__init__(inside)
        self.setAccessibleName(told.name)
        self._scene = scene
        self._is_put_off = False
        later.clicked.connect(self._put_off)
        show.clicked.connect(self._open)
        scene.picture.settings_changed.connect(self._show)
        if not self._is_due:
            self.hide()  # and else shown with what it is put into: by itself it would be a window

    @property
    def _is_due(self) -> bool:
        settings = self._scene.picture.settings
        return settings is not None and not settings.words_noted and not self._is_put_off

    @Slot()
    def _show(self) -> None:
        self.setVisible(self._is_due)

    def _put_off(self) -> None:
        self._is_put_off = True
        self._show()

    def _open(self) -> None:
        later.words_sheet(self._scene, self.window()).open()
