"""Who shows themselves in this network, and whether this person does."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.node.protocol import ListNearby, NearbyResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, GridBox, column
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.people.cards import NearbyCard
from desktop.ui.scene import Scene
from desktop.ui.words.people import matches, nearby_about

_CARD_WIDTH: int = 300


class NearbyBox(QWidget):
    """A switch and one sentence about it, then those who are there; `add` is given a link."""

    def __init__(self, scene: Scene, add: Callable[[str], None]) -> None:
        super().__init__()
        self._scene = scene
        self._add = add
        self._wanted = ""
        self._shown: list[NearbyResult] = []
        say = scene.around.language.say
        self._switch = NamedSwitch(scene.around, say("Let people nearby see me"))
        self._switch.clicked.connect(self._choose)
        self._about = WrappedLabel(type="small", tone="muted")
        self._nobody = PlainLabel(
            say("Nobody else shows themselves here at the moment."), type="small", tone="muted"
        )
        self._grid = GridBox(_CARD_WIDTH)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SNUG)
        inside.addWidget(PlainLabel(say("Nearby"), type="heading"))
        inside.addWidget(Card(column(self._switch, self._about, space=tokens.HAIR)))
        inside.addWidget(self._grid)
        inside.addWidget(self._nobody)
        scene.picture.nearby_changed.connect(self._show)
        scene.picture.me_changed.connect(self._show_switch)
        self._show_switch()
        self._show()

    def narrow(self, wanted: str) -> None:
        """Show only those with such a name."""
        self._wanted = wanted
        self._show()

    def _show(self) -> None:
        nearby = [found for found in self._scene.picture.nearby if matches(self._wanted, found.name)]
        self._nobody.setVisible(not nearby)
        self._grid.setVisible(bool(nearby))
        if nearby != self._shown:
            self._shown = nearby
            self._grid.fill([self._card(found) for found in nearby])

    def _card(self, found: NearbyResult) -> QWidget:
        card = NearbyCard(self._scene, found)
        card.add.clicked.connect(lambda _checked: self._add(found.link))
        return card

    # --- showing oneself --------------------------------------------------------------------------

    def _show_switch(self) -> None:
        me = self._scene.picture.me
        is_shown = me is not None and me.shown_nearby
        self._switch.setEnabled(me is not None)
        self._switch.setChecked(is_shown)
        self._about.setText(nearby_about(self._scene.around.language, is_shown=is_shown))
        self._switch.setAccessibleDescription(self._about.text())

    def _choose(self, is_shown: bool) -> None:  # noqa: FBT001 - as Qt tells it
        self._switch.setEnabled(False)

        def done(_nearby: object) -> None:
            self._scene.picture.look_at_me()

        self._scene.bridge.ask(self, ListNearby(show=is_shown), done, failed=self._fail)

    def _fail(self, error: AppError) -> None:
        self._show_switch()
        self._scene.errands.tell_trouble(error)
