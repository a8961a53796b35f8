"""The sample neighbourhood, started as a program of its own: it outlives this window, or ends before it."""

import sys

from PySide6.QtCore import QProcess


def start_demo() -> bool:
    """Return whether it could be started."""
    started, _ = QProcess.startDetached(sys.executable, ["-P", "-m", "desktop", "demo"])
    return bool(started)
