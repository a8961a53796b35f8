"""How many calls to this computer may go at once: few of each caller, not many of all strangers. Sans-IO."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from desktop import limits


class Crowd:
    """Counts the calls that go. What strangers do never takes a place from somebody known."""

    def __init__(self) -> None:
        self._calls: Counter[bytes] = Counter()
        self._strangers: Counter[bytes] = Counter()
        """By protocol: those who get a share by its link keep nobody from the doorbell."""

    @contextmanager
    def place(self, caller: bytes, protocol: bytes, *, is_known: bool) -> Iterator[bool]:
        """Yield whether there is room for a call, and keep its place as long as the context lasts."""
        has_room = self._calls[caller] < limits.CALLS_OF_ONE
        has_room = has_room and (is_known or self._strangers[protocol] < limits.CALLS_OF_STRANGERS)
        counted = [(self._calls, caller)] + ([] if is_known else [(self._strangers, protocol)])
        _count(counted, by=has_room)
        try:
            yield has_room
        finally:
            _count(counted, by=-has_room)


def _count(counted: list[tuple[Counter[bytes], bytes]], *, by: int) -> None:
    for counter, key in counted:
        counter[key] += by
        if counter[key] == 0:
            del counter[key]
