"""Starting the gallery, or taking its pictures. Main thread."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.clock import Clock
from desktop.node.protocol import Gallery as Asked
from desktop.ui.around import Around
from desktop.ui.gallery.window import SCALES, Gallery
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.start import make_app
from desktop.ui.system.belonging import own_program
from desktop.ui.words.language import Language

_HUNDRED: Final = 100
_SETTLED_MILLISECONDS: Final = 200
"""After so long everything has its place: words are measured when they are first drawn."""


def run_gallery(asked: Asked, language: Language, clock: Clock) -> int:
    """Show the gallery until it is closed, or write its pictures; return the exit code."""
    again = (*own_program(), str(Asked.__struct_config__.tag))
    if asked.pictures is not None and asked.scale is None:
        return _take_in_all_scales(again, asked.pictures)
    scale = asked.scale or _HUNDRED
    os.environ["QT_SCALE_FACTOR"] = str(scale / _HUNDRED)  # Qt reads it once, when it begins
    if asked.pictures is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_app()
    app.setQuitOnLastWindowClosed(True)
    theme = Theme(app, Shade.DARK if asked.shade == Shade.DARK else Shade.LIGHT)
    gallery = Gallery(Around(language, theme, clock), scale, again)
    gallery.show()
    if asked.pictures is not None:
        folder = Path(asked.pictures)
        QTimer.singleShot(_SETTLED_MILLISECONDS, lambda: _take(app, gallery, folder, scale))
    return app.exec()


def _take(app: QApplication, gallery: Gallery, folder: Path, scale: int) -> None:
    try:
        gallery.take_pictures(folder, scale)
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201 - told to whoever works on the window, not to people
        app.exit(1)
    else:
        app.exit(0)


def _take_in_all_scales(again: tuple[str, ...], folder: str) -> int:
    """Take the pictures of each scale in a process of its own; return the first exit code that is not 0."""
    for scale in SCALES:
        words = (*again, "--pictures", folder, "--scale", str(scale))
        code = subprocess.run(words, check=False).returncode  # noqa: S603 - our own program
        if code:
            return code
    return 0
