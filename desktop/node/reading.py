"""Reading what is to be shared, in the child process that hashes it.

Imports little and needs no profile, so that a command line can begin it while it still loads the rest.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from desktop import keys, limits
from desktop.errors import NamesCollide, PathMissing, TorrentFileUnusable
from desktop.net.torrent.maker import NewTorrent, make_torrent
from desktop.net.torrent.making import Job
from desktop.net.torrent.names import System, collision_key, safe_name
from desktop.node.protocol import AddShare, ProgressNews, Tell
from desktop.share.links import SECRET_BYTES
from desktop.text import clean_line

_SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """Files being read for one share. `secret` is what its link will hold, empty if everybody may have it."""

    items: tuple[Path, ...]
    title: str
    secret: bytes
    torrent: asyncio.Task[NewTorrent]

    @classmethod
    async def begin(cls, command: AddShare, tell: Tell) -> Self:
        """Look at the paths and begin to read them. Raises PathMissing, NamesCollide, TorrentFileUnusable."""
        if command.torrent_file is not None and not Path(command.torrent_file).parent.is_dir():
            raise TorrentFileUnusable(path=command.torrent_file)
        items = await asyncio.to_thread(paths_to_share, command.paths)
        title = _title(command, items)
        secret = b"" if command.public else keys.random_bytes(SECRET_BYTES)
        job = Job(
            items=tuple(str(item) for item in items),
            # Of all systems Windows allows the fewest names.
            name=safe_name(title, System.WINDOWS),
            hybrid=command.public,
            salt=keys.derive_key(keys.Label.SHARE_SALT, secret)[:_SALT_BYTES] if secret else b"",
            trackers=command.trackers,
            web_seeds=command.web_seeds,
        )
        making = make_torrent(job, lambda done, total: tell(ProgressNews("reading", done, total)))
        return cls(items, title, secret, asyncio.create_task(making, name="read files"))

    async def give_up(self) -> None:
        """End the child process if it still reads."""
        self.torrent.cancel()
        await asyncio.gather(self.torrent, return_exceptions=True)


def paths_to_share(paths: tuple[str, ...]) -> tuple[Path, ...]:
    """Return what is to be shared, links to it followed."""
    items = []
    for path in paths:
        try:
            items.append(Path(path).resolve(strict=True))
        except (OSError, RuntimeError, ValueError) as error:  # ValueError: a zero byte in it
            raise PathMissing(path=path) from error
    seen: dict[str, Path] = {}
    for item in dict.fromkeys(items):
        other = seen.setdefault(collision_key(item.name), item)
        if other != item:
            raise NamesCollide(first=str(other), second=str(item))
    return tuple(seen.values())


def _title(command: AddShare, items: tuple[Path, ...]) -> str:
    wished = clean_line(command.title or "", limits.TITLE_LENGTH)
    if wished or len(items) == 1:
        return wished or clean_line(items[0].name, limits.TITLE_LENGTH)
    return clean_line(f"{items[0].stem} + {len(items) - 1}", limits.TITLE_LENGTH)
