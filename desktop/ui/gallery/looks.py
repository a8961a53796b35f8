"""What everything is drawn with: colours and how well they are told apart, icons, faces."""

from dataclasses import fields as fields_of

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.around import Around
from desktop.ui.gallery import samples
from desktop.ui.look import icons, tokens
from desktop.ui.look.tokens import Palette, contrast
from desktop.ui.parts.badges import Badge
from desktop.ui.parts.boxes import GridBox, boxed, column, row
from desktop.ui.parts.dots import Dot
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.labels import ElidedLabel, PlainLabel

_SWATCH = QSize(56, 36)
_FACES = ("amber", "ben", "mira", "otto", "kaya", "teo", "heron", "lantern")
WRITTEN = (
    ("text", "page"),
    ("text", "panel"),
    ("text", "sidebar"),
    ("muted", "page"),
    ("muted", "panel"),
    ("muted", "sidebar"),
    ("accent", "page"),
    ("accent", "panel"),
    ("accent", "accent_wash"),
    ("on_accent", "accent"),
    ("file", "file_wash"),
    ("design", "design_wash"),
    ("thing", "thing_wash"),
    ("warning", "warning_wash"),
    ("warning", "panel"),
    ("page", "text"),
)
"""Which colour is written on which ground."""


def colours(around: Around) -> QWidget:
    names = [field.name for field in fields_of(Palette) if field.name != "is_dark"]
    single = GridBox(150)
    single.fill([boxed(row(_Swatch(around, name, name), PlainLabel(name, type="small"))) for name in names])
    pairs = GridBox(250)
    pairs.fill([boxed(row(_Swatch(around, on, one), _Told(around, one, on))) for one, on in WRITTEN])
    return boxed(column(single, pairs, space=tokens.WIDE))


class _Swatch(QWidget):
    """A letter in one colour on another."""

    def __init__(self, around: Around, ground: str, ink: str) -> None:
        super().__init__()
        self._around = around
        self._ground, self._ink = ground, ink
        self.setFixedSize(_SWATCH)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.line))
        painter.setBrush(QColor(getattr(palette, self._ground)))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        if self._ink != self._ground:
            painter.setPen(QColor(getattr(palette, self._ink)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Aa")


class _Told(ElidedLabel):
    """How well two colours are told apart, in the shade in use."""

    def __init__(self, around: Around, one: str, on: str) -> None:
        super().__init__(type="small")
        self._around = around
        self._one, self._on = one, on
        self._say()
        around.theme.changed.connect(self._say)

    def _say(self) -> None:
        palette = self._around.theme.palette
        ratio = contrast(getattr(palette, self._one), getattr(palette, self._on))
        self.setText(f"{self._one} on {self._on}: {ratio:.1f}")


def drawings(around: Around) -> QWidget:
    names = sorted(
        path.name.removesuffix(".svg") for path in icons.FOLDER.iterdir() if path.name.endswith(".svg")
    )
    every = GridBox(150, tokens.TIGHT)
    every.fill(
        [
            boxed(row(Picture(around, name, colour="text"), ElidedLabel(name, type="small", tone="muted")))
            for name in names
        ]
    )
    washed = [
        Picture(around, "send", colour=colour, side=20, wash=f"{colour}_wash")
        for colour in ("accent", "file", "design", "thing", "warning")
    ]
    dots = [Dot(around, colour) for colour in ("accent", "line", "warning")]
    badges = [Badge(around, icon, colour=colour) for icon, colour in (("box", "design"), ("file", "file"))]
    for badge, word in zip(badges, ("Design", "File"), strict=True):
        badge.say(word)
    return boxed(
        column(boxed(row(*washed, *dots, *badges, None, space=tokens.SNUG)), every, space=tokens.ROOMY)
    )


def faces(around: Around) -> QWidget:
    sizes = (28, 36, 44, 96)
    return boxed(
        column(
            *(
                boxed(
                    row(*(Face(around, samples.person(who), side) for who in _FACES), None, space=tokens.SNUG)
                )
                for side in sizes
            )
        )
    )
