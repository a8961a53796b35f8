"""Short messages at the foot of the window, that go by themselves."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, row
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.states import Step

_WIDTH: int = 460
_MILLISECONDS_A_LETTER: int = 60
_LEAST_MILLISECONDS: int = 4000


class Toasts(QObject):
    """Shows one at a time, over everything else in `window`."""

    def __init__(self, around: Around, window: QWidget) -> None:
        super().__init__(window)
        self._around = around
        self._window = window
        self._shown: Card | None = None
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._take_away)
        window.installEventFilter(self)

    def show(self, text: str, *steps: Step) -> None:
        """Say something; it stays long enough to be read, and longer if there is something to do."""
        self._take_away()
        label = WrappedLabel(text)
        inside = row(label, space=tokens.ROOMY)
        inside.setStretch(0, 1)
        for step in steps:
            button = step.button(self._around)
            button.clicked.connect(self._take_away)
            inside.addWidget(button)
        card = Card(inside, part="toast", margin=tokens.SNUG)
        card.setParent(self._window)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.setAccessibleName(text)
        self._shown = card
        self._place()
        card.show()
        card.raise_()
        reading = max(_LEAST_MILLISECONDS, len(text) * _MILLISECONDS_A_LETTER)
        self._end.start(reading * (2 if steps else 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._shown is None:
            return
        width = min(_WIDTH, self._window.width() - 2 * tokens.WIDE)
        height = max(self._shown.heightForWidth(width), self._shown.minimumSizeHint().height())
        left = (self._window.width() - width) // 2
        self._shown.setGeometry(left, self._window.height() - height - tokens.WIDE, width, height)

    def _take_away(self) -> None:
        self._end.stop()
        if self._shown is not None:
            self._shown.close()
            self._shown = None
