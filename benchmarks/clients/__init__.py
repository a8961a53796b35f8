"""Other people's BitTorrent clients, each driven as its makers meant it."""

from typing import Final

from benchmarks.clients.aria2 import Aria2
from benchmarks.clients.client import Client, PeerTaker, StayingClient
from benchmarks.clients.deluge import Deluge
from benchmarks.clients.qbittorrent import PromptQbittorrent, Qbittorrent
from benchmarks.clients.rtorrent import Rtorrent
from benchmarks.clients.transmission import Transmission
from benchmarks.clients.webtorrent import Webtorrent

__all__ = [
    "CLIENTS",
    "Aria2",
    "Client",
    "Deluge",
    "PeerTaker",
    "PromptQbittorrent",
    "Qbittorrent",
    "Rtorrent",
    "StayingClient",
    "Transmission",
    "Webtorrent",
]

CLIENTS: Final[tuple[type[Client], ...]] = (
    Qbittorrent,
    Deluge,
    Webtorrent,
    Rtorrent,
    Transmission,
    Aria2,
)
