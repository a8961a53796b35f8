"""Text on the window: always plain, whoever wrote it. The only place that makes a QLabel."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from desktop.ui.words.plain import isolated, plain_sentence

_LEAST_WIDTH: Final = 24
_LONG_WORD: Final = 24
_MAY_BREAK: Final = "\u200b"


class PlainLabel(QLabel):
    """Text that is never markup, and never orders letters another way than it reads."""

    def __init__(self, text: str = "", *, type: str = "body", tone: str = "text") -> None:  # noqa: A002 - the word of the style sheet
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", type)
        self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show `text`; line breaks stay, nothing else that commands does."""
        shown = "\n".join(isolated(plain_sentence(line)) for line in text.split("\n"))
        super().setText(shown)
        self.setAccessibleName(shown)


class WrappedLabel(PlainLabel):
    """Text that breaks into as many lines as it needs; within words too, if they are very long."""

    def __init__(self, text: str = "", *, type: str = "body", tone: str = "text") -> None:  # noqa: A002
        super().__init__(text, type=type, tone=tone)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        shown = self.text()
        if any(len(word) > _LONG_WORD for word in shown.split()):
            QLabel.setText(self, _breakable(shown))


class ElidedLabel(PlainLabel):
    """Text on one line that leaves out what there is no room for; the whole of it is the tip."""

    def __init__(
        self,
        text: str = "",
        *,
        type: str = "body",  # noqa: A002
        tone: str = "text",
        where: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, type=type, tone=tone)
        self._where = where
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), self._where, self.width())
        give_tip(self, self.text() if shown != self.text() else "")
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        alignment = self.alignment() | Qt.TextFlag.TextSingleLine
        style: QStyle = self.style()
        style.drawItemText(painter, self.rect(), int(alignment), option.palette, self.isEnabled(), shown)


class FittedLabel(ElidedLabel):
    """Likewise, but no wider than its text, so that something may stand right after it."""

    def __init__(self, text: str = "", *, type: str = "body", tone: str = "text") -> None:  # noqa: A002
        super().__init__(text, type=type, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _breakable(text: str) -> str:
    """Return `text` with places in its long words where a line may end; nothing of them is seen."""
    parts = (
        _MAY_BREAK.join(word[at : at + _LONG_WORD] for at in range(0, len(word), _LONG_WORD))
        for word in text.split(" ")
    )
    return " ".join(parts)


def give_tip(widget: QWidget, text: str) -> None:
    """Show `text` while the pointer rests on the widget."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """Return `text` as a tip shows it as it is: Qt takes tips for markup when they look like it."""
    safe = plain_sentence(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{safe}</span>" if safe else ""


def on_button(text: str) -> str:
    """Return text so that a button or a menu shows it as it is: Qt takes & for a key to press."""
    return plain_sentence(text).replace("&", "&&")
