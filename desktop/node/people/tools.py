"""What the people service works with, handed in by the node."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.clock import Clock
from desktop.ids import PersonId
from desktop.net.calls.endpoint import Endpoint
from desktop.node.desk import Desk
from desktop.node.hub import Hub
from desktop.node.people.presence import Presence
from desktop.node.tasks import Tasks
from desktop.share.store.store import Store


@dataclass(frozen=True, slots=True)
class PeopleTools:
    """The parts of the node that people need.

    `presence` is how this device shows itself and `person` whose it is; `link_secret` is what a link to them
    holds now, `name` how they are called, `identity_seed` what seals their address book,
    `hears_strangers` whether people they do not know may ask. `chance` gives numbers from 0 to 1.
    """

    store: Store
    desk: Desk
    hub: Hub
    tasks: Tasks
    clock: Clock
    endpoint: Endpoint
    person: PersonId
    presence: Presence
    link_secret: Callable[[], bytes]
    name: Callable[[], str]
    identity_seed: Callable[[], bytes]
    hears_strangers: Callable[[], bool]
    chance: Callable[[], float]
