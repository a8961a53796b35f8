"""How long to wait before calling somebody again who did not answer. Sans-IO."""

from collections.abc import Callable
from typing import Final

_SECONDS: Final = (1, 2, 5, 10, 20, 40, 60, 120, 300)
_SPREAD: Final = 0.25


class Backoff:
    """Waits longer after each failure, never just as long as others; `chance` gives numbers from 0 to 1."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0

    def failed(self) -> float:
        """Return how many seconds to wait now."""
        seconds = _SECONDS[min(self._failures, len(_SECONDS) - 1)]
        self._failures += 1
        return seconds * (1 - _SPREAD + 2 * _SPREAD * self._chance())

    def succeeded(self) -> None:
        self._failures = 0
