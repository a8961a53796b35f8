"""The whole window with a real node behind it, as a start of Passalong opens it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from pytestqt.qtbot import QtBot

from desktop.ui.welcome.sequence import Welcome
from desktop.ui.window.window import Window

PATIENCE = 30_000

type Open = Callable[[], AbstractContextManager[Window]]


def welcome_in(qtbot: QtBot, window: Window) -> Welcome:
    qtbot.waitUntil(lambda: window.findChild(Welcome) is not None, timeout=PATIENCE)
    found = window.findChild(Welcome)
    assert found is not None
    return found
