"""What else is done with people: offers, mail. They are told who comes and who goes."""

from collections.abc import Iterable
from typing import Protocol

from desktop.ids import PersonId
from desktop.net.peering import Message


class Listener(Protocol):
    """Lives on the node's loop."""

    def met(self, person: PersonId) -> None: ...
    def left(self, endpoint: bytes) -> None: ...
    def gone(self, person: PersonId) -> None: ...
    async def heard(self, person: PersonId, message: Message) -> None: ...


class Listeners:
    """Tells all who listen."""

    def __init__(self) -> None:
        self._all: list[Listener] = []

    def add(self, listener: Listener) -> None:
        self._all.append(listener)

    def met(self, person: PersonId) -> None:
        for listener in self._all:
            listener.met(person)

    def left(self, endpoint: bytes) -> None:
        for listener in self._all:
            listener.left(endpoint)

    def gone(self, person: PersonId, endpoints: Iterable[bytes]) -> None:
        """Tell that there is nothing to do any more with somebody, nor with their computers."""
        for listener in self._all:
            listener.gone(person)
            for endpoint in endpoints:
                listener.left(endpoint)

    async def heard(self, person: PersonId, message: Message) -> None:
        for listener in self._all:
            await listener.heard(person, message)
