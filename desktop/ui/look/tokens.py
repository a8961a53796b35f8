"""The colours, spaces and sizes of everything that is drawn. Values only; any thread."""

from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as #RRGGBB. A *wash* is the quiet ground on which its colour is written."""

    is_dark: bool
    page: str
    panel: str
    sidebar: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_wash: str
    file: str
    file_wash: str
    design: str
    design_wash: str
    thing: str
    thing_wash: str
    warning: str
    warning_wash: str


LIGHT: Final = Palette(
    is_dark=False,
    page="#F7F5F1",
    panel="#FFFFFF",
    sidebar="#EFECE6",
    line="#E2DDD4",
    text="#23211E",
    muted="#6B665E",
    accent="#0F6B5C",
    on_accent="#FFFFFF",
    accent_wash="#E3F1EE",
    file="#2F5F9E",
    file_wash="#E6EEF8",
    design="#6B3FA0",
    design_wash="#F0E9F8",
    thing="#A04A17",
    thing_wash="#FBEBE1",
    warning="#9A5B00",
    warning_wash="#FBF0DC",
)

DARK: Final = Palette(
    is_dark=True,
    page="#191817",
    panel="#242220",
    sidebar="#1F1D1C",
    line="#383532",
    text="#EFEBE4",
    muted="#A8A29A",
    accent="#5CC8B4",
    on_accent="#0C1F1B",
    accent_wash="#1F3A35",
    file="#8DB8EE",
    file_wash="#1F2D40",
    design="#C3A0F0",
    design_wash="#32264A",
    thing="#F0A678",
    thing_wash="#40281B",
    warning="#F0B65A",
    warning_wash="#3B2E17",
)

HAIR: Final = 4
TIGHT: Final = 8
SNUG: Final = 12
ROOMY: Final = 16
WIDE: Final = 24
VAST: Final = 32
"""Space between things, in pixels."""

CONTROL_RADIUS: Final = 8
CARD_RADIUS: Final = 12

CONTROL_HEIGHT: Final = 38
"""Of a button or a field."""
SIDEBAR_WIDTH: Final = 208
FOLDED_SIDEBAR_WIDTH: Final = 64
SCROLL_ROOM: Final = 12
"""What a scroll bar has at the right of what it scrolls, in sight or not."""
WIDEST: Final = 1200
"""Of what stands on a page, however wide the window is."""
FOLDS_BELOW: Final = 1000
"""Windows narrower than this show the sidebar as icons."""

SMALL: Final = 12.5
BODY: Final = 14.0
HEADING: Final = 16.0
TITLE: Final = 24.0
"""Sizes of type, in pixels."""

MOTION_MILLISECONDS: Final = 150

_LINEAR_BELOW: Final = 0.04045
"""The dark end of sRGB, where a channel is proportional to its light."""


@cache
def mixed(colour: str, ground: str, part: float) -> str:
    """Return `part` (0 to 1) of one colour over the rest of another."""
    channels = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02X}" for over, under in channels)


def contrast(one: str, other: str) -> float:
    """Return how well two colours are told apart: 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
