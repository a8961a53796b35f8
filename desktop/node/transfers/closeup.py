"""A closer look at one transfer: its files, its pieces, and who takes part. Lives on the node's loop."""

import asyncio
from dataclasses import dataclass

from desktop.net.calls.endpoint import PathKind
from desktop.net.torrent.contents import File
from desktop.net.torrent.footing import Placed
from desktop.net.torrent.looking import NOTHING, Company, look_closely
from desktop.net.tunnel.tunnels import FarSide
from desktop.node.transfers.live import Live
from desktop.node.transfers.ranks import ranks_of
from desktop.node.transfers.tools import Tools
from desktop.share.shares import Share, Transfer


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes part, and whose device that is if a tunnel leads there."""

    company: Company
    far_side: FarSide | None

    @property
    def path(self) -> PathKind:
        return self.far_side.path if self.far_side is not None else PathKind.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is seen of one transfer. `ranks` are by entry, `placed` and `done` in the order of `files`."""

    share: Share
    transfer: Transfer
    path: str | None
    files: tuple[File, ...]
    placed: tuple[Placed, ...]
    ranks: bytes
    done: tuple[int, ...]
    parts: bytes
    pieces: int
    takers: tuple[Taker, ...]


async def look_at(live: Live, tools: Tools) -> Sight:
    torrent = tools.swarms.of(live.share).torrents.get(live.key)
    seen = NOTHING if torrent is None else await asyncio.to_thread(look_closely, torrent.handle)
    files = live.contents.files if live.contents is not None else ()
    known = live.contents is not None and len(seen.done) == live.contents.entries
    return Sight(
        share=live.share,
        transfer=live.transfer,
        path=str(live.placement.top) if live.placement is not None else None,
        files=files,
        placed=live.placement.files if live.placement is not None else (),
        ranks=ranks_of(live) if live.contents is not None else b"",
        done=tuple(seen.done[file.index] for file in files) if known else (0,) * len(files),
        parts=seen.cells,
        pieces=seen.pieces,
        takers=tuple(
            Taker(company, tools.swarms.far_side(live.share, company.address)) for company in seen.company
        ),
    )
