"""Settings: who one is for others."""

from typing import Final

from PySide6.QtWidgets import QLineEdit

from desktop.errors import AppError
from desktop.limits import PERSON_NAME_LENGTH
from desktop.node.protocol import NameResult, Rename
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Face
from desktop.ui.scene import Scene
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words import settings as words
from desktop.ui.words.settings import Topic

_FACE: Final = 44
_NAME_WIDTH: Final = 240


class YouSection(Section):
    """Name, picture and link."""

    topic = Topic.YOU

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        self._name = QLineEdit()
        self._name.setMaxLength(PERSON_NAME_LENGTH)
        self._name.setFixedWidth(_NAME_WIDTH)
        self._name.setAccessibleName(words.own_name(language).name)
        self._name.editingFinished.connect(self._rename)
        self._face = Face(around, "", _FACE)
        link = Button(around, language.say("Show"), icon="qr-code")
        link.clicked.connect(lambda _checked: scene.errands.invite())
        super().__init__(
            scene,
            [
                Panel(
                    Row(words.own_name(language), self._name),
                    Row(words.own_picture(language), self._face),
                    Row(words.own_link(language), link),
                )
            ],
        )
        scene.picture.me_changed.connect(self._show_me)
        self._show_me()

    def take_keyboard(self) -> None:
        """Let the name be typed at once."""
        self._name.setFocus()
        self._name.selectAll()

    def _show_me(self) -> None:
        me = self.scene.picture.me
        if me is None:
            return
        self._face.show_person(me.person)
        if not self._name.hasFocus() or not self._name.isModified():
            self._name.setText(me.name)

    def _rename(self) -> None:
        me, name = self.scene.picture.me, self._name.text().strip()
        self._name.setModified(False)
        if me is None or name == me.name:
            return
        if not name:
            self._name.setText(me.name)
            return
        self.scene.bridge.ask(self, Rename(name), self._renamed, failed=self._refused)

    def _renamed(self, result: NameResult) -> None:
        self.scene.picture.look_at_me()
        self.scene.errands.tell(
            self.scene.around.language.say("Others see you as “{name}” now.", name=result.name)
        )

    def _refused(self, error: AppError) -> None:
        self._show_me()
        self.scene.errands.tell_trouble(error)
