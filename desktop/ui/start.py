"""Starting the window: it is shown first, and the node begins behind it. Main thread.

Pages are loaded when somebody goes there: the first window waits for none but the first.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop.clock import Clock
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, MakeHost
from desktop.ui.bridge.picture import Picture
from desktop.ui.home.page import HomePage
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.parts.pages import Page
from desktop.ui.scene import Place, Scene
from desktop.ui.transfers.waiting import TransfersCount
from desktop.ui.window.errands import WindowErrands
from desktop.ui.window.incoming import Incoming
from desktop.ui.window.window import NodeStanding, Window
from desktop.ui.words.language import Language

_STOP_SECONDS: Final = 5.0
_SHADE: Final = "window/shade"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a start of the window is given. `memory` is the file in which it remembers its shape."""

    make_host: MakeHost
    memory: Path
    language: Language
    clock: Clock
    link: str | None


def run_window(opening: Opening) -> int:
    """Show the window until the person ends it; return the exit code."""
    app = make_app()
    memory = QSettings(str(opening.memory), QSettings.Format.IniFormat)
    theme = Theme(app, Shade(str(memory.value(_SHADE, Shade.SYSTEM))))
    bridge = Bridge(opening.make_host)
    window = build(Around(opening.language, theme, opening.clock), bridge, memory)
    window.show()
    QTimer.singleShot(0, bridge.start)
    code = app.exec()
    bridge.stop()
    bridge.wait(_STOP_SECONDS)
    return code


def make_app() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("passalong")
    app.setApplicationDisplayName("Passalong")
    app.setDesktopFileName("passalong")
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    return app


def build(around: Around, bridge: Bridge, memory: QSettings) -> Window:
    """Put the window together. Nothing is shown and no node runs yet."""
    window = Window(around, memory)
    picture = Picture(bridge, window)
    errands = WindowErrands(around, bridge, picture, window)
    scene = errands.scene
    window.add_page(Place.HOME, lambda: HomePage(scene))
    window.add_page(Place.TRANSFERS, lambda: _transfers_page(scene))
    TransfersCount(scene, window.sidebar)
    bridge.began.connect(lambda _began: _watch_network(bridge, window))
    incoming = Incoming(around, window)
    incoming.paths_came.connect(errands.share)
    incoming.link_came.connect(errands.open_link)
    NodeStanding(around, bridge, window)
    window.closing.connect(QApplication.quit)
    window.go_to(Place.HOME)
    return window


def _transfers_page(scene: Scene) -> Page:
    from desktop.ui.transfers.page import TransfersPage

    return TransfersPage(scene)


def _watch_network(bridge: Bridge, window: Window) -> None:
    """Tell the node that began whether the network costs by what goes through it."""
    from desktop.ui.transfers.surroundings import MeteredWatch

    known = window.findChild(MeteredWatch)
    (known or MeteredWatch(bridge, window)).begin()
