"""A card that is a button as a whole, with anything in it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy

from desktop.ui.look import tokens
from desktop.ui.parts.buttons import PressButton
from desktop.ui.parts.labels import PlainLabel

_LEAST_WIDTH: Final = 200


class WholeButton(PressButton):
    """What it says is in its labels; `tell` says it to whoever does not see them."""

    def __init__(
        self,
        inside: QLayout,
        act: Callable[[], None],
        *,
        margin: int = tokens.ROOMY,
        least: int = _LEAST_WIDTH,
    ) -> None:
        super().__init__()
        self._least = least
        self.setProperty("part", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda _checked: act())
        inside.setContentsMargins(margin, margin, margin, margin)
        self._inside = inside
        self.setLayout(inside)
        for label in self.findChildren(PlainLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def tell(self, name: str, about: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._least, self.heightForWidth(max(self._least, self.width())))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return self._inside.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        needs = self._inside.hasHeightForWidth()
        return self._inside.heightForWidth(width) if needs else self._inside.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._inside.hasHeightForWidth():
            self.updateGeometry()
