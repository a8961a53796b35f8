"""How often it is heard what is said at the doorbell. Sans-IO.

Endpoint and identity keys cost nothing to make, so what anybody can say spends nothing: only whoever has
the link that holds today, or is known, is counted, and nobody but they can use up what is theirs.
"""

from collections import OrderedDict
from typing import Final

from desktop.clock import Clock
from desktop.ids import PersonId

_MINUTE: Final = 60.0
_DAY: Final = 86_400.0
_WITH_LINK_A_MINUTE: Final = 30
_OF_ONE_A_DAY: Final = 5
_OF_ONE_KNOWN_A_DAY: Final = 50
"""Each of their computers that we do not know yet rings up to four times."""
_REMEMBERED: Final = 10_000
_ALL: Final = b""


class Budget:
    """So many in so many seconds, of each; the 10,000 counted last are remembered."""

    def __init__(self, clock: Clock, most: int, seconds: float) -> None:
        self._clock = clock
        self._most = most
        self._seconds = seconds
        self._spent: OrderedDict[bytes, list[float]] = OrderedDict()

    def has_room(self, whom: bytes) -> bool:
        return len(self._of_late(whom)) < self._most

    def spend(self, whom: bytes) -> None:
        self._spent[whom] = [*self._of_late(whom), self._clock.monotonic()]
        self._spent.move_to_end(whom)
        if len(self._spent) > _REMEMBERED:
            self._spent.popitem(last=False)

    def _of_late(self, whom: bytes) -> list[float]:
        now = self._clock.monotonic()
        return [at for at in self._spent.get(whom, ()) if now - at < self._seconds]


class Rings:
    """Strangers with the link: five a day of each, thirty a minute together; somebody known: fifty a day."""

    def __init__(self, clock: Clock) -> None:
        self._strangers = Budget(clock, _OF_ONE_A_DAY, _DAY)
        self._together = Budget(clock, _WITH_LINK_A_MINUTE, _MINUTE)
        self._known = Budget(clock, _OF_ONE_KNOWN_A_DAY, _DAY)

    def allow_with_link(self, person: PersonId) -> bool:
        """Return whether a stranger who has the link may be heard now, and count it if so."""
        may = self._strangers.has_room(person) and self._together.has_room(_ALL)
        if may:
            self._strangers.spend(person)
            self._together.spend(_ALL)
        return may

    def allow_known(self, person: PersonId) -> bool:
        """Return whether somebody known may be heard now, and count it if so."""
        may = self._known.has_room(person)
        if may:
            self._known.spend(person)
        return may
