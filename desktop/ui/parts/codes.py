"""A link drawn as a code for cameras: dark on light in both themes, in whole pixels of the screen."""

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import later
from desktop.ui.look import tokens
from desktop.ui.look.tokens import LIGHT

if TYPE_CHECKING:
    from desktop.share.codes.drawing import Code

_SIDE: Final = 328
_QUIET: Final = 4
"""Fields around it that stay light, so that a camera finds its edge (ISO/IEC 18004)."""


class CodePicture(QWidget):
    """Shows one link."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._code: Code = ()
        self.setAccessibleName(name)
        self.setFixedSize(_SIDE, _SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_link(self, link: str) -> None:
        self._code = later.code_of(link)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.panel))
        painter.drawRoundedRect(self.rect(), tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        if not self._code:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        scale = self.devicePixelRatioF()
        pixels = math.floor(_SIDE * scale / (len(self._code) + 2 * _QUIET))
        field = pixels / scale
        start = math.floor((_SIDE - field * len(self._code)) / 2 * scale) / scale
        ink = QColor(LIGHT.text)
        for top, line in enumerate(self._code):
            for left, is_dark in enumerate(line):
                if is_dark:
                    painter.fillRect(QRectF(start + left * field, start + top * field, field, field), ink)
