"""Telling what comes, once and where it is noticed: not at all, in the window, or by the system."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.events import Event, TransferChanged, TransferRemoved, TransferRow
from desktop.ids import id_text
from desktop.node.host_news import Began
from desktop.node.protocol import ListOffers, ListRequests, OfferResult, RequestResult
from desktop.share.shares import Role
from desktop.ui.parts.states import Step
from desktop.ui.people.waiting import Waiting, Waits, key_of
from desktop.ui.scene import Place, Scene
from desktop.ui.window.leaving import Tray
from desktop.ui.window.window import Window
from desktop.ui.words.arrivals import finished
from desktop.ui.words.passing import amount, question
from desktop.ui.words.people import request_title, waiting_meaning

_ASKED_AT: Final = frozenset({Place.HOME, Place.PEOPLE})
_ARRIVES_AT: Final = frozenset({Place.HOME, Place.TRANSFERS})


class Attention(Enum):
    """Where somebody looks when something comes."""

    ON_IT = auto()
    ELSEWHERE = auto()
    AWAY = auto()


type Attending = Callable[[frozenset[Place]], Attention]
"""Tells the attention for what these pages show."""


def attending(window: Window, tray: Tray) -> Attending:
    """Return who tells it: one looks where the window is active, or a sheet in front of it."""

    def attention(shown_at: frozenset[Place]) -> Attention:
        if window.isVisible() and QApplication.activeWindow() is not None:
            return Attention.ON_IT if window.place in shown_at else Attention.ELSEWHERE
        return Attention.AWAY if tray.is_there else Attention.ELSEWHERE

    return attention


class Arrivals(QObject):
    """Tells of each question that comes and of each transfer that arrives; of none that was there before."""

    def __init__(
        self, scene: Scene, waiting: Waiting, attention: Attending, tell_outside: Callable[[str, str], None]
    ) -> None:
        super().__init__(waiting)
        self._scene = scene
        self._waiting = waiting
        self._attention = attention
        self._tell_outside = tell_outside
        self._known: set[str] | None = None
        self._coming: set[bytes] = set()
        waiting.changed.connect(self._look_at_questions)
        scene.bridge.began.connect(self._begin)
        scene.bridge.told.connect(self._hear)

    # --- questions --------------------------------------------------------------------------------

    def _look_at_questions(self) -> None:
        if not self._scene.picture.has(ListRequests, ListOffers):
            return
        now = {key_of(asked): asked for asked in self._waiting.questions()}
        known, self._known = self._known, (self._known or set()) | set(now)
        new = [asked for key, asked in now.items() if known is not None and key not in known]
        if new:
            look = Step(
                self._scene.around.language.say("Look"), lambda: self._scene.errands.go_to(Place.PEOPLE)
            )
            self._tell(_ASKED_AT, *self._told(new), look)

    def _told(self, new: list[Waits]) -> tuple[str, str]:
        language = self._scene.around.language
        match new:
            case [OfferResult() as offer]:
                return question(offer, language), amount(offer, language)
            case [RequestResult() as request]:
                return request_title(request, language), request.text
            case _:
                return waiting_meaning(len(new), language), ""

    # --- transfers --------------------------------------------------------------------------------

    def _begin(self, began: Began) -> None:
        self._coming = {row.transfer for row in began.transfers if _comes(row)}

    def _hear(self, events: list[Event]) -> None:
        here: list[TransferRow] = []
        for event in events:
            match event:
                case TransferChanged(row=row) if row.whole and row.transfer in self._coming:
                    self._coming.discard(row.transfer)
                    here.append(row)
                case TransferChanged(row=row) if _comes(row):
                    self._coming.add(row.transfer)
                case TransferRemoved(transfer=transfer):
                    self._coming.discard(transfer)
                case _:
                    pass
        if here:
            self._tell_of(here)

    def _tell_of(self, here: list[TransferRow]) -> None:
        say, errands = self._scene.around.language.say, self._scene.errands
        if len(here) == 1:
            transfer = id_text(here[0].transfer)
            look = Step(say("Show"), lambda: errands.show_transfer(transfer))
        else:
            look = Step(say("Show"), lambda: errands.go_to(Place.TRANSFERS))
        title = finished([row.name for row in here], self._scene.around.language)
        self._tell(_ARRIVES_AT, title, "", look)

    # --- where it is told -------------------------------------------------------------------------

    def _tell(self, shown_at: frozenset[Place], title: str, about: str, look: Step) -> None:
        match self._attention(shown_at):
            case Attention.ELSEWHERE:
                self._scene.errands.tell(title, look)
            case Attention.AWAY:
                self._tell_outside(title, about)
            case Attention.ON_IT:
                pass  # the page says so itself


def _comes(row: TransferRow) -> bool:
    return not row.whole and row.role != Role.SHARE
