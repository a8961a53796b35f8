"""A signal ends the window in order, however long it waits inside Qt."""

import os
import signal

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.window.ending import StopSignals


def test_a_signal_is_heard_while_the_window_waits(qtbot: QtBot) -> None:
    stops: list[str] = []
    parent = QObject()
    before = signal.getsignal(signal.SIGTERM)
    signals = StopSignals(lambda: stops.append("stop"), parent)
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: stops == ["stop"])
    signals.take_away()
    assert signal.getsignal(signal.SIGTERM) is before
