"""How people are reached: directly, through a relay, or not at all. Lives on the node's loop."""

from typing import Final

from desktop.events import PersonChanged
from desktop.ids import PersonId
from desktop.net.calls.endpoint import PathKind
from desktop.node.hub import Hub
from desktop.node.people.directory import Directory
from desktop.node.people.switchboard import Switchboard

_BEST_FIRST: Final = (PathKind.DIRECT, PathKind.RELAY)


class Paths:
    """Says how somebody is reached now, and tells when that changes: a call may find a better way later."""

    def __init__(self, directory: Directory, switchboard: Switchboard, hub: Hub) -> None:
        self._directory = directory
        self._switchboard = switchboard
        self._hub = hub
        self._told: dict[PersonId, PathKind] = {}

    def to(self, person: PersonId) -> PathKind:
        """Return the best path of all calls to this person."""
        kinds = {conversation.call.path().kind for conversation in self._switchboard.conversations(person)}
        return next((kind for kind in _BEST_FIRST if kind in kinds), PathKind.NONE)

    def tell_changes(self) -> None:
        """Tell of everybody who is reached in another way than when this was called last."""
        now = {person: self.to(person) for person in self._directory.contacts}
        told, self._told = self._told, now
        for person, kind in now.items():
            if kind is not told.get(person, PathKind.NONE):
                self._hub.tell(PersonChanged(person))
