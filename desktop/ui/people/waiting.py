"""Questions that wait for this person's answer: who would like to be known, and what is offered.

Any of them may be put off: it stays, and is not counted until it is looked at again. Window's thread.
"""

from PySide6.QtCore import QObject, Signal

from desktop.node.protocol import OfferResult, RequestResult
from desktop.ui.bridge.picture import Picture
from desktop.ui.words.passing import waits

type Waits = RequestResult | OfferResult


def key_of(question: Waits) -> str:
    """Return what tells a question from all others: two people may offer the same thing."""
    own = question.offer if isinstance(question, OfferResult) else question.request
    return f"{question.person}/{own}"


class Waiting(QObject):
    """What waits at this moment, the newest first. One for the whole window."""

    changed = Signal()

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture)
        self._picture = picture
        self._put_off: set[str] = set()
        picture.requests_changed.connect(self.changed)
        picture.offers_changed.connect(self.changed)

    def questions(self, person: str | None = None) -> list[Waits]:
        """Return what waits, of everybody or of one person, without what is put off."""
        return [question for question in self._all(person) if key_of(question) not in self._put_off]

    def put_off_questions(self) -> list[Waits]:
        return [question for question in self._all(None) if key_of(question) in self._put_off]

    def put_off(self, question: Waits) -> None:
        """Let it wait until later."""
        self._put_off.add(key_of(question))
        self.changed.emit()

    def take_up_again(self) -> None:
        """Count and show all that was put off."""
        self._put_off.clear()
        self.changed.emit()

    def _all(self, person: str | None) -> list[Waits]:
        found: list[Waits] = [*self._picture.requests, *filter(waits, self._picture.offers)]
        mine = [question for question in found if person is None or question.person == person]
        return sorted(mine, key=lambda question: question.at, reverse=True)
