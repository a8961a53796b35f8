"""Starting the window: it is shown first, and the node begins behind it. Main thread.

Pages are loaded when somebody goes there: the first window waits for none but the first.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.clock import Clock
from desktop.events import Event, WindowAsked
from desktop.ui import later
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, MakeHost, MakeReturn
from desktop.ui.bridge.picture import Picture
from desktop.ui.home.page import HomePage
from desktop.ui.look.theme import Theme
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Place
from desktop.ui.settings.appearance import AS_SYSTEM, Appearance, remembered_language, remembered_shade
from desktop.ui.transfers.waiting import TransfersCount
from desktop.ui.welcome.greeting import Greeting
from desktop.ui.window.arrivals import Arrivals, attending
from desktop.ui.window.ending import Application, StopSignals
from desktop.ui.window.errands import WindowErrands
from desktop.ui.window.incoming import Incoming
from desktop.ui.window.leaving import Leaving
from desktop.ui.window.standing import PeopleStanding
from desktop.ui.window.tray import ICON_FILE, Tray, app_icon
from desktop.ui.window.window import NodeStanding, Window
from desktop.ui.words.catalogue import load_language
from desktop.ui.words.language import Language

_STOP_SECONDS: Final = 5.0
_SEEN_MILLISECONDS: Final = 50
"""How long the node waits until it begins: loading it would hold up the first picture of the window."""
_LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
"""What can be spoken: code and own name of each."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a start of the window is given. `memory` is the file in which it remembers its shape."""

    make_host: MakeHost
    make_return: MakeReturn | None
    memory: Path
    language: Language
    clock: Clock
    link: str | None
    in_background: bool = False


def run_window(opening: Opening) -> int:
    """Show the window until the person ends it; return the exit code."""
    app = make_app()
    memory = QSettings(str(opening.memory), QSettings.Format.IniFormat)
    theme = Theme(app, remembered_shade(memory))
    bridge = Bridge(opening.make_host, make_return=opening.make_return)
    code = remembered_language(memory, _LANGUAGES)
    language = opening.language if code == AS_SYSTEM else load_language(code)
    window, errands = build(Around(replace(language, isolates=True), theme, opening.clock), bridge, memory)
    if not opening.in_background or not QSystemTrayIcon.isSystemTrayAvailable():
        window.show()
    QTimer.singleShot(_SEEN_MILLISECONDS, bridge.start)
    if opening.link is not None:
        errands.open_link(opening.link)
    app.ending.connect(window.give_way)
    signals = StopSignals(app.quit, app)
    exit_code = app.exec()
    signals.take_away()
    window.hide()  # at once: what is saved behind it may take a moment
    bridge.stop()
    bridge.wait(_STOP_SECONDS)
    return exit_code


def make_app() -> Application:
    app = Application(sys.argv[:1])
    app.setApplicationName("passalong")
    app.setApplicationDisplayName("Passalong")
    app.setDesktopFileName("passalong")
    app.setWindowIcon(app_icon())
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    return app


def build(around: Around, bridge: Bridge, memory: QSettings) -> tuple[Window, WindowErrands]:
    """Put the window together. Nothing is shown and no node runs yet."""
    window = Window(around, memory)
    picture = Picture(bridge, window)
    errands = WindowErrands(around, bridge, picture, window)
    scene = errands.scene
    waiting = Waiting(picture)
    window.add_page(Place.HOME, lambda: HomePage(scene, waiting))
    window.add_page(Place.PEOPLE, lambda: later.people_page(scene, waiting))
    PeopleStanding(scene, waiting, window.sidebar)
    appearance = Appearance(memory, around.theme, _LANGUAGES, lambda: later.this_system(str(ICON_FILE)))
    window.add_page(Place.SETTINGS, lambda: later.settings_page(scene, appearance))
    window.add_page(Place.TRANSFERS, lambda: later.transfers_page(scene))
    window.add_page(Place.MODELS, lambda: later.models_page(scene))
    TransfersCount(scene, window.sidebar)
    bridge.began.connect(lambda _began: later.watch_network(bridge, window))
    incoming = Incoming(around, window)
    incoming.paths_came.connect(errands.share)
    incoming.link_came.connect(errands.open_link)
    NodeStanding(around, bridge, window)
    tray = _stay_in_tray(around, memory, window, errands)
    Arrivals(scene, waiting, attending(window, tray), tray.tell)
    bridge.told.connect(lambda events: _come_forward(events, window, errands))
    window.go_to(Place.HOME)
    Greeting(scene, window, memory, window)
    return window, errands


def _stay_in_tray(around: Around, memory: QSettings, window: Window, errands: WindowErrands) -> Tray:
    tray = Tray(around, window)
    leaving = Leaving(around, memory, tray, window)
    window.closing.connect(leaving.leave)
    leaving.hid.connect(window.hide)
    leaving.ended.connect(QApplication.quit)
    window.left.connect(QApplication.quit)
    tray.show_asked.connect(window.raise_up)
    tray.share_asked.connect(window.raise_up)
    tray.share_asked.connect(errands.share)
    tray.quit_asked.connect(QApplication.quit)
    return tray


def _come_forward(events: list[Event], window: Window, errands: WindowErrands) -> None:
    """Come before other windows if somebody started Passalong once more, and begin with their link."""
    for event in events:
        if isinstance(event, WindowAsked):
            window.raise_up()
            if event.link is not None:
                errands.open_link(event.link)
