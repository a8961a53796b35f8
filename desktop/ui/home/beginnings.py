"""What one can begin with, whoever one knows: the tiles on Home."""

from typing import Final

from desktop.ui.parts.boxes import GridBox
from desktop.ui.parts.tiles import Tile
from desktop.ui.scene import Place, Scene

_TILE_WIDTH: Final = 280


def beginnings(scene: Scene) -> GridBox:
    """Return the tiles."""
    around, errands = scene.around, scene.errands
    say = around.language.say
    grid = GridBox(_TILE_WIDTH)
    grid.fill(
        [
            Tile(
                around,
                "link",
                say("Share by link"),
                say("Drop files here, or choose some. Whoever has the link gets them."),
                errands.share,
            ),
            Tile(
                around,
                "download",
                say("Open a link"),
                say("Paste a link that somebody gave you, and get what it leads to."),
                errands.open_link,
                colour="file",
            ),
            Tile(
                around,
                "wifi",
                say("Pass to a computer nearby"),
                say("See who shows themselves in your network."),
                lambda: errands.go_to(Place.PEOPLE),
                colour="design",
            ),
            Tile(
                around,
                "user-plus",
                say("Invite somebody"),
                say("Give them your link or your code, and pass things to them privately."),
                errands.invite,
                colour="thing",
            ),
        ]
    )
    return grid
