"""The wall: what came and went lately, as cards with a picture, a title, who, and how it stands."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.events import TransferRow
from desktop.ids import id_text
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.parts.boxes import column
from desktop.ui.parts.labels import ElidedLabel, PlainLabel
from desktop.ui.words.home import card_line, card_state

CARD_WIDTH: Final = 230
_PICTURE_HEIGHT: Final = 120
_ICON_SIDE: Final = 52


class WallCard(QPushButton):
    """One share; the whole card is the button."""

    def __init__(self, around: Around, row: TransferRow, act: Callable[[str], None]) -> None:
        super().__init__()
        self._around = around
        self._key = id_text(row.transfer)
        self.setProperty("part", "tile")
        self.setStyleSheet("padding: 0;")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda _checked: act(self._key))
        self._title = ElidedLabel("", type="strong")
        self._line = ElidedLabel("", type="small", tone="muted")
        self._state = ElidedLabel("", type="small", tone="muted")
        words = column(self._title, self._line, self._state, space=2)
        words.setContentsMargins(tokens.SNUG + 2, tokens.SNUG, tokens.SNUG + 2, tokens.SNUG + 2)
        whole = column(_KindPicture(around, files=row.files), space=0)
        whole.addLayout(words)
        self.setLayout(whole)
        for label in self.findChildren(PlainLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_row(row)

    def show_row(self, row: TransferRow) -> None:
        language = self._around.language
        line, state = card_line(row, language), card_state(row, language)
        self._title.setText(row.name)
        self._line.setText(line)
        self._state.setText(state)
        self.setAccessibleName(row.name)
        self.setAccessibleDescription(f"{line}. {state}")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        layout = self.layout()
        return QSize(CARD_WIDTH, layout.sizeHint().height() if layout is not None else _PICTURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()


class _KindPicture(QWidget):
    """The upper part of a card: until there are photos, the icon of the kind on its wash."""

    def __init__(self, around: Around, *, files: int) -> None:
        super().__init__()
        self._around = around
        self._icon = "file" if files == 1 else "folder"
        self.setFixedHeight(_PICTURE_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = tokens.CARD_RADIUS - 1
        box = QRectF(1, 1, self.width() - 2, self.height() - 1)
        shape = QPainterPath()
        shape.addRoundedRect(box, radius, radius)
        lower = QPainterPath()
        lower.addRect(QRectF(1, self.height() / 2, self.width() - 2, self.height() / 2))
        painter.fillPath(shape.united(lower), QColor(palette.file_wash))
        left, top = (self.width() - _ICON_SIDE) / 2, (self.height() - _ICON_SIDE) / 2
        draw_icon(painter, self._icon, palette.file, QRectF(left, top, _ICON_SIDE, _ICON_SIDE))
