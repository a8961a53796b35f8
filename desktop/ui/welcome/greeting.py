"""Who sees the first run: whoever has not gone through it, as the profile remembers. Window's thread."""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui import later
from desktop.ui.parts.boxes import column
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.scene import Place, Scene

WELCOMED: Final = "window/welcomed"


class Covered(Protocol):
    """A window that something may be shown in front of."""

    def cover(self, widget: QWidget) -> None: ...
    def uncover(self, widget: QWidget) -> None: ...


class Greeting(QObject):
    """Until the node has said who this is, a window that has never been seen shows nothing else."""

    def __init__(self, scene: Scene, window: Covered, memory: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._window = window
        self._memory = memory
        self._shown: QWidget | None = None
        if memory.value(WELCOMED, defaultValue=False, type=bool):
            return
        self._show(_Blank())
        scene.picture.settings_changed.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        settings = self._scene.picture.settings
        if settings is None:
            return
        self._scene.picture.settings_changed.disconnect(self._decide)
        if settings.welcomed:
            self._end()
            return
        welcome = later.welcome(self._scene)
        welcome.finished.connect(self._end)
        self._show(welcome)

    @Slot()
    def _end(self) -> None:
        self._memory.setValue(WELCOMED, True)
        self._show(None)
        self._scene.errands.go_to(Place.HOME)

    def _show(self, widget: QWidget | None) -> None:
        old, self._shown = self._shown, widget
        if widget is not None:
            self._window.cover(widget)
        if old is not None:
            self._window.uncover(old)


class _Blank(QWidget):
    """The name, and nothing that would be gone again in a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = PlainLabel("Passalong", type="title", tone="accent")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, name, None))
