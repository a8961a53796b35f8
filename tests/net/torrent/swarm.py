"""Real torrent sessions on loopback, and the patience to wait for what they tell."""

import asyncio
import functools
import os
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from desktop.net.torrent.adding import Address, Job
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.engine import Engine
from desktop.net.torrent.news import AnyNews, Checked, Downloaded, Flushed, Snapshot, Stirred
from desktop.net.torrent.session import SwarmOptions
from tests.net.torrent.torrents import torrent_of

LOOPBACK: Final = SwarmOptions(bind="127.0.0.1", dht=False, lan=False)
DEADLINE: Final = 20.0
_ASKING: Final = 0.05


def in_loop[**P](test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run an asynchronous test in a loop of its own, within a minute."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), 60))

    return run


class Peer:
    """One engine that runs while the block does, and its news in the order they came."""

    def __init__(self, options: SwarmOptions = LOOPBACK) -> None:
        self.engine = Engine(options, self._hear)
        self.news: list[AnyNews] = []
        self._heard = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.engine.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.engine.stop()

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.engine.port)

    def handle(self, key: bytes) -> Any:
        torrent = self.engine.torrents.get(key)
        assert torrent is not None
        return torrent.handle

    async def hear[T: AnyNews](self, kind: type[T], where: Callable[[T], bool] = lambda _: True) -> T:
        """Return the first news of this kind, and forget it and all that came before it."""
        async with asyncio.timeout(DEADLINE):
            while True:
                for index, news in enumerate(self.news):
                    if isinstance(news, kind) and where(news):
                        del self.news[: index + 1]
                        return news
                await self._more(DEADLINE)

    async def see(self, key: bytes, where: Callable[[Snapshot], bool]) -> Snapshot:
        """Ask how `key` stands until it is as wished."""
        async with asyncio.timeout(DEADLINE):
            while True:
                self.engine.ask_for_news()
                await self._more(_ASKING)
                stirred = [news for news in self.news if isinstance(news, Stirred)]
                self.news = [news for news in self.news if not isinstance(news, Stirred)]
                for news in reversed(stirred):
                    if key in news.snapshots and where(news.snapshots[key]):
                        return news.snapshots[key]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Look again with every news, and now and then without."""
        async with asyncio.timeout(DEADLINE):
            while not condition():
                await self._more(_ASKING)

    async def received(self, key: bytes) -> None:
        """Wait until everything wanted came and was handed to the disk."""
        await self.hear(Downloaded)
        self.engine.flush(key)
        await self.hear(Flushed)

    async def _more(self, seconds: float) -> None:
        self._heard.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), seconds)

    def _hear(self, news: AnyNews) -> None:
        self.news.append(news)
        self._heard.set()


class Shared:
    """A folder of files as somebody shares it."""

    def __init__(
        self,
        folder: Path,
        *,
        hybrid: bool = True,
        size: int = 300_000,
        names: Iterable[str] = ("big", "sub/small", "sub/other"),
        other_size: int = 50_000,
    ) -> None:
        self.folder = folder
        self.top = folder / "top"
        for name in names:
            (self.top / name).parent.mkdir(parents=True, exist_ok=True)
            (self.top / name).write_bytes(os.urandom({"big": size, "sub/small": 10}.get(name, other_size)))
        self.torrent = torrent_of(self.top, hybrid=hybrid)
        self.contents = read_contents(self.torrent)

    def index(self, name: str) -> int:
        return next(file.index for file in self.contents.files if file.path == f"top/{name}")

    def job(self, folder: Path, **more: Any) -> Job:
        """Return the job of somebody who puts it into `folder` and knows what is in it."""
        contents = self.contents
        wished = {"torrent": self.torrent} | more
        return Job(b"share", folder, contents.infohash_v1, contents.infohash_v2, **wished)

    async def served_by(self, peer: Peer, **more: Any) -> None:
        peer.engine.add(self.job(self.folder, **{"whole": True, "read_only": True} | more))
        assert (await peer.hear(Checked)).complete

    def is_at(self, top: Path) -> bool:
        return files_below(top) == files_below(self.top)


def files_below(top: Path) -> dict[str, bytes]:
    """Return every file below `top` with what is in it, less libtorrent's own scratch files."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in top.rglob("*")
        if path.is_file() and path.suffix != ".parts"
    }
