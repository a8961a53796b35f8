"""What one can begin with, whoever one knows: the tiles on Home."""

from typing import Final

from desktop.ui.parts.boxes import GridBox
from desktop.ui.parts.tiles import FolderTile, Tile
from desktop.ui.scene import Place, Scene

_TILE_WIDTH: Final = 280


class Beginnings(GridBox):
    """The tiles. While nobody is known, one of them leads to the sample neighbourhood."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(_TILE_WIDTH)
        self._scene = scene
        self._knows_somebody: bool | None = None
        scene.picture.people_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        knows_somebody = bool(self._scene.picture.people)
        if knows_somebody != self._knows_somebody:
            self._knows_somebody = knows_somebody
            tiles = [*_tiles(self._scene)]
            self.fill([*tiles, *([] if knows_somebody else [_demo(self._scene)])])


def _tiles(scene: Scene) -> list[Tile]:
    around, errands = scene.around, scene.errands
    say = around.language.say
    return [
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
        ),
        FolderTile(
            around,
            "box",
            say("Look at a folder of models"),
            say("See what you have for 3D printing, as pictures with their sizes."),
            errands.look_at_models,
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


def _demo(scene: Scene) -> Tile:
    say = scene.around.language.say
    return Tile(
        scene.around,
        "users",
        say("Look around first"),
        say("A sample neighbourhood in a window of its own. Nothing of it leaves this computer."),
        scene.errands.open_demo,
        colour="warning",
    )
