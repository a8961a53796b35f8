"""Home: what came and went lately, and what one can begin with; useful with nobody known at all."""

from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.events import TransferRow
from desktop.ids import id_text
from desktop.ui.home.beginnings import Beginnings
from desktop.ui.home.hello import Hello
from desktop.ui.home.wall import CARD_WIDTH, WallCard
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import GridBox, Scrolled, boxed, column
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.pages import Page
from desktop.ui.people.waiting import Waiting
from desktop.ui.people.waiting_box import WaitingBox
from desktop.ui.scene import Scene
from desktop.ui.welcome.reminder import WordsReminder
from desktop.ui.words.transfers import ALONE, kin_by_transfer

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
        self._inside.setContentsMargins(0, 0, 0, tokens.WIDE)
        self._inside.setSpacing(tokens.ROOMY)
        self._wall = GridBox(CARD_WIDTH)
        self._nothing = WrappedLabel("", tone="muted")
        self._hello = Hello(scene)
        self._aside = boxed(column(WordsReminder(scene), WaitingBox(scene, waiting), space=tokens.ROOMY))
        self._lately = PlainLabel(say("Lately"), type="heading")
        heading = PlainLabel(say("Begin something"), type="heading")
        begin = column(heading, Beginnings(scene), space=tokens.ROOMY)
        self._begin = boxed(begin)
        for widget in (
            self._hello,
            self._aside,
            self._lately,
            self._wall,
            self._nothing,
            self._begin,
        ):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        self.body.addWidget(Scrolled(boxed(self._inside)))
        for changed in (scene.picture.transfers_changed, scene.picture.offers_changed):
            changed.connect(self._show)

    def _head(self) -> None:
        """Put the search field where the heading is elsewhere, once there is something to search."""
        say = self._scene.around.language.say
        self.search = SearchField(self.around, say("Search what you gave and got"))
        self.search.setMaximumWidth(420)
        self.search.textChanged.connect(self._show)
        self._share = Button(self._scene.around, say("Share something"), part="primary", icon="plus")
        self._share.clicked.connect(lambda _checked: self._scene.errands.share())
        self.head.insertWidget(0, self.search, 1)
        self.head.addStretch(1)
        self.head.addWidget(self._share)

    def _show(self) -> None:
        """Show what was begun last, first; nothing while nobody looks."""
        if not self.isVisible():
            return
        picture, words = self._scene.picture, self.search.text().casefold().split()
        newest = reversed(picture.transfers.values())
        found = (row for row in newest if all(word in row.name.casefold() for word in words))
        self._show_wall(list(islice(found, _CARDS)))
        is_new = not picture.transfers
        self.heading.setVisible(is_new)
        self._hello.setVisible(is_new)
        for widget in (self.search, self._share):
            widget.setVisible(not is_new)
        self._aside.setVisible(not words)
        self._begin.setVisible(not words)
        self._nothing.setVisible(bool(words) and not self._cards)
        self._nothing.setText(
            self.around.language.say("Nothing here has “{words}” in its name.", words=self.search.text())
        )

    def _show_wall(self, rows: list[TransferRow]) -> None:
        """Cards that stay are changed and not made anew."""
        picture = self._scene.picture
        if list(self._cards) != [row.transfer for row in rows]:
            self._cards = {row.transfer: self._cards.get(row.transfer) or self._card(row) for row in rows}
            self._wall.fill(list[QWidget](self._cards.values()))
        kin = kin_by_transfer(picture.offers)
        for row in rows:
            self._cards[row.transfer].show_row(row, kin.get(id_text(row.transfer), ALONE))
        for widget in (self._lately, self._wall):
            widget.setVisible(bool(rows))

    def _card(self, row: TransferRow) -> WallCard:
        scene = self._scene
        return WallCard(
            scene.around, scene.picture.thumbnails, id_text(row.transfer), scene.errands.show_transfer
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._show()
