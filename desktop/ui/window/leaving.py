"""What closing the window means: go on in the tray where there is one, else end."""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QSettings, Signal

from desktop.ui.around import Around

STAYS: Final = "window/stays"
"""Whether Passalong goes on when its window is closed; remembered as text by some systems."""
_EXPLAINED: Final = "window/stays-explained"


class Tray(Protocol):
    """Where Passalong goes on."""

    @property
    def is_there(self) -> bool: ...
    def tell(self, title: str, text: str) -> None: ...


class Leaving(QObject):
    """Decides, and says so the first time."""

    hid = Signal()
    ended = Signal()

    def __init__(self, around: Around, memory: QSettings, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._memory = memory
        self._tray = tray

    @property
    def stays(self) -> bool:
        """Return whether closing the window leaves Passalong running."""
        return self._tray.is_there and stays_when_closed(self._memory)

    def leave(self) -> None:
        """Do what closing the window does."""
        if not self.stays:
            self.ended.emit()
            return
        self.hid.emit()
        if not _is_on(self._memory.value(_EXPLAINED, defaultValue=False)):
            self._memory.setValue(_EXPLAINED, True)
            say = self._around.language.say
            self._tray.tell(
                say("Passalong goes on"),
                say("Things still come and go. Quit it from this icon, or change that in Settings."),
            )


def stays_when_closed(memory: QSettings) -> bool:
    """Return whether the person wants Passalong to go on when its window is closed."""
    return _is_on(memory.value(STAYS, defaultValue=True))


def _is_on(value: object) -> bool:
    return value is True or str(value).lower() == "true"
