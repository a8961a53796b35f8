"""What the sidebar says of people: how many questions wait, and below one's own name who is there."""

from PySide6.QtCore import QObject

from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Place, Scene
from desktop.ui.window.sidebar import Sidebar
from desktop.ui.words.people import me_line, waiting_meaning


class PeopleStanding(QObject):
    """Keeps the sidebar to what is known. Window's thread."""

    def __init__(self, scene: Scene, waiting: Waiting, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._scene = scene
        self._waiting = waiting
        self._sidebar = sidebar
        waiting.changed.connect(self._count)
        for changed in (scene.picture.me_changed, scene.picture.people_changed, scene.bridge.ended):
            changed.connect(self._show_me)
        self._show_me()

    def _count(self) -> None:
        count = len(self._waiting.questions())
        meaning = waiting_meaning(count, self._scene.around.language)
        self._sidebar.show_count(Place.PEOPLE, count, meaning)

    def _show_me(self) -> None:
        me, language = self._scene.picture.me, self._scene.around.language
        if me is not None:
            is_running = self._scene.bridge.is_running
            line = me_line(self._scene.picture.people, language, is_running=is_running)
            self._sidebar.show_me(me.person, me.name, line)
