"""How this device shows itself: which keys it names in every call, and under which its note is found."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.clock import Seconds
from desktop.keys import SigningKey
from desktop.net.calls.hello import OwnSide


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown; `address_key` has replaced the `former_keys`, the last of them at `renewed`."""

    side: OwnSide
    address_key: SigningKey
    former_keys: tuple[SigningKey, ...]
    renewed: Seconds


class Presence:
    """What is shown now, and who goes by it. Lives on the node's loop.

    `renew` makes another address key and keeps it, and returns what is to be shown then. It blocks.
    """

    def __init__(self, shown: Shown, renew: Callable[[], Shown]) -> None:
        self.shown = shown
        self.renew = renew
        self._followers: list[Callable[[], None]] = []

    def follow(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something else is shown."""
        self._followers.append(changed)

    def show(self, shown: Shown) -> None:
        """Show this from now on, to everybody."""
        self.shown = shown
        for changed in self._followers:
            changed()
