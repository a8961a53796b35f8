"""How one row of the list is laid out and painted. Window's thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap, QTextLayout

from desktop.ui.look import tokens
from desktop.ui.look.icons import draw_icon
from desktop.ui.look.pictures import middle_of
from desktop.ui.look.tokens import Palette, mixed
from desktop.ui.transfers.acts import Act
from desktop.ui.transfers.tale import Button, Tale, Tone

CARD_HEIGHT: Final = 82
ROW_HEIGHT: Final = CARD_HEIGHT + tokens.SNUG
_PICTURE: Final = (64, 48)
_BAR: Final = 6
_BUTTON_HEIGHT: Final = 34
_BUTTON_MARGIN: Final = 15
_LEAST_TEXT: Final = 60
_LINE: Final = 20
_WARNING: Final = 24
_WITHOUT_BAR: Final = 8
_SMALL_LINE: Final = 18


@dataclass(frozen=True, slots=True)
class Hand:
    """Where the pointer or the keyboard is on a row: on which button, and whether it is held down."""

    over: Act | None = None
    pressed: Act | None = None
    focused: Act | None = None
    is_current: bool = False
    is_selected: bool = False
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """The fonts of a row, and how wide words are in them."""

    body: QFont
    strong: QFont
    small: QFont
    button: QFont

    @classmethod
    def of(cls, font: QFont) -> "Type":
        return cls(
            _sized(font, tokens.BODY, QFont.Weight.Normal),
            _sized(font, tokens.BODY, QFont.Weight.DemiBold),
            _sized(font, tokens.SMALL, QFont.Weight.Normal),
            _sized(font, tokens.BODY, QFont.Weight.Medium),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is on a row."""

    card: QRect
    picture: QRect
    words: QRect
    buttons: tuple[tuple[Button, QRect], ...]

    def act_at(self, point: QPointF) -> Act | None:
        """Return which button is at a point."""
        return next((button.act for button, box in self.buttons if QRectF(box).contains(point)), None)


def places_in(row: QRect, tale: Tale, fonts: Type) -> Places:
    """Return where everything goes; `row` is the whole row, with the room below the card."""
    card = row.adjusted(0, 1, 0, CARD_HEIGHT - row.height())
    picture = QRect(
        card.left() + tokens.ROOMY, card.top() + (card.height() - _PICTURE[1]) // 2, _PICTURE[0], _PICTURE[1]
    )
    buttons = tuple(_button_places(card, tale, QFontMetrics(fonts.button)))
    right = buttons[0][1].left() if buttons else card.right()
    left = picture.right() + tokens.ROOMY
    words = QRect(
        left, card.top() + tokens.SNUG, max(_LEAST_TEXT, right - tokens.ROOMY - left), CARD_HEIGHT - 25
    )
    return Places(card, picture, words, buttons)


def _button_places(card: QRect, tale: Tale, metrics: QFontMetrics) -> Iterator[tuple[Button, QRect]]:
    """Yield buttons from the left; where there is no room for all, the last stay."""
    room = card.width() - 2 * tokens.ROOMY - _PICTURE[0] - 3 * _LEAST_TEXT
    found: list[tuple[Button, QRect]] = []
    right = card.right() - tokens.ROOMY
    for button in reversed(tale.buttons):
        width = metrics.horizontalAdvance(button.text) + 2 * _BUTTON_MARGIN
        if found and card.right() - right + width > room:
            break
        top = card.top() + (card.height() - _BUTTON_HEIGHT) // 2
        found.append((button, QRect(right - width, top, width, _BUTTON_HEIGHT)))
        right -= width + tokens.SNUG
    yield from reversed(found)


@dataclass(frozen=True, slots=True)
class Brush:
    """What a row is painted with; `picture` is of what is in it, if there is one."""

    palette: Palette
    fonts: Type
    picture: QPixmap | None = None


def paint_row(painter: QPainter, places: Places, tale: Tale, hand: Hand, brush: Brush) -> None:
    palette, fonts = brush.palette, brush.fonts
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_card(painter, places.card, tale, hand, palette)
    if tale.trouble is not None:
        middle, half = places.picture.center(), _WARNING / 2
        around = QRectF(middle.x() - half, middle.y() - half, _WARNING, _WARNING)
        draw_icon(painter, "circle-alert", palette.warning, around)
        _paint_trouble(painter, places.words, tale, palette, fonts)
    else:
        if brush.picture is not None:
            _paint_thumbnail(painter, QRectF(places.picture), brush.picture, palette)
        else:
            _paint_picture(painter, QRectF(places.picture), tale, palette)
        _paint_words(painter, places.words, tale, palette, fonts)
        if tale.part is not None:
            _paint_bar(painter, places.words, tale.part, bar_colour(tale.tone, palette), palette)
    for button, box in places.buttons:
        _paint_button(painter, button, QRectF(box), hand, palette, fonts)
    painter.restore()


# --- parts ----------------------------------------------------------------------------------------


def _paint_card(painter: QPainter, card: QRect, tale: Tale, hand: Hand, palette: Palette) -> None:
    ground = palette.panel if tale.trouble is None else palette.warning_wash
    if hand.is_selected:
        ground = mixed(palette.accent if tale.trouble is None else palette.warning, ground, 0.08)
    outline, width = (palette.line if tale.trouble is None else ground), 1.0
    if hand.is_current:
        outline, width = palette.accent, 2.0
    painter.setPen(_pen(outline, width))
    painter.setBrush(QColor(ground))
    inset = width / 2
    box = QRectF(card).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, tokens.CARD_RADIUS, tokens.CARD_RADIUS)


def _paint_picture(painter: QPainter, box: QRectF, tale: Tale, palette: Palette) -> None:
    """Paint a folder or a sheet of paper on its wash."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.file_wash))
    painter.drawRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
    middle = box.center()
    light, dark = mixed(palette.file, palette.file_wash, 0.85), palette.file
    if tale.is_folder:
        left, top = middle.x() - 14, middle.y() - 9
        back = QPainterPath()
        back.setFillRule(Qt.FillRule.WindingFill)
        back.addRoundedRect(QRectF(left, top, 14, 8), 2, 2)
        back.addRoundedRect(QRectF(left, top + 3, 28, 14), 2, 2)
        painter.setBrush(QColor(light))
        painter.drawPath(back)
        painter.setBrush(QColor(dark))
        painter.drawRoundedRect(QRectF(left, top + 6, 28, 13), 2, 2)
        return
    left, top = middle.x() - 9, middle.y() - 12
    painter.setBrush(QColor(dark))
    painter.drawRoundedRect(QRectF(left, top, 18, 24), 2.5, 2.5)
    painter.setBrush(QColor(palette.file_wash))
    for line, width in enumerate((6, 10, 10)):
        painter.drawRoundedRect(QRectF(left + 4, top + 6 + line * 5, width, 2), 1, 1)


def _paint_thumbnail(painter: QPainter, box: QRectF, picture: QPixmap, palette: Palette) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
    painter.setClipPath(shape)
    painter.fillRect(box, QColor(palette.design_wash))
    painter.drawPixmap(box, picture, middle_of(picture, box.width() / box.height()))
    painter.restore()


def _paint_words(painter: QPainter, words: QRect, tale: Tale, palette: Palette, fonts: Type) -> None:
    top = words.top() + (0 if tale.part is not None else _WITHOUT_BAR)
    first = QRect(words.left(), top, words.width(), _LINE)
    small = QFontMetrics(fonts.small)
    figures = small.elidedText(tale.figures, Qt.TextElideMode.ElideRight, words.width() * 2 // 3)
    figures_width = small.horizontalAdvance(figures)
    painter.setFont(fonts.small)
    painter.setPen(QColor(palette.muted))
    painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
    second = first.translated(0, _LINE + 2)
    _draw_elided(painter, second, tale.story, fonts.small)
    painter.setPen(QColor(palette.text))
    first.setWidth(max(_LEAST_TEXT, words.width() - figures_width - tokens.ROOMY))
    # How a name ends says what the file is.
    _draw_elided(painter, first, tale.name, fonts.strong, Qt.TextElideMode.ElideMiddle)


def _paint_trouble(painter: QPainter, words: QRect, tale: Tale, palette: Palette, fonts: Type) -> None:
    assert tale.trouble is not None
    painter.setPen(QColor(palette.text))
    lines = reason_lines(tale.trouble.text, fonts.small, words.width())
    top = words.top() + (_WITHOUT_BAR if len(lines) == 1 else 0)
    first = QRect(words.left(), top, words.width(), _LINE)
    _draw_elided(painter, first, tale.trouble.title, fonts.strong)
    for number, line in enumerate(lines):
        box = first.translated(0, _LINE + 1 + number * _SMALL_LINE)
        _draw_elided(painter, box, line, fonts.small)


def reason_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return a text in one line or two; whoever draws leaves out what the second has no room for."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    rest = line.textLength()
    return [part for part in (text[:rest].rstrip(), text[rest:]) if part]


def _paint_bar(painter: QPainter, words: QRect, part: float, colour: str, palette: Palette) -> None:
    groove = QRectF(words.left(), words.bottom() - _BAR, words.width(), _BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.line))
    painter.drawRoundedRect(groove, _BAR / 2, _BAR / 2)
    if part <= 0:
        return
    painter.setBrush(QColor(colour))
    filled = QRectF(groove)
    filled.setWidth(max(_BAR, groove.width() * part))
    painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)


def bar_colour(tone: Tone, palette: Palette) -> str:
    return {
        Tone.MOVING: palette.accent,
        Tone.RESTING: palette.muted,
        Tone.WAITING_FOR_SOMEBODY: mixed(palette.warning, palette.panel, 0.65),
        Tone.DONE: mixed(palette.accent, palette.panel, 0.55),
    }[tone]


def _paint_button(
    painter: QPainter, button: Button, box: QRectF, hand: Hand, palette: Palette, fonts: Type
) -> None:
    ground = palette.accent if button.is_primary else palette.panel
    ink = palette.on_accent if button.is_primary else palette.text
    part = 0.14 if hand.pressed is button.act else 0.07 if hand.over is button.act else 0.0
    if hand.is_busy:
        ink = mixed(ink, ground, 0.45)
    outline = mixed(palette.text, ground, part) if button.is_primary else palette.line
    width = 1.0
    if hand.focused is button.act:
        outline, width = (palette.text if button.is_primary else palette.accent), 2.0
    painter.setPen(_pen(outline, width))
    painter.setBrush(QColor(mixed(palette.text, ground, part)))
    inset = width / 2
    painter.drawRoundedRect(
        box.adjusted(inset, inset, -inset, -inset), tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS
    )
    painter.setPen(QColor(ink))
    painter.setFont(fonts.strong if button.is_primary else fonts.button)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, button.text)


def _draw_elided(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    where: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, where, box.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(flags | Qt.TextFlag.TextSingleLine), shown)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour))
    pen.setWidthF(width)
    return pen


def _sized(font: QFont, pixels: float, weight: QFont.Weight) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(pixels))
    made.setWeight(weight)
    return made
