"""Others on the same local network, by multicast DNS (RFC 6762, 6763). The one home of zeroconf.

A device shows a number that is new at each start and a tag made of it, by which those recognise it who know
its endpoint. Nobody else learns who is there, unless the device shows its link as well.
"""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final

from zeroconf import Error as ZeroconfError
from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from desktop import keys, limits
from desktop.net.addresses import own_addresses

logger = logging.getLogger(__name__)

_SERVICE: Final = "_passalong._udp.local."
_NONCE_BYTES: Final = 8
_TAG_BYTES: Final = 16
_CHUNK: Final = 200
"""What fits behind one key of a TXT record, which has at most 255 bytes with it."""
_CHUNKS: Final = 8
_ASK_MILLISECONDS: Final = 3_000
_GOODBYE_SECONDS: Final = 0.4
_ASKED_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """A device that shows itself. `name` is its own on this network, `link` its person's if they show it."""

    name: str
    addresses: tuple[tuple[str, int], ...]
    nonce: bytes
    tag: bytes
    link: str | None

    def is_device(self, endpoint: bytes) -> bool:
        """Return whether this is the device with that endpoint, or somebody who has seen it."""
        return keys.are_equal(self.tag, tag_of(endpoint, self.nonce))


def tag_of(endpoint: bytes, nonce: bytes) -> bytes:
    return keys.digest(keys.Label.NEARBY, endpoint + nonce)[:_TAG_BYTES]


class Nearby:
    """Shows this device and watches for others. Lives on the loop that starts it."""

    def __init__(self, bind: str | None, tell: Callable[[Seen], None], lost: Callable[[str], None]) -> None:
        self._bind = bind
        self._tell = tell
        self._lost = lost
        self._nonce = keys.random_bytes(_NONCE_BYTES)
        self._zeroconf: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._telling = asyncio.Lock()
        """One thing at a time is told: zeroconf takes its own news for somebody else's otherwise."""
        self._asking: list[asyncio.Task[None]] = []
        self._seen: set[str] = set()
        self._notices = itertools.count()
        self._unasked: asyncio.Queue[str] = asyncio.Queue(limits.NEARBY)
        """Those seen who are still to be asked where they are, each once."""
        self._waiting: set[str] = set()

    async def start(self, endpoint: bytes, port: int, link: str | None) -> None:
        """Begin, or begin anew after `stop`. Raises OSError where the network takes no multicast."""
        self._seen.clear()
        with _translated():
            self._zeroconf = AsyncZeroconf(
                interfaces=[self._bind] if self._bind else InterfaceChoice.All,
                ip_version=IPVersion.V6Only if self._bind and ":" in self._bind else IPVersion.V4Only,
            )
            loop = asyncio.get_running_loop()
            self._asking = [
                loop.create_task(self._ask_all(), name="nearby: ask") for _ in range(_ASKED_AT_ONCE)
            ]
            self._browser = AsyncServiceBrowser(self._zeroconf.zeroconf, _SERVICE, handlers=[self._changed])
            async with self._telling:
                await (await self._zeroconf.async_register_service(self._info(endpoint, port, link)))

    async def show(self, endpoint: bytes, port: int, link: str | None) -> None:
        """Show this from now on: the link, or no longer. Raises OSError."""
        with _translated():
            async with self._telling:
                if self._zeroconf is not None:
                    await (await self._zeroconf.async_update_service(self._info(endpoint, port, link)))

    async def stop(self) -> None:
        """Say goodbye, and watch no more."""
        for task in self._asking:
            task.cancel()
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                if self._browser is not None:
                    await self._browser.async_cancel()
                if self._zeroconf is not None:
                    await self._zeroconf.async_unregister_all_services()
        if self._zeroconf is not None:
            await self._zeroconf.async_close()

    def _info(self, endpoint: bytes, port: int, link: str | None) -> AsyncServiceInfo:
        name, tag = self._nonce.hex(), tag_of(endpoint, self._nonce).hex()
        # Others would take a notice that says the same as one of a moment ago for that one, come again.
        number = str(next(self._notices))
        shown = {"v": b"1", "n": name.encode(), "t": tag.encode(), "c": number.encode()}
        code = (link or "").encode()
        for part, start in enumerate(range(0, min(len(code), _CHUNK * _CHUNKS), _CHUNK)):
            shown[f"l{part}"] = code[start : start + _CHUNK]
        addresses = [address for address in own_addresses(self._bind) if ":" not in address or self._bind]
        return AsyncServiceInfo(
            _SERVICE,
            f"{name}.{_SERVICE}",
            port=port,
            properties=shown,
            server=f"{name}.local.",
            parsed_addresses=addresses[: limits.LINK_ADDRESSES],
        )

    def _changed(self, *, name: str, state_change: ServiceStateChange, **_: object) -> None:
        """Hear of a device: called by zeroconf on the loop."""
        if name.startswith(self._nonce.hex()):
            return
        if state_change is ServiceStateChange.Removed:
            self._seen.discard(name)
            self._lost(name)
        elif name not in self._waiting and not self._unasked.full() and self._has_room_for(name):
            self._seen.add(name)
            self._waiting.add(name)
            self._unasked.put_nowait(name)

    def _has_room_for(self, name: str) -> bool:
        return name in self._seen or len(self._seen) < limits.NEARBY

    async def _ask_all(self) -> None:
        while True:
            name = await self._unasked.get()
            self._waiting.discard(name)  # whatever changes from now on is asked again
            try:
                # One answer may be lost on a busy network; whoever only claims to be here takes no place.
                if name in self._seen and not (await self._ask(name) or await self._ask(name)):
                    self._seen.discard(name)
            except Exception:  # zeroconf reads what anybody on this network may say; it costs them alone
                logger.exception("somebody nearby could not be asked")

    async def _ask(self, name: str) -> bool:
        """Ask one device where it is and what it shows, and tell; return whether it answered."""
        assert self._zeroconf is not None
        info = AsyncServiceInfo(_SERVICE, name)
        if not await info.async_request(self._zeroconf.zeroconf, _ASK_MILLISECONDS):
            return False
        seen = read_notice(name, info.parsed_addresses(), info.port, info.properties)
        if seen is not None and name in self._seen:
            self._tell(seen)
        return True


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ZeroconfError as error:
        raise OSError(repr(error)) from error


def read_notice(name: str, addresses: list[str], port: int | None, shown: dict[bytes, Any]) -> Seen | None:
    """Return what a device shows, None if that is not what we know: anybody may show anything."""
    try:
        nonce, tag = (bytes.fromhex((shown.get(key) or b"").decode("ascii")) for key in (b"n", b"t"))
        code = b"".join(shown.get(f"l{number}".encode()) or b"" for number in range(_CHUNKS)).decode("ascii")
        places = tuple((str(ip_address(address)), int(port or 0)) for address in addresses)
    except (ValueError, AttributeError):
        return None
    if len(nonce) != _NONCE_BYTES or len(tag) != _TAG_BYTES or not port:
        return None
    return Seen(name, places[: limits.LINK_ADDRESSES], nonce, tag, code or None)
