"""Home: questions that wait, who is near, what came and went lately; useful with nobody known at all."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.look import tokens
from desktop.ui.parts.boxes import GridBox, Scrolled, boxed
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.pages import Page
from desktop.ui.parts.tiles import Tile
from desktop.ui.scene import Place, Scene

_TILE_WIDTH: Final = 280


class HomePage(Page):
    """Sections come and go with what there is to show in them."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.around, scene.around.language.say("Home"))
        self._scene = scene
        say = scene.around.language.say
        share = Button(scene.around, say("Share something"), part="primary", icon="plus")
        share.clicked.connect(lambda _checked: scene.errands.share())
        self.head.addWidget(share)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, tokens.TIGHT, tokens.WIDE)
        self._inside.setSpacing(tokens.WIDE)
        self._inside.addWidget(self._beginnings())
        self._inside.addStretch(1)
        self.body.addWidget(Scrolled(boxed(self._inside)))

    def _beginnings(self) -> QWidget:
        """Return what one can begin with, whoever one knows."""
        around, errands = self._scene.around, self._scene.errands
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
