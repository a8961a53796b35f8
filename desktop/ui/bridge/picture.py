"""The window's picture of the node: what is known at this moment, as frozen values, for every page to show.

Events say what changed; where an event does not carry all of it, the list is asked for anew.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import AppError, NodeGone, NotOnNetwork
from desktop.events import (
    Event,
    NearbyChanged,
    OfferChanged,
    PersonChanged,
    ProfileChanged,
    RequestCame,
    TransferChanged,
    TransferRemoved,
    TransferRow,
    TransferState,
)
from desktop.node.host_news import Began
from desktop.node.protocol import (
    Command,
    ContactResult,
    ListNearby,
    ListOffers,
    ListPeople,
    ListRequests,
    NearbyResult,
    OfferResult,
    PathNow,
    PersonResult,
    RequestResult,
    SettingsResult,
    ShowPerson,
    ShowSettings,
)
from desktop.reasons import NotRunning
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.thumbnails import Thumbnails

logger = logging.getLogger(__name__)

_SAID_ELSEWHERE: Final = (NodeGone, NotOnNetwork)
"""The window says that the node went, and asks anew at its next start; People, that nobody is looked for."""


class Picture(QObject):
    """Lives on the window's thread. Signals say which part is different now."""

    me_changed = Signal()
    transfers_changed = Signal()
    people_changed = Signal()
    requests_changed = Signal()
    offers_changed = Signal()
    nearby_changed = Signal()
    settings_changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.me: PersonResult | None = None
        self.transfers: dict[bytes, TransferRow] = {}
        """By id, oldest first."""
        self.people: list[ContactResult] = []
        self.requests: list[RequestResult] = []
        self.offers: list[OfferResult] = []
        self.nearby: list[NearbyResult] = []
        self.settings: SettingsResult | None = None
        self.thumbnails = Thumbnails(bridge, self)
        self._asking: set[type[Command[Any]]] = set()
        self._again: set[type[Command[Any]]] = set()
        self._come: set[type[Command[Any]]] = set()
        self._looks: tuple[tuple[frozenset[type[Event]], Callable[[], None]], ...] = (
            (frozenset({TransferChanged, TransferRemoved}), self.transfers_changed.emit),
            (frozenset({PersonChanged, RequestCame}), self._look_at_people),
            (frozenset({ProfileChanged}), self.look_at_me),
            (frozenset({ProfileChanged}), self.look_at_settings),
            (frozenset({PersonChanged, OfferChanged}), self._look_at_offers),
            (frozenset({PersonChanged, NearbyChanged}), self.look_nearby),  # who is known is not listed there
        )
        bridge.began.connect(self._begin)
        bridge.told.connect(self._hear)
        bridge.ended.connect(lambda _error: self._note_end())

    def has(self, *lists: type[Command[Any]]) -> bool:
        """Return whether what these ask for has come: until then, that a list is empty means nothing."""
        return self._come.issuperset(lists)

    def look_nearby(self) -> None:
        """Ask who shows themselves on the local network."""
        self._renew(ListNearby(), self._take_nearby)

    def look_at_me(self) -> None:
        """Ask who this is: name or link are different now."""
        self._renew(ShowPerson(), self._take_me)

    def look_at_settings(self) -> None:
        """Ask what is chosen."""
        self._renew(ShowSettings(), self.take_settings)

    def take_settings(self, settings: SettingsResult) -> None:
        """Show what a command about settings has answered."""
        self.settings = settings
        self.settings_changed.emit()

    # --- from the node ----------------------------------------------------------------------------

    @Slot(object)
    def _begin(self, began: Began) -> None:
        # What the node before this one was asked will not be answered any more.
        self._asking.clear()
        self._again.clear()
        self._take_me(began.me)
        self.transfers = {row.transfer: row for row in reversed(began.transfers)}
        self.transfers_changed.emit()
        self._look_at_people()
        self._look_at_offers()
        self.look_nearby()
        self.look_at_settings()

    @Slot(list)
    def _hear(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case TransferChanged(row=row):
                    self.transfers[row.transfer] = row
                case TransferRemoved(transfer=transfer):
                    self.transfers.pop(transfer, None)
        kinds = {type(event) for event in events}
        for causes, look in self._looks:
            if kinds & causes:
                look()

    def _look_at_people(self) -> None:
        self._renew(ListPeople(), self._take_people)
        self._renew(ListRequests(), self._take_requests)

    def _look_at_offers(self) -> None:
        self._renew(ListOffers(), self._take_offers)

    def _renew[R](self, question: Command[R], take: Callable[[R], None]) -> None:
        """Ask for a list anew: once more at the end if it is asked for while an answer is on its way."""
        kind = type(question)
        if kind in self._asking:
            self._again.add(kind)
            return
        self._asking.add(kind)

        def done(answer: R) -> None:
            self._asking.discard(kind)
            self._come.add(kind)
            take(answer)
            if kind in self._again:
                self._again.discard(kind)
                self._renew(question, take)

        def failed(error: AppError) -> None:
            self._asking.discard(kind)
            self._again.discard(kind)
            if not isinstance(error, _SAID_ELSEWHERE):
                logger.warning("a list could not be had: %s", error.kind)
                self._bridge.trouble.emit(error)

        self._bridge.ask(self, question, done, failed=failed)

    def _take_me(self, me: PersonResult) -> None:
        self.me = me
        self.me_changed.emit()

    def _note_end(self) -> None:
        """Nothing moves, and nobody is there: nobody is called now."""
        self.transfers = {key: _at_rest(row) for key, row in self.transfers.items()}
        self.transfers_changed.emit()
        gone = [msgspec.structs.replace(person, online=False, path=PathNow.NONE) for person in self.people]
        if gone != self.people:
            self._take_people(gone)
        if self.nearby:
            self._take_nearby([])

    def _take_people(self, people: list[ContactResult]) -> None:
        self.people = people
        self.people_changed.emit()

    def _take_requests(self, requests: list[RequestResult]) -> None:
        self.requests = requests
        self.requests_changed.emit()

    def _take_offers(self, offers: list[OfferResult]) -> None:
        self.offers = offers
        self.offers_changed.emit()

    def _take_nearby(self, nearby: list[NearbyResult]) -> None:
        self.nearby = nearby
        self.nearby_changed.emit()


def _at_rest(row: TransferRow) -> TransferRow:
    """Return how a transfer stands while no node runs."""
    if row.state in {TransferState.PAUSED, TransferState.FAILED}:
        return row
    waits, reason = TransferState.WAITING, NotRunning(finished=row.whole)
    return replace(row, state=waits, reason=reason, down=0, up=0, peers=0, whole_peers=0)
