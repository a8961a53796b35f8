"""How many calls to this computer may go at once: few of each caller, not many of all strangers. Sans-IO."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from desktop import limits


class Crowd:
    """Counts the calls that go. What strangers do never takes a place from somebody known."""

    def __init__(self) -> None:
        self._calls: Counter[bytes] = Counter()
        self._strangers = 0

    @contextmanager
    def place(self, caller: bytes, *, is_known: bool) -> Iterator[bool]:
        """Yield whether there is room for a call, and keep its place as long as the context lasts."""
        has_room = self._calls[caller] < limits.CALLS_OF_ONE
        has_room = has_room and (is_known or self._strangers < limits.CALLS_OF_STRANGERS)
        self._count(caller, is_known=is_known, by=has_room)
        try:
            yield has_room
        finally:
            self._count(caller, is_known=is_known, by=-has_room)

    def _count(self, caller: bytes, *, is_known: bool, by: int) -> None:
        self._calls[caller] += by
        if self._calls[caller] == 0:
            del self._calls[caller]
        if not is_known:
            self._strangers += by
