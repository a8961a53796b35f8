"""What the session finds out about the world around it, from alerts that are about no torrent."""

from typing import Any

import libtorrent as lt

from desktop.net.torrent import notes
from desktop.net.torrent.adding import Address
from desktop.net.torrent.news import NoteFound


class World:
    """Lives on the node's loop. `dht_nodes` is as it was when they were last counted."""

    def __init__(self) -> None:
        self._external: str | None = None
        self._mapped_port: int | None = None
        self.dht_nodes = 0

    @property
    def external_address(self) -> Address | None:
        """Where the world reaches us, if a router told us and opened the port."""
        if self._external is None or self._mapped_port is None:
            return None
        return Address(self._external, self._mapped_port)

    def hear(self, alert: Any) -> NoteFound | None:
        """Take in an alert; return what is to be told of it."""
        match alert:
            case lt.external_ip_alert():
                self._external = str(alert.external_address)
            case lt.portmap_alert():
                self._mapped_port = alert.external_port
            case lt.dht_stats_alert():
                self.dht_nodes = sum(bucket["num_nodes"] for bucket in alert.routing_table)
            case lt.dht_mutable_item_alert():
                return notes.note_in(alert)
            case _:
                pass
        return None
