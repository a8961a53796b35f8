"""Everything that is written can be read."""

import pytest

from desktop.ui.look.tokens import DARK, LIGHT, Palette, contrast, mixed

READABLE = 4.5
GROUNDS = {
    "text": ("page", "panel", "sidebar", "warning_wash", "accent_wash"),
    "muted": ("page", "panel", "sidebar", "warning_wash"),
    "accent": ("page", "panel", "sidebar", "accent_wash"),
    "on_accent": ("accent",),
    "file": ("file_wash",),
    "design": ("design_wash",),
    "thing": ("thing_wash",),
    "warning": ("warning_wash", "panel"),
    "page": ("text",),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink, on in GROUNDS.items() for ground in on])
def test_every_colour_can_be_read_on_its_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= READABLE


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_mixture_lies_between_its_colours() -> None:
    assert mixed("#FFFFFF", "#000000", 0.5) == "#808080"
    assert mixed("#102030", "#FFFFFF", 1) == "#102030"
