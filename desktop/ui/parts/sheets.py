"""Sheets: what is asked or shown in front of the window, and goes again without a trace if it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import PlainLabel, WrappedLabel

_WIDTH: int = 520


class Sheet(QDialog):
    """A heading, what is between, and buttons at the foot. Escape closes it. Use `open()`, never `exec()`."""

    def __init__(self, around: Around, title: str, parent: QWidget | None, *, width: int = _WIDTH) -> None:
        super().__init__(parent)
        self.around = around
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        whole.setSpacing(tokens.ROOMY)
        self.heading = WrappedLabel(title, type="heading")
        whole.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SNUG)
        whole.addLayout(self.body, 1)
        self.foot = row(None)
        self._trouble = WrappedLabel(tone="warning")
        self._trouble.hide()
        whole.addWidget(self._trouble)
        whole.addWidget(boxed(self.foot))

    def add_button(self, text: str, *, part: str = "secondary", icon: str | None = None) -> Button:
        """Add a button at the right of the foot; Enter means the primary one unless it stands on another."""
        button = Button(self.around, text, part=part, icon=icon)
        button.setDefault(part == "primary")
        self.foot.addWidget(button)
        return button

    def add_close(self, text: str) -> Button:
        button = self.add_button(text)
        button.clicked.connect(self.reject)
        return button

    def tell_trouble(self, text: str) -> None:
        """Say above the buttons what is not as it should be; nothing if `text` is empty."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))


class Question(Sheet):
    """One question with a cautious answer and the one that does it."""

    def __init__(
        self, around: Around, title: str, text: str, *, yes: str, no: str, parent: QWidget | None
    ) -> None:
        super().__init__(around, title, parent, width=440)
        self.body.addWidget(WrappedLabel(text, tone="muted"))
        add_answers(self, yes=yes, no=no)


def add_answers(sheet: Sheet, *, yes: str, no: str) -> None:
    """Put the cautious answer, which Enter means, beside the one that does it."""
    cautious = sheet.add_close(no)
    sheet.add_button(yes, part="primary").clicked.connect(sheet.accept)
    cautious.setDefault(True)
    cautious.setFocus()


def field(name: str, widget: QWidget, hint: str = "") -> QWidget:
    """Return an input with its name above it, and below it one sentence about it."""
    label = PlainLabel(name, type="strong")
    label.setBuddy(widget)
    widget.setAccessibleName(name)
    inside = QVBoxLayout()
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(tokens.HAIR)
    inside.addWidget(label)
    inside.addWidget(widget)
    if hint:
        widget.setAccessibleDescription(hint)
        inside.addWidget(WrappedLabel(hint, type="small", tone="muted"))
    return boxed(inside)
