"""The wall: what came and went lately, as cards with a picture, a title, who, and how it stands."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.events import TransferRow, TransferState
from desktop.ui.around import Around
from desktop.ui.bridge.thumbnails import Thumbnails
from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.look.pictures import middle_of
from desktop.ui.parts.boxes import column, row
from desktop.ui.parts.faces import Face
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.parts.whole_button import WholeButton
from desktop.ui.words.home import card_line, card_story, needs_you
from desktop.ui.words.transfers import Kin, is_given, share_name

CARD_WIDTH: Final = 230
_PICTURE_HEIGHT: Final = 140
_ICON_SIDE: Final = 52
_FACE: Final = 18
_BAR: Final = 4
_RING: Final = 2
"""What the picture leaves free at the edge, for the ring that shows where the keyboard is."""


class WallCard(WholeButton):
    """One share; the whole card is the button."""

    def __init__(self, around: Around, thumbnails: Thumbnails, key: str, act: Callable[[str], None]) -> None:
        self._around = around
        self._picture = _Picture(around, thumbnails)
        self._title = ElidedLabel("", type="strong", where=Qt.TextElideMode.ElideMiddle)
        self._face = Face(around, "", _FACE)
        self._story = ElidedLabel("", type="small", tone="muted")
        self._trouble = ElidedLabel("", type="small", tone="warning")
        self._line = ElidedLabel("", type="small", tone="muted")
        who = row(self._face, self._story, self._trouble, space=tokens.HAIR)
        words = column(self._title, space=2)
        words.addLayout(who)
        words.addWidget(self._line)
        words.setContentsMargins(tokens.SNUG + 2, tokens.SNUG, tokens.SNUG + 2, tokens.SNUG + 2)
        whole = column(self._picture, space=0)
        whole.addLayout(words)
        super().__init__(whole, lambda: act(key), margin=_RING)

    def show_row(self, row: TransferRow, kin: Kin) -> None:
        language = self._around.language
        name, line = share_name(row.name, language), card_line(row, language)
        story = card_story(row, kin, language)
        self._picture.show_row(row)
        self._title.setText(name)
        self._line.setText(line)
        for label, is_shown in ((self._trouble, needs_you(row)), (self._story, not needs_you(row))):
            label.setText(story)
            label.setVisible(is_shown)
        somebody = next((offer.person for offer in kin.offers), "")
        self._face.show_person(somebody)
        self._face.setVisible(bool(somebody))
        self.tell(name, f"{story}. {line}")


class _Picture(QWidget):
    """The upper part of a card: a photo or model of what is in it, or the icon of its kind on its wash."""

    def __init__(self, around: Around, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._around = around
        self._thumbnails = thumbnails
        self._row: TransferRow | None = None
        self.setFixedHeight(_PICTURE_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.theme.changed.connect(self.update)
        thumbnails.seen.connect(self._look)

    def show_row(self, row: TransferRow) -> None:
        self._row = row
        self.update()

    def _look(self, transfer: bytes) -> None:
        if self._row is not None and self._row.transfer == transfer:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        if self._row is None:
            return
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(self._shape())
        picture = self._thumbnails.of(self._row, palette)
        if picture is None:
            self._paint_icon(painter)
        else:
            painter.fillRect(self.rect(), QColor(palette.design_wash))
            painter.drawPixmap(QRectF(self.rect()), picture, middle_of(picture, self.width() / self.height()))
        self._paint_bar(painter)

    def _shape(self) -> QPainterPath:
        """Return the inside of the card's ring, round at the top only."""
        radius = tokens.CARD_RADIUS - _RING
        shape, lower = QPainterPath(), QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        lower.addRect(QRectF(0, self.height() / 2, self.width(), self.height() / 2))
        return shape.united(lower)

    def _paint_icon(self, painter: QPainter) -> None:
        assert self._row is not None
        palette = self._around.theme.palette
        painter.fillRect(self.rect(), QColor(palette.file_wash))
        left, top = (self.width() - _ICON_SIDE) / 2, (self.height() - _ICON_SIDE) / 2
        icon = "file" if self._row.files == 1 else "folder"
        draw_icon(painter, icon, palette.file, QRectF(left, top, _ICON_SIDE, _ICON_SIDE))

    def _paint_bar(self, painter: QPainter) -> None:
        """Show how much is here of what is still coming."""
        assert self._row is not None
        row, palette = self._row, self._around.theme.palette
        if is_given(row) or not row.total:
            return
        groove = QRectF(0, self.height() - _BAR, self.width(), _BAR)
        painter.fillRect(groove, QColor(palette.line))
        groove.setWidth(self.width() * min(1.0, row.done / row.total))
        moves = row.state is TransferState.DOWNLOADING
        painter.fillRect(groove, QColor(palette.accent if moves else palette.muted))
