"""Which place on disk belongs to which transfer, whether or not anything lies there right now."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.errors import PlaceTaken
from desktop.net.torrent.names import collision_key
from desktop.net.torrent.placing import Placement
from desktop.node.transfers.live import Live

IsTaken = Callable[[Path], bool]


class Claims:
    """The places of all transfers. `live` are the node's: their owner adds and removes. Node's loop."""

    def __init__(self, live: Mapping[bytes, Live]) -> None:
        self._live = live

    def of_others(self, key: bytes) -> IsTaken:
        """Return what says whether anything at a path is another's than the transfer `key`; that blocks."""
        others = [
            live.placement
            for live in self._live.values()
            if live.key != key and live.transfer.is_placed and live.placement is not None
        ]
        return lambda path: any(_owns(placement, path) for placement in others)

    async def keep_apart(self, live: Live) -> None:
        """Raise PlaceTaken if what this transfer would write to is another's too."""
        placement, is_taken = live.placement, self.of_others(live.key)
        if placement is None or not live.transfer.is_placed:
            return
        taken = await asyncio.to_thread(lambda: [home for home in placement.homes if is_taken(home)])
        if taken:
            raise PlaceTaken(path=str(taken[0]))


def _owns(placement: Placement, path: Path) -> bool:
    """Return whether `path` is, holds or lies in what is placed so: files, and the folders they need."""
    wanted = _key(path)
    for home in placement.homes:
        own = _key(home)
        if own == wanted or own.startswith(f"{wanted}/"):
            return True
        if wanted.startswith(f"{own}/") and any(
            _is_at_or_in(f"{own}/{_below(file.disk, home)}", wanted) for file in placement.files
        ):
            return True
    return False


def _is_at_or_in(file: str, path: str) -> bool:
    return file == path or file.startswith(f"{path}/")


def _below(file: Path, home: Path) -> str:
    return collision_key(file.relative_to(home).as_posix()) if file.is_relative_to(home) else ""


def _key(path: Path) -> str:
    """Return what two paths share that lead to one place, on any system and through any link."""
    return collision_key((path.parent.resolve() / path.name).as_posix())
