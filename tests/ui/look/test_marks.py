"""The ticks of the style sheet are files, so their colours are written down twice: as the tokens have it."""

import importlib.resources

import pytest

from desktop.ui.look.stylesheet import stylesheet
from desktop.ui.look.tokens import DARK, LIGHT, Palette


@pytest.mark.parametrize(("shade", "palette"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("mark", ["check", "some"])
def test_a_tick_is_seen_on_the_accent(mark: str, shade: str, palette: Palette) -> None:
    file = importlib.resources.files("resources").joinpath("icons", f"mark-{mark}-{shade}.svg")
    assert f'stroke="{palette.on_accent}"' in file.read_text("utf-8")
    assert f"mark-{mark}-{shade}.svg" in stylesheet(palette)
