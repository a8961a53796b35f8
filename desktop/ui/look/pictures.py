"""Pictures of models and photos: the colours of a drawing, and which part is shown. Window's thread."""

from functools import cache
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPixmap

from desktop.share.models.sights import Drawing
from desktop.ui.look.tokens import Palette, mixed

_OWN_COLOUR: Final = 158
"""The shade at which a model has the very colour; darker ones go to the dark, brighter ones to the light."""
_DARKEST: Final = 0.14
_BRIGHTEST: Final = 0.30
_SHADOW: Final = 0.08


def coloured(drawing: Drawing, palette: Palette) -> QPixmap:
    """Return a drawing as it looks on its ground."""
    width, height = drawing.width, drawing.height
    image = QImage(drawing.shades, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(list(_ramp(palette)))
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    image.setAlphaChannel(QImage(drawing.cover, width, height, width, QImage.Format.Format_Alpha8))
    return QPixmap.fromImage(image)


@cache
def _ramp(palette: Palette) -> tuple[int, ...]:
    """Return a colour for each shade; the first one is the shadow on the ground."""
    dark, light = (palette.page, palette.text) if palette.is_dark else (palette.text, palette.panel)
    own = palette.design
    darkest, brightest = mixed(own, dark, _DARKEST), mixed(own, light, _BRIGHTEST)
    shades = [mixed(own, darkest, shade / _OWN_COLOUR) for shade in range(_OWN_COLOUR)]
    rest = 255 - _OWN_COLOUR
    shades += [mixed(brightest, own, shade / rest) for shade in range(rest + 1)]
    shades[0] = mixed(own, dark, _SHADOW)
    return tuple(QColor(shade).rgb() for shade in shades)


def middle_of(picture: QPixmap, ratio: float) -> QRectF:
    """Return the largest part in the middle of a picture that is so many times as wide as it is high."""
    width, height = float(picture.width()), float(picture.height())
    if width > height * ratio:
        return QRectF((width - height * ratio) / 2, 0, height * ratio, height)
    return QRectF(0, (height - width / ratio) / 2, width, width / ratio)
