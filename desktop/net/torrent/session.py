"""How libtorrent is set up, and the thread that waits for what it has to say."""

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final, Self

import libtorrent as lt

from desktop import limits
from desktop.errors import PortUnusable

logger = logging.getLogger(__name__)

_WAIT_MILLISECONDS: Final = 500
_PORT_TRIES: Final = 5
_LOOPBACK: Final = "127.0.0.1"
_ALL_ADDRESSES: Final = (("0.0.0.0", "255.255.255.255"), ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))  # noqa: S104 - a range, not a place to listen


@dataclass(frozen=True, slots=True)
class SwarmOptions:
    """How a session uses the network.

    `bind` None means every interface. Both limits are in KiB a second; 0 is none. A private session listens
    on loopback alone and announces nothing: its peers come and go through tunnels.
    """

    port: int = 0
    bind: str | None = None
    dht: bool = True
    lan: bool = True
    router: bool = True
    dht_bootstrap: str | None = None
    upload_limit: int = 0
    download_limit: int = 0
    downloads_at_once: int = 5
    private: bool = False

    @classmethod
    def for_tunnels(cls, upload_limit: int, download_limit: int, downloads_at_once: int) -> Self:
        """Return the options of a private session."""
        return cls(
            bind=_LOOPBACK,
            dht=False,
            lan=False,
            router=False,
            upload_limit=upload_limit,
            download_limit=download_limit,
            downloads_at_once=downloads_at_once,
            private=True,
        )

    @property
    def is_loopback(self) -> bool:
        return self.bind is not None and ip_address(self.bind).is_loopback


def open_session(options: SwarmOptions) -> Any:
    """Return a running libtorrent session. Raises PortUnusable."""
    settings: Any = _settings(options)  # the binding's own type for it lists no keys
    session = lt.session(settings)
    _limit_everybody(session)
    return session


def seek_anew(session: Any, options: SwarmOptions, torrents: Iterable[Any]) -> None:
    """Begin anew with finding others in the DHT, and be found there.

    libtorrent listens at new addresses by itself, but with a DHT that knows nobody, and asks nobody.
    """
    if options.dht:
        session.apply_settings({"enable_dht": False})
        session.apply_settings({"enable_dht": True})
    for torrent in torrents:
        torrent.force_reannounce()
        torrent.force_dht_announce()


def free_port(bind: str | None, wanted: int) -> int:
    """Return `wanted` if it can be listened on, else a port that can. Raises PortUnusable."""
    for port in (wanted, *(0,) * _PORT_TRIES):
        try:
            return _probe(bind, port)
        except OSError:
            continue
    raise PortUnusable(address=bind or "")


def _probe(bind: str | None, port: int) -> int:
    """Return a port that TCP and UDP can both listen on. Raises OSError."""
    family = socket.AF_INET6 if bind and ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tcp, socket.socket(family, socket.SOCK_DGRAM) as udp:
        if sys.platform == "win32":  # where others could otherwise take a port from those who have it
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            udp.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # else the connections of the node before this one keep its port for a minute
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tcp.bind((bind or "", port))
        found: int = tcp.getsockname()[1]
        udp.bind((bind or "", found))
        return found


def _settings(options: SwarmOptions) -> dict[str, Any]:
    may_ask_router = options.router and not options.is_loopback
    return {
        "listen_interfaces": _interfaces(options),
        "outgoing_interfaces": options.bind or "",
        "alert_mask": _alert_mask(),
        "alert_queue_size": 100_000,
        "enable_dht": options.dht,
        "enable_lsd": options.lan and not options.is_loopback,
        "enable_upnp": may_ask_router,
        "enable_natpmp": may_ask_router,
        "mixed_mode_algorithm": int(lt.bandwidth_mixed_algo_t.prefer_tcp),
        # uTP is always answered, but dialled only when TCP reached nobody (Engine.try_harder): on a fast link
        # it is many times slower.
        "enable_outgoing_utp": False,
        # Several people may live behind one router, or on one computer.
        "allow_multiple_connections_per_ip": True,
        "min_reconnect_time": 5,
        # Somebody who has just got everything stays to be counted.
        "close_redundant_connections": False,
        "max_metadata_size": limits.TORRENT_BYTES,
        "active_downloads": options.downloads_at_once,
        "active_seeds": -1,
        "active_limit": -1,
        "active_checking": 2,
        # What waits to be written is lost when the process is killed; a longer queue made nothing faster.
        "max_queued_disk_bytes": 8 * limits.MIB,
        "upload_rate_limit": options.upload_limit * limits.KIB,
        "download_rate_limit": options.download_limit * limits.KIB,
        "unchoke_slots_limit": 20,
        "tick_interval": 100,
        "stop_tracker_timeout": 1,
        "user_agent": "Passalong/0.1",
        **_dht_settings(options),
        **(_private_settings() if options.private else {}),
    }


def _private_settings() -> dict[str, Any]:
    """Return what differs where every peer is at the other end of a tunnel, which encrypts.

    A tunnel reads the first words of each connection to see which torrent it is for: they must be plain.
    And the session dials nobody, its peers are led to it: whoever is at the other end says at which port to
    call them, and that would be a port of this very computer.
    """
    plain = int(lt.enc_policy.disabled)
    return {
        "in_enc_policy": plain,
        "out_enc_policy": plain,
        "enable_incoming_utp": False,
        "enable_outgoing_utp": False,
        "enable_outgoing_tcp": False,
    }


def _dht_settings(options: SwarmOptions) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    if options.dht_bootstrap:
        settings["dht_bootstrap_nodes"] = options.dht_bootstrap
    if options.is_loopback:
        # Everybody in a lab has the same address, which the DHT otherwise takes for an attack: also when they
        # send more than five packets a second together, after which none of them is heard for minutes.
        for guard in (
            "restrict_routing_ips",
            "restrict_search_ips",
            "prefer_verified_node_ids",
            "enforce_node_id",
        ):
            settings[f"dht_{guard}"] = False
        settings["dht_ignore_dark_internet"] = False
        settings["dht_block_ratelimit"] = 1_000
        settings.setdefault("dht_bootstrap_nodes", "")
    return settings


def _interfaces(options: SwarmOptions) -> str:
    if options.bind is None:
        return f"0.0.0.0:{options.port},[::]:{options.port}"
    return f"[{options.bind}]:{options.port}" if ":" in options.bind else f"{options.bind}:{options.port}"


def _alert_mask() -> int:
    kinds = lt.alert_category
    return int(kinds.error | kinds.status | kinds.storage | kinds.connect | kinds.port_mapping | kinds.dht)


def _limit_everybody(session: Any) -> None:
    """Hold peers on the local network to the limits too; libtorrent exempts them by default."""
    everybody = lt.ip_filter()
    for first, last in _ALL_ADDRESSES:
        everybody.add_rule(first, last, 1 << session.global_peer_class_id)
    session.set_peer_class_filter(everybody)


class AlertPump(threading.Thread):
    """Waits for libtorrent off the loop and hands every alert to `take` on the loop.

    Never a callback from libtorrent itself: it may hold locks that Python code then waits for.
    """

    def __init__(self, session: Any, loop: asyncio.AbstractEventLoop, take: Callable[[Any], None]) -> None:
        super().__init__(name="libtorrent alerts", daemon=True)
        self._session = session
        self._loop = loop
        self._take = take
        self._drained = threading.Event()
        self._stopping = False

    def run(self) -> None:
        while not self._stopping:
            if self._session.wait_for_alert(_WAIT_MILLISECONDS) is None or self._stopping:
                continue
            self._drained.clear()
            self._loop.call_soon_threadsafe(self._drain)
            self._drained.wait()
        self._session = None  # else it would end where this thread is let go of: on the loop

    def stop(self) -> None:
        """Stop before the next wait; call `join` off the loop."""
        self._stopping = True
        self._drained.set()

    def _drain(self) -> None:
        session = self._session
        try:
            for alert in session.pop_alerts() if session is not None else ():
                self._hand_over(alert)
        finally:
            self._drained.set()

    def _hand_over(self, alert: Any) -> None:
        try:
            self._take(alert)
        except Exception:
            # One that we misread must not cost those behind it: they are gone with the next fetch.
            logger.exception("an alert could not be read: %s", type(alert).__name__)
