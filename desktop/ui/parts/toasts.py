"""Short messages at the foot of the window: they go by themselves, but trouble stays until it is closed."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, row
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.states import Step

_WIDTH: Final = 460
_MILLISECONDS_A_LETTER: Final = 60
_LEAST_MILLISECONDS: Final = 4000
_AT_ONCE: Final = 3
"""More than these wait until one of them goes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said, and what can be done about it."""

    text: str
    steps: tuple[Step, ...] = ()
    is_trouble: bool = False


class Toasts(QObject):
    """Shows what is told over everything else in `window`, the oldest at the foot."""

    def __init__(self, around: Around, window: QWidget) -> None:
        super().__init__(window)
        self._around = around
        self._window = window
        self._shown: list[Toast] = []
        self._waiting: list[Told] = []
        window.installEventFilter(self)

    def show(self, told: Told) -> None:
        """Say something, as soon as there is room; what is said already is not said twice."""
        if told not in self._waiting and all(told != toast.told for toast in self._shown):
            self._waiting.append(told)
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        while self._waiting and len(self._shown) < _AT_ONCE:
            toast = Toast(self._around, self._waiting.pop(0), self._window)
            toast.gone.connect(lambda toast=toast: self._let_go(toast))
            self._shown.append(toast)
            toast.show()
            toast.announce()
        self._place()

    def _let_go(self, toast: "Toast") -> None:
        self._shown.remove(toast)
        toast.hide()
        toast.deleteLater()
        self._fill()

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 2 * tokens.WIDE)
        left = (self._window.width() - width) // 2
        foot = self._window.height() - tokens.WIDE
        for toast in self._shown:
            height = max(toast.heightForWidth(width), toast.minimumSizeHint().height())
            toast.setGeometry(left, foot - height, width, height)
            toast.raise_()
            foot -= height + tokens.TIGHT


class Toast(Card):
    """One message. It does not go while somebody is at it, nor while nobody could have seen it."""

    gone = Signal()

    def __init__(self, around: Around, told: Told, window: QWidget) -> None:
        inside = row(space=tokens.ROOMY)
        if told.is_trouble:
            picture = Picture(around, "triangle-alert", colour="warning", side=20)
            inside.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addWidget(WrappedLabel(told.text), 1)
        buttons = [step.button(around) for step in told.steps]
        if told.is_trouble:
            buttons.append(IconButton(around, around.language.say("Close"), "x"))
        for button in buttons:
            inside.addWidget(button)
        super().__init__(inside, part="trouble" if told.is_trouble else "toast", margin=tokens.SNUG)
        for button in buttons:
            button.clicked.connect(self.gone)
        self.told = told
        self.setParent(window)
        self.setAccessibleName(told.text)
        self._reading = QTimer(self, singleShot=True, interval=_milliseconds_for(told))
        self._reading.timeout.connect(self._go)
        if not told.is_trouble:
            self._reading.start()

    def announce(self) -> None:
        """Have it read out, wherever the keyboard is."""
        event = QAccessibleAnnouncementEvent(self, self.told.text)
        if self.told.is_trouble:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _go(self) -> None:
        focus = QApplication.focusWidget()
        pointed_at = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        at_it = pointed_at or (focus is not None and self.isAncestorOf(focus))
        if at_it or QApplication.activeWindow() is None:
            self._reading.start()
        else:
            self.gone.emit()


def _milliseconds_for(told: Told) -> int:
    """Return how long it takes to read it, and longer if there is something to do."""
    reading = max(_LEAST_MILLISECONDS, len(told.text) * _MILLISECONDS_A_LETTER)
    return reading * (2 if told.steps else 1)
