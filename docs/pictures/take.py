"""Take the pictures of this folder: the window of the demo neighbourhood, page by page, light and dark.

    uv run python docs/pictures/take.py

Draws into memory, so that it needs no screen; in Inter where that is installed, else in the system's face.
"""

import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from desktop.clock import WallClock
from desktop.node.demo import lively_neighbourhood
from desktop.node.host_news import HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import LastingNode
from desktop.ui import later
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.scene import Place
from desktop.ui.start import build, make_app
from desktop.ui.window.errands import WindowErrands
from desktop.ui.window.window import Window
from desktop.ui.words.language import ENGLISH

_HERE: Final = Path(__file__).parent
_SIZE: Final = (1180, 760)
_PATIENCE: Final = 60.0
_PEOPLE: Final = 5
_PASSES: Final = 3
_FACE: Final = "Inter"


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_app()
    if _FACE in QFontDatabase.families():
        app.setFont(QFont(_FACE))
    theme = Theme(app, Shade.LIGHT)
    bridge = Bridge(_demo)
    with tempfile.TemporaryDirectory() as folder:
        memory = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window, errands = build(Around(ENGLISH, theme, WallClock()), bridge, memory)
        window.resize(*_SIZE)
        window.show()
        bridge.start()
        picture = errands.scene.picture
        _until(app, lambda: bool(picture.requests) and len(picture.offers) == _PASSES)
        for shade in (Shade.LIGHT, Shade.DARK):
            theme.choose(shade)
            _take_pages(app, window, shade)
            _take_sheets(app, window, errands, shade)
        bridge.stop()
        bridge.wait(_PATIENCE)


def _demo(hear: Callable[[HostNews], None], passphrase: str | None) -> NodeThread:
    del passphrase

    @asynccontextmanager
    async def run() -> AsyncIterator[LastingNode]:
        with tempfile.TemporaryDirectory(prefix="passalong-pictures-") as folder:
            async with lively_neighbourhood(Path(folder), _PEOPLE, WallClock()) as people:
                yield people[0].node

    return NodeThread(run, hear)


def _take_pages(app: QApplication, window: Window, shade: Shade) -> None:
    for place in (Place.HOME, Place.TRANSFERS, Place.PEOPLE):  # Settings shows paths of this computer
        window.go_to(place)
        _settle(app)
        _save(window, place, shade)


def _take_sheets(app: QApplication, window: Window, errands: WindowErrands, shade: Shade) -> None:
    scene, picture = errands.scene, errands.scene.picture
    errands.show_person(picture.people[-1].person)
    _settle(app)
    _save(window, "person", shade)
    sheet = later.share_sheet(scene, [_HERE], [], window)
    for name, shown in (("share", sheet), ("invite", later.invite_sheet(scene, window))):
        shown.open()
        _settle(app)
        _save(shown, name, shade)
        shown.reject()


def _save(widget: QWidget, name: str, shade: Shade) -> None:
    widget.grab().save(str(_HERE / f"{name}-{shade}.png"))


def _settle(app: QApplication) -> None:
    """Let everything come that was asked for."""
    end = time.monotonic() + 1.0
    _until(app, lambda: time.monotonic() > end)


def _until(app: QApplication, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main()
