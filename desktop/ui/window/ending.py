"""Ending in order when the system or the person at a terminal says so. Window's thread."""

import signal
import socket
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Application(QApplication):
    """Says `ending` before it closes all windows to end: by a menu, by a key, or with the session."""

    ending = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit:
            self.ending.emit()
        return super().event(event)


class StopSignals(QObject):
    """Calls `stop` for SIGINT and SIGTERM.

    Python looks at signals only while it runs, and a window waits inside Qt: a socket wakes it.
    """

    def __init__(self, stop: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = stop
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._before = {number: signal.signal(number, self._note) for number in _STOP_SIGNALS}
        self._wakeup_before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def take_away(self) -> None:
        """Let signals mean what they meant before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._heard.close()
        self._told.close()

    def _note(self, number: int, frame: object) -> None:
        del number, frame
        self._stop()

    def _wake(self) -> None:
        self._heard.recv(1)  # Python runs the handler now that it runs at all
