"""Everybody: questions that wait, whom one knows, who is near, and at the end whom one has blocked."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.node.protocol import ContactResult, ListPeople, Standing
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, GridBox, Scrolled, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.states import Notice, States, Step
from desktop.ui.people.cards import PersonCard
from desktop.ui.people.nearby import NearbyBox
from desktop.ui.people.waiting import Waiting
from desktop.ui.people.waiting_box import WaitingBox
from desktop.ui.scene import Scene
from desktop.ui.words.people import heading_with_count, matches

_CARD_WIDTH: Final = 300
_AT_ONCE: Final = 18
_STEP: Final = 9
_AT_FIRST: Final = 60
"""Cards made in one go, those made in each turn after that, and how many unless all are asked for."""
_SHAPES: Final = 6
_SHAPE_HEIGHT: Final = 84

type _Cards = dict[tuple[str, bool], PersonCard]


class Everybody(QWidget):
    """Keeps to what is known by itself; `add` asks for somebody to add, or is given a link."""

    def __init__(self, scene: Scene, waiting: Waiting, add: Callable[[str], None]) -> None:
        super().__init__()
        self._scene = scene
        self._add = add
        self._wanted = ""
        self._shows_all = False
        self._made = _AT_ONCE
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._make_more)
        self._cards: _Cards = {}
        """Those that are shown, by person and whether among the blocked."""
        say = scene.around.language.say
        self._waiting = WaitingBox(scene, waiting, with_put_off=True)
        self._heading = PlainLabel(type="heading")
        self._grid = GridBox(_CARD_WIDTH)
        self._more = Button(scene.around, "", part="quiet")
        self._more.clicked.connect(self._show_all)
        self._nobody = WrappedLabel(tone="muted")
        self._empty = self._first_steps()
        self._nearby = NearbyBox(scene, add)
        self._blocked_grid = GridBox(_CARD_WIDTH)
        self._fold = Button(scene.around, say("Blocked"), part="link", icon="chevron-right")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(lambda _open: self._show())
        self._states = States(self._laid_out(), _shape_of_cards())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._states)
        scene.picture.people_changed.connect(self._show)
        scene.bridge.ended.connect(lambda error: self._note_end() if error is not None else None)
        self._show()

    # --- its parts --------------------------------------------------------------------------------

    def _laid_out(self) -> Scrolled:
        known = boxed(
            column(self._heading, self._grid, self._more, self._nobody, self._empty, space=tokens.SNUG)
        )
        blocked = boxed(column(boxed(row(self._fold, None)), self._blocked_grid, space=tokens.SNUG))
        self._blocked = blocked
        inside = column(self._waiting, known, self._nearby, blocked, None, space=tokens.WIDE)
        inside.setContentsMargins(0, 0, 0, tokens.WIDE)
        return Scrolled(boxed(inside))

    def _first_steps(self) -> Card:
        say, errands = self._scene.around.language.say, self._scene.errands
        around = self._scene.around
        invite = Step(say("Invite somebody"), errands.invite, part="primary", icon="qr-code")
        add = Step(say("Add somebody"), lambda: self._add(""), icon="user-plus")
        words = column(
            PlainLabel(say("Nobody here yet"), type="heading"),
            WrappedLabel(
                say(
                    "With people on this list you pass things straight from computer to computer: no link to "
                    "send around, and nobody else gets them. Give somebody your link, or paste theirs."
                ),
                tone="muted",
            ),
            boxed(row(invite.button(around), add.button(around), None)),
            space=tokens.SNUG,
        )
        picture = Picture(around, "users", colour="accent", side=30, wash="accent_wash")
        inside = row(picture, space=tokens.WIDE)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        return Card(inside, margin=tokens.WIDE)

    # --- what it shows ----------------------------------------------------------------------------

    def narrow(self, wanted: str) -> None:
        """Show only those whom these words fit."""
        self._wanted = wanted
        self._made = _AT_ONCE
        self._nearby.narrow(wanted)
        self._show()

    def refresh(self) -> None:
        """Say moments anew: time has passed."""
        self._show()

    def _make_more(self) -> None:
        """Make the next cards, in a turn of their own: many at once would hold the window up."""
        self._made += _STEP
        self._show()

    def _show_all(self) -> None:
        self._shows_all = True
        self._show()

    def _show(self) -> None:
        picture = self._scene.picture
        if not picture.has(ListPeople):
            self._states.show_loading()
            return
        found = [person for person in picture.people if matches(self._wanted, person.name, person.note)]
        known = sorted((person for person in found if person.state is not Standing.BLOCKED), key=_order)
        blocked = sorted((person for person in found if person.state is Standing.BLOCKED), key=_order)
        old = self._cards
        self._cards = {}
        self._show_known(known, old)
        self._show_blocked(blocked, old)
        self._states.show_full()

    def _show_known(self, known: list[ContactResult], old: _Cards) -> None:
        language = self._scene.around.language
        wanted = len(known) if self._shows_all else _AT_FIRST
        shown = known[: min(wanted, self._made)]
        anybody = any(person.state is not Standing.BLOCKED for person in self._scene.picture.people)
        self._heading.setText(heading_with_count(language.say("People you know"), len(known)))
        self._heading.setVisible(anybody)
        self._grid.fill([self._card(person, old) for person in shown])
        self._grid.setVisible(bool(shown))
        self._more.say(language.say_number("Show all {number}", "Show all {number}", len(known)))
        self._more.setVisible(len(known) > wanted)
        if len(shown) < min(len(known), wanted):
            self._next.start()
        self._empty.setVisible(not anybody and not self._wanted)
        self._nobody.setText(language.say("Nobody here goes by “{text}”.", text=self._wanted))
        self._nobody.setVisible(bool(self._wanted) and not known)

    def _show_blocked(self, blocked: list[ContactResult], old: _Cards) -> None:
        is_open = self._fold.isChecked()
        self._fold.say(heading_with_count(self._scene.around.language.say("Blocked"), len(blocked)))
        self._fold.show_icon("chevron-down" if is_open else "chevron-right")
        self._blocked_grid.fill([self._card(person, old) for person in blocked] if is_open else [])
        self._blocked_grid.setVisible(is_open)
        self._blocked.setVisible(bool(blocked))

    def _card(self, person: ContactResult, old: _Cards) -> QWidget:
        """Return the card of somebody: the same as before if there was one, so that nothing flickers."""
        key = (person.person, person.state is Standing.BLOCKED)
        card = old.get(key) or PersonCard(self._scene, person)
        card.show_contact(person)
        self._cards[key] = card
        return card

    def _note_end(self) -> None:
        """Say so if nothing can be shown; what is shown already stays, as it was last."""
        if self._scene.picture.has(ListPeople):
            return
        say = self._scene.around.language.say
        notice = Notice(
            self._scene.around,
            "wifi-off",
            say("People cannot be shown at the moment"),
            say("Everybody on your list is safe. They are shown as soon as Passalong runs again."),
            Step(say("Start again"), self._start_again, part="primary", icon="rotate-cw"),
        )
        self._states.show_notice(notice)

    def _start_again(self) -> None:
        self._states.show_loading()
        self._scene.bridge.restart()


def _order(person: ContactResult) -> tuple[bool, str, str]:
    """Sort by name, and whoever has not answered yet last; whoever comes or goes stays in their place."""
    return (person.state is Standing.REQUESTED, person.name.casefold(), person.person)


def _shape_of_cards() -> QWidget:
    """Return what is shown while the list is on its way: the shape of what comes."""
    grid = GridBox(_CARD_WIDTH)
    cards: list[QWidget] = []
    for _ in range(_SHAPES):
        card = Card(column(None))
        card.setFixedHeight(_SHAPE_HEIGHT)
        cards.append(card)
    grid.fill(cards)
    inside = column(grid, None)
    inside.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)
    return boxed(inside)
