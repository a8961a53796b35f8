"""Every way to pass a file or folder along that bulk.py compares, behind one interface.

The clock runs over `send` and `receive`: from before the first process starts to the receiver's own word that
it has everything. What `prepare` does, a person did long before: settings, profiles, and for those called
*running*, the start of both programs.
"""

from typing import Final

from benchmarks.contenders.contender import Contender, Task
from benchmarks.contenders.own import BarePair, LinkedPassalong, Passalong, RunningPassalong
from benchmarks.contenders.plain import Http, Rsync
from benchmarks.contenders.syncthing import Syncthing
from benchmarks.contenders.torrent_clients import (
    Aria2Pair,
    PromptQbittorrentPair,
    QbittorrentPair,
    RunningQbittorrentPair,
    TransmissionPair,
)
from benchmarks.contenders.wormhole import Wormhole

__all__ = ["CONTENDERS", "Contender", "Task"]

CONTENDERS: Final[tuple[type[Contender], ...]] = (
    Passalong,
    RunningPassalong,
    LinkedPassalong,
    BarePair,
    QbittorrentPair,
    RunningQbittorrentPair,
    PromptQbittorrentPair,
    TransmissionPair,
    Aria2Pair,
    Syncthing,
    Wormhole,
    Rsync,
    Http,
)
