"""What the offers work with, handed in by the node."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.clock import Clock
from desktop.node.desk import Desk
from desktop.node.hub import Hub
from desktop.node.people.service import PeopleService
from desktop.node.tasks import Tasks
from desktop.node.transfers.service import Transfers
from desktop.share.store.offers import OffersStore


@dataclass(frozen=True, slots=True)
class OfferTools:
    """The parts of the node that offers need. `downloads` is where what is got goes unless told otherwise."""

    store: OffersStore
    desk: Desk
    hub: Hub
    tasks: Tasks
    clock: Clock
    people: PeopleService
    transfers: Transfers
    downloads: Callable[[], Path]
