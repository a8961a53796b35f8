"""The two sessions of a node, and how the others of a share are reached in each. Lives on the node's loop."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.ids import ShareId
from desktop.net.calls.endpoint import Unreachable
from desktop.net.torrent.adding import Address
from desktop.net.torrent.engine import Engine
from desktop.net.tunnel.knock import name_of
from desktop.net.tunnel.near_end import Wanted
from desktop.net.tunnel.tunnels import FarSide, Tunnels
from desktop.node.transfers.wishes import read_address
from desktop.reach import Reach
from desktop.share.shares import Audience, Share, Transfer


class Guests(Protocol):
    """Who takes part in a share that is for certain people, and where they are called."""

    def may_have(self, share: Share, endpoint: bytes) -> bool: ...
    def sources(self, share: Share) -> tuple[Reach, ...]: ...


@dataclass(frozen=True, slots=True)
class Rates:
    """KiB a second."""

    upload: int
    download: int


def part_of(limit: int, used_by_other: int) -> int:
    """Return how much of a limit one of two may use: what the other leaves, and half of it at least."""
    return limit and max(limit - used_by_other, (limit + 1) // 2)


class Swarms:
    """The public session is open to any BitTorrent client; the private one is reached through tunnels only.

    Which of the two a torrent is in follows from the audience of its share.
    """

    def __init__(
        self,
        public: Engine,
        private: Engine,
        start: Callable[[str, Coroutine[None, None, None]], asyncio.Task[None]],
    ) -> None:
        self.public: Final = public
        self.private: Final = private
        self._both = (public, private)
        self._start = start
        self._tunnels: Tunnels | None = None
        self._guests: Guests | None = None
        self._limits = Rates(0, 0)
        self._parts: dict[Engine, Rates] = {}
        self._calling: set[tuple[bytes, bytes]] = set()

    def join(self, tunnels: Tunnels, guests: Guests) -> None:
        """Reach the others of private shares from now on."""
        self._tunnels, self._guests = tunnels, guests

    def of(self, share: Share) -> Engine:
        return self.public if share.is_public else self.private

    # --- the others -------------------------------------------------------------------------------

    def dial(self, share: Share, transfer: Transfer) -> None:
        """Ask those for it whom we know of."""
        engine = self.of(share)
        if not engine.has(share.share) or transfer.paused:
            return
        if share.is_public:
            engine.connect(share.share, tuple(read_address(peer) for peer in transfer.peers))
            return
        for reach in self._sources(share, transfer):
            place = (share.share, reach.endpoint)
            if place not in self._calling:
                self._calling.add(place)
                self._start("tunnels: call", self._call(share, reach))

    def leave(self, share: Share) -> None:
        """Let go of a share: whoever is connected for it is not any more."""
        self.of(share).remove(share.share)
        if self._tunnels is not None and not share.is_public:
            self._tunnels.shut(share.public_id)

    def far_side(self, share: Share, address: Address) -> FarSide | None:
        """Return whose device somebody connected for a share comes from, None for whom no tunnel leads to."""
        if share.is_public or self._tunnels is None:
            return None
        return self._tunnels.far_side(address.port)

    def hang_up(self, endpoint: bytes) -> None:
        """End every tunnel to and from a device, at once."""
        if self._tunnels is not None:
            self._tunnels.hang_up(endpoint)

    def shut(self, share: ShareId) -> None:
        """Have whoever takes part in a private share ask again whether they may."""
        if self._tunnels is not None:
            self._tunnels.shut(share)

    def _sources(self, share: Share, transfer: Transfer) -> tuple[Reach, ...]:
        if share.audience is Audience.PEOPLE:
            return self._guests.sources(share) if self._guests is not None else ()
        return (transfer.source,) if transfer.source is not None else ()

    async def _call(self, share: Share, reach: Reach) -> None:
        """Connect the private session with a device through a tunnel, as soon as there is a call to it."""
        try:
            if self._tunnels is not None and share.infohash_v2 is not None:  # all private shares have one
                name = name_of(share.infohash_v2)
                await self._tunnels.lead(Wanted(share.public_id, share.secret, name), reach)
        except Unreachable:
            pass  # tried again in time
        finally:
            self._calling.discard((share.share, reach.endpoint))

    # --- both sessions ----------------------------------------------------------------------------

    def start(self) -> None:
        """Listen. Raises PortUnusable."""
        for engine in self._both:
            engine.start()

    async def stop(self) -> None:
        """Save what needs saving and leave, within two seconds."""
        await asyncio.gather(*(engine.stop() for engine in self._both))

    def limit(self, upload: int, download: int) -> None:
        """Set both limits in KiB a second, for both sessions together; 0 is none."""
        self._limits = Rates(upload, download)
        self.divide_limits(Rates(0, 0), Rates(0, 0))

    def get_at_once(self, count: int) -> None:
        """Set how many of each session arrive at the same time."""
        for engine in self._both:
            engine.get_at_once(count)

    def divide_limits(self, public: Rates, private: Rates) -> None:
        """Give each session what the other does not use; `public` and `private` are what they use."""
        for engine, other in ((self.public, private), (self.private, public)):
            part = Rates(
                part_of(self._limits.upload, other.upload), part_of(self._limits.download, other.download)
            )
            if self._parts.get(engine) != part:
                self._parts[engine] = part
                engine.limit(part.upload, part.download)

    def hold(self, *, on: bool) -> None:
        """Let everything rest, or go on."""
        for engine in self._both:
            engine.hold(on=on)

    def try_harder(self, *, on: bool) -> None:
        """Dial by uTP as well where there are no tunnels."""
        self.public.try_harder(on=on)

    def save_all(self) -> None:
        for engine in self._both:
            engine.save_all()

    def ask_for_news(self) -> None:
        for engine in self._both:
            engine.ask_for_news()
