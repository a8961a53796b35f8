"""This device on the network: calls others and is called, over iroh, whose one home this is.

Who is at the other end of a call is proven before it is handed out: its endpoint key is what it was
encrypted for. Nothing is published to or asked of anybody but the devices called and, if one is chosen, a
relay.
"""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, Final, Self

import iroh
from iroh import iroh_ffi

from desktop import limits
from desktop.errors import PortUnusable
from desktop.net.addresses import own_addresses
from desktop.net.calls.answering import Answering
from desktop.net.calls.repair import repair
from desktop.reach import Reach

BYE: Final = 0
NONSENSE: Final = 400
REFUSED: Final = 403

_GOODBYE_SECONDS: Final = 0.5
"""How long the others may take to hear that we hang up."""
_WAITING: Final = 64
_LOWEST_PORT: Final = 1024
_WINDOW: Final = 4 * limits.MIB
"""What the other side may send before it is read: the most that a call holds in memory."""
_STREAMS: Final = 64


class CallEnded(Exception):
    """The call is over: the other side hung up or vanished, or we did."""


class Unreachable(Exception):
    """Nobody answered in time at any address."""


class RelayChoice(StrEnum):
    """Who passes packets on where routers let nothing in."""

    PUBLIC = "public"
    OWN = "own"
    NONE = "none"


class PathKind(StrEnum):
    """How the packets of a call go."""

    DIRECT = "direct"
    RELAY = "relay"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Path:
    """How a call goes at this moment, and where to."""

    kind: PathKind
    to: str


@dataclass(frozen=True, slots=True)
class CallOptions:
    """How calls use the network. `bind` None is every interface; `port` 0 is any."""

    bind: str | None = None
    port: int = 0
    relay: RelayChoice = RelayChoice.NONE
    relay_url: str | None = None


class Endpoint:
    """Open from `open` to `close`, on the loop that opened it."""

    def __init__(self, endpoint: Any, options: CallOptions) -> None:
        self._endpoint = endpoint
        self._bind = options.bind
        self._is_loopback = ip_address(own_addresses(options.bind)[0]).is_loopback
        self._relays: tuple[Any, ...] = _relays(options)
        self._proven_relays: Callable[[], Collection[str]] = tuple
        self.endpoint_id: bytes = endpoint.id().to_bytes()
        self._calls: asyncio.Queue[Call | None] = asyncio.Queue(_WAITING)
        self._door = Answering(endpoint, self._take)
        self._answering = asyncio.get_running_loop().create_task(self._answer(), name="calls: listen")

    @classmethod
    async def open(cls, seed: bytes, options: CallOptions, alpns: Sequence[bytes]) -> Self:
        """Listen for calls to the endpoint key made from `seed`. Raises PortUnusable."""
        repair()
        _attach()
        builder: Any = iroh.EndpointBuilder()  # type: ignore[no-untyped-call]
        builder.apply_minimal()
        builder.relay_mode(_relay_mode(options))
        builder.secret_key(seed)
        builder.alpns(list(alpns))
        for address in _sockets(options):
            builder.bind_addr(address)
        try:
            return cls(await builder.bind(), options)
        except iroh.IrohError as error:
            raise PortUnusable(address=options.bind or "") from error

    @property
    def is_answering(self) -> bool:
        """Return whether calls to this device are taken."""
        return self._door.is_well

    def reach(self) -> Reach:
        """Return where this device can be called now: nowhere any more once it is closed."""
        if self._endpoint is None:
            return Reach(self.endpoint_id)
        found = self._endpoint.addr()
        ports = {ip_address(host).version: port for host, port in map(_split, self._endpoint.bound_sockets())}
        own = [
            (address, ports[ip_address(address).version])
            for address in own_addresses(self._bind)
            if ip_address(address).version in ports
        ]
        seen = [_split(address) for address in found.direct_addresses()]
        addresses = tuple(
            dict.fromkeys(own + [place for place in seen if place[1] and self._is_meant(place[0])])
        )
        return Reach(self.endpoint_id, found.relay_url(), addresses[: limits.LINK_ADDRESSES])

    def trust_relays(self, relays: Callable[[], Collection[str]]) -> None:
        """Call through these relays too: people known have said that they are reached there."""
        self._proven_relays = relays

    def _is_meant(self, host: str) -> bool:
        """Return whether others may call at an address: told to use one, iroh listens on [::1] as well."""
        return self._bind is None or host == self._bind or not ip_address(host).is_loopback

    def sockets(self) -> list[tuple[str, int]]:
        """Return where it listens."""
        return [_split(address) for address in self._endpoint.bound_sockets()]

    async def accept(self) -> "Call | None":
        """Return the next call to this device, None once it is closed."""
        return await self._calls.get()

    async def dial(self, reach: Reach, alpn: bytes, *, seconds: float) -> "Call":
        """Call a device. Raises Unreachable."""
        if self._endpoint is None:
            raise Unreachable
        try:
            async with asyncio.timeout(seconds):
                target = iroh.EndpointAddr(
                    iroh.EndpointId.from_bytes(reach.endpoint),
                    self._usable(reach.relay),
                    [_join(*at) for at in reach.addresses if self._may_dial(*at)],
                )
                return Call(await self._endpoint.connect(target, alpn), is_dialled=True)
        except (iroh.IrohError, TimeoutError) as error:
            raise Unreachable from error

    def _usable(self, relay: str | None) -> str | None:
        """Return a relay if it is ours, the public one, or somebody's whom we know.

        Anything else is a server of a stranger's choice, which iroh would connect to.
        """
        if relay is None or not self._relays:
            return None
        with contextlib.suppress(iroh.IrohError):  # which is what it thinks of a URL that is none
            if any(known.contains(relay) for known in self._relays) or relay in self._proven_relays():
                return relay
        return None

    def _may_dial(self, host: str, port: int) -> bool:
        """Return whether an honest device may be there: none is at a service of this very computer."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        nobody = address.is_multicast or address.is_unspecified or address.is_link_local
        own = address.is_loopback and not self._is_loopback
        return port >= _LOWEST_PORT and not nobody and not own

    async def close(self) -> None:
        """Hang up everything and listen no more; may be called again."""
        if self._endpoint is None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self._endpoint.close()
                # It ends by itself now; iroh keeps the port if it is cancelled while it waits.
                await self._answering
        self._answering.cancel()
        await asyncio.gather(self._answering, self._door.stop(), return_exceptions=True)
        self._endpoint = None  # only without the last reference to it does iroh let go of its port
        with contextlib.suppress(asyncio.QueueFull):
            self._calls.put_nowait(None)

    async def _answer(self) -> None:
        await self._door.run()
        await self._calls.put(None)

    def _take(self, connection: Any) -> None:
        call = Call(connection, is_dialled=False)
        try:
            self._calls.put_nowait(call)
        except asyncio.QueueFull:
            call.close(REFUSED, b"busy")


class Call:
    """One call. `remote` is the endpoint key at the other end, proven."""

    def __init__(self, connection: Any, *, is_dialled: bool) -> None:
        connection.set_receive_window(_WINDOW)
        connection.set_max_concurrent_bi_streams(_STREAMS)
        self._connection = connection
        self.is_dialled = is_dialled
        self.remote: bytes = connection.remote_id().to_bytes()
        self.alpn: bytes = connection.alpn()

    @property
    def is_over(self) -> bool:
        return self._connection.close_reason() is not None

    async def open_stream(self) -> "Stream":
        with _ending():
            return Stream(await self._connection.open_bi())

    async def accept_stream(self) -> "Stream":
        with _ending():
            return Stream(await self._connection.accept_bi())

    async def closed(self) -> None:
        """Return once the call is over."""
        with contextlib.suppress(iroh.IrohError):
            await self._connection.closed()

    def close(self, code: int, why: bytes) -> None:
        """Hang up; the other side is told."""
        self._connection.close(code, why)

    def path(self) -> Path:
        chosen = next((path for path in self._connection.paths() if path.is_selected), None)
        if chosen is None:
            return Path(PathKind.NONE, "")
        return Path(PathKind.RELAY if chosen.is_relay else PathKind.DIRECT, str(chosen.remote_addr))


class Stream:
    """Bytes both ways, in order, each way with back-pressure. Raises CallEnded for whatever breaks."""

    def __init__(self, streams: Any) -> None:
        self._out = streams.send()
        self._in = streams.recv()

    async def write(self, data: bytes) -> None:
        with _ending():
            await self._out.write_all(data)

    async def read(self, most: int) -> bytes:
        """Return what is there, at most so many bytes; none at the end."""
        with _ending():
            found: bytes = await self._in.read(most)
            return found

    async def read_exactly(self, count: int) -> bytes:
        with _ending():
            found: bytes = await self._in.read_exact(count)
            return found

    async def finish(self) -> None:
        """Say that nothing more is written."""
        with _ending():
            await self._out.finish()

    async def abort(self) -> None:
        """Take part no longer; what is under way is lost."""
        with contextlib.suppress(iroh.IrohError):
            await self._out.reset(BYE)
        with contextlib.suppress(iroh.IrohError):
            await self._in.stop(BYE)


def _attach() -> None:
    """Have iroh answer on this loop: it keeps to the one that it was told of last."""
    loop: Any = asyncio.get_running_loop()
    iroh_ffi.uniffi_set_event_loop(loop)


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    try:
        yield
    except iroh.IrohError as error:
        raise CallEnded from error


def _relay_mode(options: CallOptions) -> Any:
    match options.relay:
        case RelayChoice.PUBLIC:
            return iroh.RelayMode.default_mode()
        case RelayChoice.OWN if options.relay_url:
            return iroh.RelayMode.custom_from_urls([options.relay_url])
        case _:
            return iroh.RelayMode.disabled()


def _relays(options: CallOptions) -> tuple[Any, ...]:
    """Return the relays that anybody may name: ours and the public ones, or none if none are used."""
    own = _relay_mode(options).relay_map()
    return () if own.is_empty() else (own, iroh.RelayMode.default_mode().relay_map())


def _sockets(options: CallOptions) -> list[str]:
    """Return one address of each family: iroh itself binds the family that is not named to everything."""
    if options.bind is None or ip_address(options.bind).is_unspecified:
        return [_join("0.0.0.0", options.port), _join("::", options.port)]  # noqa: S104 - asked for
    if ip_address(options.bind).version == 4:  # noqa: PLR2004
        return [_join(options.bind, options.port), _join("::1", options.port)]
    return [_join("127.0.0.1", options.port), _join(options.bind, options.port)]


def _join(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _split(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)
