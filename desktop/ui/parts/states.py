"""What stands on a page that has nothing to show, waits, or cannot go on."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel, WrappedLabel

_LOADING_SHOWS_AFTER: int = 300
_TEXT_WIDTH: int = 420


@dataclass(frozen=True, slots=True)
class Step:
    """A button and what it does."""

    text: str
    act: Callable[[], None]
    part: str = "secondary"
    icon: str | None = None

    def button(self, around: Around) -> Button:
        button = Button(around, self.text, part=self.part, icon=self.icon)
        button.clicked.connect(lambda _checked: self.act())
        return button


class Notice(QWidget):
    """In the middle of a page: an icon, what this is for or what happened, and the first step.

    `first` is the button of the step that stands out.
    """

    def __init__(
        self, around: Around, icon: str, title: str, text: str, *steps: Step, colour: str = "accent"
    ) -> None:
        super().__init__()
        heading = PlainLabel(title, type="heading")
        words = WrappedLabel(text, tone="muted")
        words.setFixedWidth(_TEXT_WIDTH)
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = Picture(around, icon, colour=colour, side=30, wash=f"{colour}_wash")
        made = [step.button(around) for step in steps]
        buttons = boxed(row(*made))
        self.first: Final = next((button for button in made if button.property("part") == "primary"), None)
        layout = column(None, picture, heading, space=tokens.SNUG)
        for widget in (picture, heading):
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(row(None, words, None))  # an alignment instead would forget how high wrapped text is
        if steps:
            layout.addSpacing(tokens.HAIR)
            layout.addWidget(buttons, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setLayout(layout)


class Banner(Card):
    """Across a page: what happened, what is safe, and the button that mends it."""

    def __init__(
        self, around: Around, title: str, text: str, *steps: Step, icon: str = "triangle-alert"
    ) -> None:
        picture = Picture(around, icon, colour="warning", side=22)
        words = column(
            WrappedLabel(title, type="strong"), WrappedLabel(text, tone="muted"), space=tokens.HAIR // 2
        )
        inside = row(picture, space=tokens.ROOMY)
        inside.addLayout(words, 1)
        for step in steps:
            inside.addWidget(step.button(around))
        super().__init__(inside, part="banner")


class States(QWidget):
    """A page's body in one of its states: full, or a notice in its place. Waiting is shown late or never."""

    def __init__(self, full: QWidget, loading: QWidget) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._blank = QWidget()
        self._full = full
        self._loading = loading
        self._notice: QWidget | None = None
        self._kind: Hashable = None
        for widget in (self._blank, full, loading):
            self._stack.addWidget(widget)
        self._late = QTimer(self, singleShot=True, interval=_LOADING_SHOWS_AFTER)
        self._late.timeout.connect(lambda: self._stack.setCurrentWidget(self._loading))
        self.show_loading()

    def show_loading(self) -> None:
        self._stack.setCurrentWidget(self._blank)
        self._late.start()

    def show_full(self) -> None:
        self._late.stop()
        self._stack.setCurrentWidget(self._full)

    def show_notice(self, notice: QWidget) -> None:
        """Show an empty page, or what is wrong."""
        self._late.stop()
        self._kind = None
        old, self._notice = self._notice, notice
        self._stack.addWidget(notice)
        self._stack.setCurrentWidget(notice)
        if old is not None and old is not notice:
            self._stack.removeWidget(old)
            old.deleteLater()

    def keep_notice(self, kind: Hashable, make: Callable[[], QWidget]) -> None:
        """Show a notice of this kind; one that is there already stays, with the keyboard and the pointer."""
        if kind == self._kind and self._stack.currentWidget() is self._notice:
            return
        self.show_notice(make())
        self._kind = kind
