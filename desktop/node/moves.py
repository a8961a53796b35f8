"""Notices that the computer is in another network: another address. Lives on the node's loop."""

from collections.abc import Callable
from typing import Final

LOOK_SECONDS: Final = 2.0


class Moves:
    """`addresses` gives this computer's own; `tell` is called once it has come to rest somewhere else.

    Not at the first sight of a change: libtorrent listens at the new addresses a moment later.
    """

    def __init__(self, addresses: Callable[[], list[str]], tell: Callable[[], None]) -> None:
        self._addresses = addresses
        self._tell = tell
        self._seen = addresses()
        self._is_told = True

    def look(self) -> None:
        """Look once; to be called every `LOOK_SECONDS`."""
        addresses = self._addresses()
        changed = addresses != self._seen
        self._seen = addresses
        if changed:
            self._is_told = False
        elif not self._is_told:
            self._is_told = True
            self._tell()
