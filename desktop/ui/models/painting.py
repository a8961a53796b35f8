"""How a card of a model is painted. Window's thread."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.look.tokens import Palette, mixed

CARD_WIDTH: Final = 218
"""At least; cards share what room there is."""
GAP: Final = tokens.ROOMY
_TEXT_HEIGHT: Final = 84
_PICTURE_PART: Final = 0.66
_ICON: Final = 40
_FOCUS: Final = 2


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows; `upper` is its picture as `upper_part` makes it."""

    name: str
    line: str
    file: str
    upper: QPixmap
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """Whether the pointer and the keyboard are on a card."""

    is_over: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Type:
    """The fonts of a card."""

    strong: QFont
    small: QFont

    @classmethod
    def of(cls, font: QFont) -> "Type":
        strong, small = QFont(font), QFont(font)
        strong.setPixelSize(round(tokens.BODY))
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(round(tokens.SMALL))
        return cls(strong, small)


def card_height(width: int) -> int:
    return round((width - GAP) * _PICTURE_PART) + _TEXT_HEIGHT + GAP


def picture_size(cell: QSize) -> QSize:
    """Return how large the picture of a card is."""
    return QSize(cell.width() - GAP - 1, cell.height() - GAP - 1 - _TEXT_HEIGHT)


def upper_part(
    size: QSize, scale: float, picture: QPixmap | None, palette: Palette, *, is_wrong: bool
) -> QPixmap:
    """Return the picture of a card on its ground, with its corners round: made once, shown often."""
    made = QPixmap(size * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    box = QRectF(0, 0, size.width(), size.height())
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0, 0, 0, tokens.CARD_RADIUS), tokens.CARD_RADIUS, tokens.CARD_RADIUS)
    painter.setClipPath(shape)
    paint_ground(painter, box, picture, palette, is_wrong=is_wrong)
    painter.end()
    return made


def paint_card(painter: QPainter, cell: QRect, face: Face, hand: Hand, palette: Palette, fonts: Type) -> None:
    """Paint one; the cell is the card with the gap at its right and below it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = QRectF(cell).adjusted(1, 1, -GAP, -GAP)
    edge = palette.accent if hand.is_current else palette.line
    if hand.is_over and not hand.is_current:
        edge = mixed(palette.muted, palette.line, 0.6)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(palette.panel))
    painter.drawRoundedRect(card, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
    painter.drawPixmap(cell.left() + 1, cell.top() + 1, face.upper)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), _FOCUS if hand.is_current else 1))
    painter.drawRoundedRect(card, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
    _paint_words(painter, card, face, palette, fonts)
    painter.restore()


def paint_ground(
    painter: QPainter, box: QRectF, picture: QPixmap | None, palette: Palette, *, is_wrong: bool = False
) -> None:
    """Paint a picture on its ground; an icon where there is none."""
    painter.fillRect(box, QColor(palette.warning_wash if is_wrong else palette.design_wash))
    if picture is not None:
        size = QSizeF(picture.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF(
            box.left() + (box.width() - size.width()) / 2, box.top() + (box.height() - size.height()) / 2
        )
        painter.drawPixmap(QRectF(corner, size), picture, QRectF(picture.rect()))
        return
    middle = box.center()
    place = QRectF(middle.x() - _ICON / 2, middle.y() - _ICON / 2, _ICON, _ICON)
    if is_wrong:
        draw_icon(painter, "circle-alert", palette.warning, place)
    else:
        draw_icon(painter, "box", mixed(palette.design, palette.design_wash, 0.35), place)


def _paint_words(painter: QPainter, card: QRectF, face: Face, palette: Palette, fonts: Type) -> None:
    left, width = card.left() + tokens.SNUG + 2, card.width() - 2 * tokens.SNUG - 4
    top = card.bottom() - _TEXT_HEIGHT + tokens.SNUG
    line_colour = palette.warning if face.is_wrong else palette.text
    for text, font, colour, height in (
        (face.name, fonts.strong, palette.text, 22),
        (face.line, fonts.small, line_colour, 19),
        (face.file, fonts.small, palette.muted, 19),
    ):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        box = QRectF(left, top, width, height)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, int(flags), shown)
        top += height
