"""Buttons: one primary on a page, secondary ones beside it, quiet ones in between, and icons with a name."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.ui.around import Around
from desktop.ui.parts.flows import Flow
from desktop.ui.parts.labels import give_tip, on_button

_ICON: int = 18
_BESIDE_ICON: int = 6


class PressButton(QPushButton):
    """Whatever can be pressed: the one that the keyboard is on answers to Enter, and no other."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key that is held presses once, and not what opens meanwhile too
            self.click()


class Button(PressButton):
    """A button with words. `part` is how the style sheet draws it: primary, quiet, link, row, chip …."""

    def __init__(
        self, around: Around, text: str, *, part: str = "secondary", icon: str | None = None
    ) -> None:
        super().__init__()
        self._around = around
        self._icon = icon
        self._part = part
        self.setProperty("part", part)
        self.say(text)
        self.setIconSize(QSize(_ICON + _BESIDE_ICON if text else _ICON, _ICON))
        self._colour()
        around.theme.changed.connect(self._colour)

    def say(self, text: str) -> None:
        """Change what is on it."""
        self.setText(on_button(text))
        self.setAccessibleName(text)

    def show_icon(self, name: str | None) -> None:
        self._icon = name
        self._colour()

    def _colour(self) -> None:
        if self._icon is None:
            return
        palette = self._around.theme.palette
        colour = {"primary": palette.on_accent, "quiet": palette.accent, "link": palette.accent}.get(
            self._part, palette.text
        )
        pixmap = self._around.theme.pixmap
        icon = QIcon(_with_room(pixmap(self._icon, colour, _ICON), self))
        icon.addPixmap(_with_room(pixmap(self._icon, palette.muted, _ICON), self), QIcon.Mode.Disabled)
        self.setIcon(icon)


def _with_room(pixmap: QPixmap, button: QPushButton) -> QPixmap:
    """Return an icon as wide as the button's icons are, at the side where the words are not."""
    scale = pixmap.devicePixelRatio()
    roomy = QPixmap(round(button.iconSize().width() * scale), pixmap.height())
    roomy.setDevicePixelRatio(scale)
    roomy.fill(Qt.GlobalColor.transparent)
    at_right = button.iconSize().width() - _ICON if button.isRightToLeft() else 0
    painter = QPainter(roomy)
    painter.drawPixmap(at_right, 0, pixmap)
    painter.end()
    return roomy


class IconButton(Button):
    """A button with only an icon; its name is read out and shown as a tip."""

    def __init__(self, around: Around, name: str, icon: str) -> None:
        super().__init__(around, "", part="icon", icon=icon)
        self.rename(name)

    def rename(self, name: str) -> None:
        self.setAccessibleName(name)
        give_tip(self, name)


class Chips(QWidget):
    """A row of which one is chosen: how a list is narrowed down."""

    def __init__(self, around: Around, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._around = around
        self._group = QButtonGroup(self)
        self._chips: dict[str, Button] = {}
        self._row = Flow()
        self.setLayout(self._row)
        self._choose = choose

    def add(self, key: str, text: str) -> None:
        """Add a choice; the first one is chosen."""
        chip = Button(self._around, text, part="chip")
        chip.setCheckable(True)
        chip.setChecked(not self._chips)
        chip.clicked.connect(lambda: self._choose(key))
        self._chips[key] = chip
        self._group.addButton(chip)
        self._row.addWidget(chip)

    def say(self, key: str, text: str) -> None:
        """Change what is on a choice."""
        self._chips[key].say(text)

    def show_chosen(self, key: str) -> None:
        """Mark what is chosen already."""
        self._chips[key].setChecked(True)

    def pick(self, key: str) -> None:
        """Choose one as if it had been clicked."""
        self._chips[key].setChecked(True)
        self._choose(key)
