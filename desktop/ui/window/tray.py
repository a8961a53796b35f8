"""The tray: where Passalong goes on when its window is closed, and tells what comes. Window's thread."""

import importlib.resources
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop.ui.around import Around
from desktop.ui.parts.labels import on_button
from desktop.ui.words.plain import brief

_NOT_MARKUP: Final = str.maketrans({"<": "‹", ">": "›", "&": "＆"})  # noqa: RUF001 - that is why
"""Some systems read notices as markup, and a stranger's name may be in them."""

ICON_FILE: Final = importlib.resources.files("resources").joinpath("icons", "passalong.svg")


def app_icon() -> QIcon:
    return QIcon(str(ICON_FILE))


class Tray(QObject):
    """Does nothing where the system has no tray."""

    show_asked = Signal()
    share_asked = Signal()
    quit_asked = Signal()

    def __init__(self, around: Around, window: QWidget) -> None:
        super().__init__(window)
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setToolTip("Passalong")
        self._icon.activated.connect(self._act)
        self._icon.messageClicked.connect(self.show_asked)
        self._menu = QMenu(window)
        say = around.language.say
        for text, signal in (
            (say("Open Passalong"), self.show_asked),
            (say("Share something"), self.share_asked),
            (say("Quit"), self.quit_asked),
        ):
            self._menu.addAction(on_button(text)).triggered.connect(signal)
        self._icon.setContextMenu(self._menu)
        self._icon.show()

    @property
    def is_there(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def tell(self, title: str, text: str) -> None:
        """Show a notice of the system, if it shows any."""
        if self._icon.supportsMessages():
            shown = [brief(part).translate(_NOT_MARKUP) for part in (title, text)]
            self._icon.showMessage(shown[0], shown[1], app_icon())

    def _act(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self.show_asked.emit()
