"""A process of its own that gets a torrent, so that it can be killed or given a disk of its own.

Says in one word a line what its engine tells; `received` goes on with how many bytes it has.
Arguments: the torrent's file, the folder, the port of somebody who has it, KiB a second at most.
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from desktop.net.torrent.adding import Address, Job
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.names import System
from desktop.net.torrent.news import AnyNews, Checked, Downloaded, Flushed, Stirred, Stuck
from desktop.net.torrent.placing import complete, place_in_folder
from tests.net.torrent.swarm import LOOPBACK, Peer

KEY = b"share"


def main() -> None:
    torrent, folder, port, limit = sys.argv[1:]
    asyncio.run(get(Path(torrent).read_bytes(), Path(folder), Address("127.0.0.1", int(port)), int(limit)))


async def get(torrent: bytes, folder: Path, peer: Address, limit: int) -> None:
    contents = read_contents(torrent)
    async with Peer(replace(LOOPBACK, download_limit=limit)) as getter:
        getter.engine.add(Job(KEY, folder, contents.infohash_v1, contents.infohash_v2, torrent=torrent))
        getter.engine.connect(KEY, (peer,))
        while not any(isinstance(news, Downloaded | Stuck) for news in getter.news):
            snapshot = await getter.see(KEY, lambda _: True)
            say("received", snapshot.done)
        getter.engine.flush(KEY)
        await getter.until(lambda: any(isinstance(news, Flushed) for news in getter.news))
        for news in getter.news:
            if not isinstance(news, Stirred):
                say(word(news))
        getter.news.clear()
        placement = place_in_folder(contents, folder, None, System.LINUX)
        getter.engine.recheck(KEY)
        checked = await getter.hear(Checked)
        say("whole" if checked.complete and complete(placement.files) else "not whole")


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def word(news: AnyNews) -> str:
    if isinstance(news, Stuck):
        return f"Stuck {type(news.reason).__name__} {getattr(news.reason, 'missing', '')}"
    return type(news).__name__


if __name__ == "__main__":
    main()
