"""Says in passing that somebody asks something, while one looks at another page; it can wait."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.node.protocol import ListOffers, ListRequests, OfferResult, RequestResult
from desktop.ui.parts.states import Step
from desktop.ui.people.waiting import Waiting, Waits, key_of
from desktop.ui.scene import Place, Scene
from desktop.ui.words.passing import question
from desktop.ui.words.people import request_title, waiting_meaning


class Arrivals(QObject):
    """Tells once of each question that comes; those that wait since before the start are only counted."""

    def __init__(self, scene: Scene, waiting: Waiting, is_seen: Callable[[], bool]) -> None:
        super().__init__(waiting)
        self._scene = scene
        self._waiting = waiting
        self._is_seen = is_seen
        self._known: set[str] | None = None
        waiting.changed.connect(self._note)

    def _note(self) -> None:
        if not self._scene.picture.has(ListRequests, ListOffers):
            return
        now = {key_of(asked): asked for asked in self._waiting.questions()}
        known, self._known = self._known, (self._known or set()) | set(now)
        if known is None or self._is_seen():
            return
        new = [asked for key, asked in now.items() if key not in known]
        if new:
            self._tell(new)

    def _tell(self, new: list[Waits]) -> None:
        language, errands = self._scene.around.language, self._scene.errands
        match new:
            case [OfferResult() as offer]:
                text = question(offer, language)
            case [RequestResult() as request]:
                text = request_title(request, language)
            case _:
                text = waiting_meaning(len(new), language)
        errands.tell(text, Step(language.say("Look"), lambda: errands.go_to(Place.PEOPLE)))
