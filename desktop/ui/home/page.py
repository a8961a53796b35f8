"""Home: what came and went lately, and what one can begin with; useful with nobody known at all."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.home.beginnings import Beginnings
from desktop.ui.home.hello import Hello
from desktop.ui.home.wall import CARD_WIDTH, WallCard
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import GridBox, Scrolled, boxed
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.pages import Page
from desktop.ui.people.waiting import Waiting
from desktop.ui.people.waiting_box import WaitingBox
from desktop.ui.scene import Scene
from desktop.ui.welcome.reminder import WordsReminder

if TYPE_CHECKING:
    from desktop.ids import ObjectId

_CARDS: Final = 24
"""As many as anybody looks at; Transfers has the rest."""


class HomePage(Page):
    """Sections come and go with what there is to show in them."""

    def __init__(self, scene: Scene, waiting: Waiting) -> None:
        super().__init__(scene.around, scene.around.language.say("Home"))
        self._scene = scene
        self._cards: dict[ObjectId, WallCard] = {}
        say = scene.around.language.say
        self._head()
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, tokens.TIGHT, tokens.WIDE)
        self._inside.setSpacing(tokens.ROOMY)
        self._wall = GridBox(CARD_WIDTH)
        self._nothing = WrappedLabel("", tone="muted")
        self._hello = Hello(scene)
        questions = WaitingBox(scene, waiting)
        for widget in (
            self._hello,
            WordsReminder(scene),
            questions,
            self._wall,
            self._nothing,
            PlainLabel(say("Begin something"), type="heading"),
            Beginnings(scene),
        ):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        self.body.addWidget(Scrolled(boxed(self._inside)))
        scene.picture.transfers_changed.connect(self._show_wall)
        self._show_wall()

    def _head(self) -> None:
        """Put the search field where the heading is elsewhere, once there is something to search."""
        say = self._scene.around.language.say
        self.search = SearchField(self.around, say("Search what you gave and got"))
        self.search.setMaximumWidth(420)
        self.search.textChanged.connect(self._show_wall)
        self._share = Button(self._scene.around, say("Share something"), part="primary", icon="plus")
        self._share.clicked.connect(lambda _checked: self._scene.errands.share())
        self.head.insertWidget(0, self.search, 1)
        self.head.addStretch(1)
        self.head.addWidget(self._share)

    def _show_wall(self) -> None:
        """Show what was begun last, first; cards that stay are changed and not made anew."""
        words = self.search.text().casefold().split()
        rows = [
            row
            for row in reversed(self._scene.picture.transfers.values())
            if all(word in row.name.casefold() for word in words)
        ][:_CARDS]
        shown = {row.transfer for row in rows}
        if list(self._cards) != [row.transfer for row in rows]:
            act = self._scene.errands.show_transfer
            made = {
                row.transfer: self._cards.get(row.transfer) or WallCard(self.around, row, act) for row in rows
            }
            self._cards = made
            self._wall.fill(list[QWidget](made.values()))
        for row in rows:
            self._cards[row.transfer].show_row(row)
        is_new = not self._scene.picture.transfers
        self._hello.setVisible(is_new)
        for widget in (self.search, self._share):
            widget.setVisible(not is_new)
        self.heading.setVisible(is_new)
        self._wall.setVisible(bool(shown))
        self._nothing.setVisible(bool(words) and not shown)
        missing = self.around.language.say(
            "Nothing here has “{words}” in its name.", words=self.search.text()
        )
        self._nothing.setText(missing)
