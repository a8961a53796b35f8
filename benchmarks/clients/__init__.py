"""Other people's BitTorrent clients, each driven as its makers meant it."""

from typing import Final

from benchmarks.clients.aria2 import Aria2
from benchmarks.clients.client import Client
from benchmarks.clients.qbittorrent import PromptQbittorrent, Qbittorrent
from benchmarks.clients.rtorrent import Rtorrent
from benchmarks.clients.transmission import Transmission

__all__ = ["CLIENTS", "Aria2", "Client", "PromptQbittorrent", "Qbittorrent", "Rtorrent", "Transmission"]

CLIENTS: Final[tuple[type[Client], ...]] = (Qbittorrent, Transmission, Aria2, Rtorrent)
