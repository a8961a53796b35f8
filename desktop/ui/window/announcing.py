"""Telling what comes while nobody looks at the window: offers, requests, and what has arrived."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.node.protocol import OfferResult
from desktop.share.offers import Direction, OfferState
from desktop.ui.around import Around
from desktop.ui.bridge.picture import Picture
from desktop.ui.words.formats import files, size

type Tell = Callable[[str, str], None]
"""Tells a title and a sentence."""


class Announcing(QObject):
    """Tells each thing once, and nothing that was there when Passalong started."""

    def __init__(self, around: Around, picture: Picture, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._picture = picture
        self._tell = tell
        self._offers: set[str] | None = None
        self._requests: set[str] | None = None
        self._missing: set[bytes] = set()
        picture.offers_changed.connect(self._look_at_offers)
        picture.requests_changed.connect(self._look_at_requests)
        picture.transfers_changed.connect(self._look_at_transfers)

    def _look_at_offers(self) -> None:
        waiting = {
            offer.offer: offer
            for offer in self._picture.offers
            if (offer.direction, offer.state) == (Direction.IN, OfferState.OFFERED)
        }
        if self._offers is not None:
            for key in waiting.keys() - self._offers:
                self._tell_offer(waiting[key])
        self._offers = set(waiting)

    def _tell_offer(self, offer: OfferResult) -> None:
        language = self._around.language
        self._tell(
            language.say("{name} would like to pass you something", name=offer.name),
            language.say(
                "{title}: {files}, {size}",
                title=offer.title,
                files=files(offer.files, language),
                size=size(offer.bytes, language),
            ),
        )

    def _look_at_requests(self) -> None:
        waiting = {request.person: request for request in self._picture.requests}
        say = self._around.language.say
        if self._requests is not None:
            for person in waiting.keys() - self._requests:
                request = waiting[person]
                self._tell(say("{name} would like to know you", name=request.name), request.text)
        self._requests = set(waiting)

    def _look_at_transfers(self) -> None:
        say = self._around.language.say
        rows = self._picture.transfers
        for key in tuple(self._missing):
            if key in rows and rows[key].whole:
                self._tell(say("Here and checked"), rows[key].name)
        self._missing = {key for key, row in rows.items() if not row.whole}
