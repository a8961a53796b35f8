"""What the transfers work with, handed in by the node."""

from dataclasses import dataclass

from desktop.clock import Clock
from desktop.net.torrent.names import System
from desktop.node.desk import Desk
from desktop.node.hub import Hub
from desktop.node.tasks import Tasks
from desktop.node.transfers.swarms import Swarms
from desktop.share.store.store import Store


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of the node that transfers use."""

    store: Store
    desk: Desk
    swarms: Swarms
    hub: Hub
    tasks: Tasks
    clock: Clock
    system: System
