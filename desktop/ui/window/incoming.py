"""What comes into the window from outside: files that are dropped, links that are dropped or pasted."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.window.links import link_in

_STITCH: Final = 3
_TYPING: Final = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


def paths_in(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Incoming(QObject):
    """Watches a whole window, or a sheet; one that takes no links takes a torrent file as the file it is."""

    paths_came = Signal(list)
    link_came = Signal(str)

    def __init__(self, around: Around, window: QWidget, *, takes_links: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self._takes_links = takes_links
        self._veil = _Veil(around, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        match event:
            case QDropEvent() if event.type() is QEvent.Type.Drop:
                self._veil.hide()
                event.acceptProposedAction()
                self.take(event.mimeData())
                return True
            case QDragEnterEvent():
                data = event.mimeData()
                if paths_in(data) or (self._takes_links and link_in(data.text())):
                    event.acceptProposedAction()
                    self._veil.cover(self._window)
                return True
            case QKeyEvent() if event.type() is QEvent.Type.KeyPress and event.matches(
                QKeySequence.StandardKey.Paste
            ):
                return self._paste()
            case _:
                if event.type() in {QEvent.Type.DragLeave, QEvent.Type.Leave}:
                    self._veil.hide()
                return super().eventFilter(watched, event)

    def take(self, data: QMimeData) -> bool:
        """Begin with whatever it is; return whether it is anything for us."""
        if not self._takes_links:
            return self._take_paths(data)
        torrents = [path for path in paths_in(data) if path.suffix.lower() == ".torrent"]
        if len(torrents) == 1 == len(data.urls()):
            self.link_came.emit(str(torrents[0]))
            return True
        if self._take_paths(data):
            return True
        if link := link_in(data.text()):
            self.link_came.emit(link)
            return True
        return False

    def _take_paths(self, data: QMimeData) -> bool:
        paths = paths_in(data)
        if paths:
            self.paths_came.emit(paths)
        return bool(paths)

    def _paste(self) -> bool:
        if isinstance(QApplication.focusWidget(), _TYPING):
            return False
        return self.take(QGuiApplication.clipboard().mimeData())


class _Veil(QWidget):
    """Covers the window while something is held over it, and says what letting go does."""

    def __init__(self, around: Around, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around = around
        words = PlainLabel(around.language.say("Let go to pass it on"), type="title", tone="accent")
        inside = QVBoxLayout(self)
        inside.addStretch(1)
        for widget in (Picture(around, "gift", colour="accent", side=36, wash="panel"), words):
            inside.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)

    def cover(self, window: QWidget) -> None:
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.accent_wash))
        painter.setPen(QPen(QColor(palette.accent), _STITCH, Qt.PenStyle.DashLine))
        edge = tokens.SNUG
        painter.drawRoundedRect(
            self.rect().adjusted(edge, edge, -edge, -edge), tokens.CARD_RADIUS, tokens.CARD_RADIUS
        )
