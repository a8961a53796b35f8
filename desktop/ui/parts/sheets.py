"""Sheets: what is asked or shown in front of the window, and goes again without a trace if it is closed."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Scrolled, boxed, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import PlainLabel, WrappedLabel

_WIDTH: Final = 520
_LEAST_ROOM: Final = 480
_FRAME: Final = 48
"""What the system draws around a sheet, at most."""


class _Between(Scrolled):
    """Is as wide as what it holds, and as low as it must be."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        layout = self.inside.layout()
        width = layout.totalMinimumSize().width() if layout is not None else 0
        return QSize(width + tokens.SCROLL_ROOM, 0)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.minimumSizeHint().width()
        return QSize(width, self.height_inside(width))


class Sheet(QDialog):
    """A heading, what is between, and buttons at the foot. Escape closes it. Use `open()`, never `exec()`.

    It is as high as what it shows at the moment, but never higher than the window or the screen: then what is
    between scrolls, and the foot stays in sight.
    """

    def __init__(self, around: Around, title: str, parent: QWidget | None, *, width: int = _WIDTH) -> None:
        super().__init__(parent)
        self.around = around
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE - tokens.SCROLL_ROOM, tokens.WIDE)
        whole.setSpacing(tokens.ROOMY)
        whole.addStrut(width - 2 * tokens.WIDE)  # a least width of its own would let longer words be cut
        self.heading = WrappedLabel(title, type="heading")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.SNUG)
        self._between = _Between(boxed(self.body))
        self._between.changed.connect(self._fit)
        self._fitted: QSize | None = None
        self.foot = row(None)
        self._trouble = WrappedLabel(tone="warning")
        self._trouble.hide()
        whole.addWidget(self.heading)
        whole.addWidget(self._between, 1)
        whole.addWidget(self._trouble)
        foot = boxed(self.foot)
        whole.addWidget(foot)
        for widget in (self.heading, self._trouble, foot):
            widget.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)

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

    # --- how large it is --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        heard = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return heard

    def _fit(self) -> None:
        """Take the size that what is shown needs now; what the person made of it stays until that changes."""
        width = max(self.minimumWidth(), self._whole.totalMinimumSize().width())
        needed = QSize(width, min(self._height_needed(width), self._room()))
        if needed != self._fitted:
            self._fitted = needed
            self.resize(needed)

    def _height_needed(self, width: int) -> int:
        margins = self._whole.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = [self._between.height_inside(inner)]
        for place in range(self._whole.count()):
            item = self._whole.itemAt(place)
            if item is None or item.isEmpty() or item.widget() is self._between:
                continue
            is_text = item.hasHeightForWidth()
            heights.append(item.heightForWidth(inner) if is_text else item.sizeHint().height())
        between = (len(heights) - 1) * self._whole.spacing()
        return sum(heights) + between + margins.top() + margins.bottom()

    def _room(self) -> int:
        """Return how high a sheet may be."""
        screen = self.screen().availableGeometry().height() - _FRAME
        parent = self.parentWidget()
        window = parent.window().height() if parent is not None else screen
        return min(screen, max(window - tokens.WIDE, _LEAST_ROOM))


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
