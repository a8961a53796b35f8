"""How a node uses the network: as this start was told and, beyond that, as is chosen. Pure."""

from ipaddress import ip_address

import msgspec

from desktop.net.torrent.session import SwarmOptions
from desktop.node.protocol import NetworkOptions
from desktop.profile.settings import Relay, Settings


def in_force(said: NetworkOptions, settings: Settings) -> NetworkOptions:
    """Return what counts. What is said only ever forbids more; without the local network goes no router."""
    return msgspec.structs.replace(
        said,
        no_dht=said.no_dht or not settings.use_dht,
        no_lan=said.no_lan or not settings.use_lan,
        no_router=said.no_router or said.no_lan or not settings.use_router,
    )


def given(said: NetworkOptions) -> tuple[str, ...]:
    """Return what this start was told to do without, whatever is chosen."""
    without = {
        "dht": said.no_dht,
        "lan": said.no_lan,
        "router": said.no_router or said.no_lan,
        "relay": said.no_relay,
    }
    return tuple(name for name, is_so in without.items() if is_so)


def waits(said: NetworkOptions, began_with: Settings, now: Settings) -> tuple[str, ...]:
    """Return what was chosen differently since a node began, and does not count yet."""
    before, after = in_force(said, began_with), in_force(said, now)
    differs = {
        "dht": before.no_dht != after.no_dht,
        "lan": before.no_lan != after.no_lan,
        "router": before.no_router != after.no_router,
        "relay": not said.no_relay and (began_with.relay, began_with.own_relay) != (now.relay, now.own_relay),
    }
    return tuple(name for name, is_so in differs.items() if is_so)


def relay_in_use(network: NetworkOptions, settings: Settings) -> str:
    """Return whose relay passes packets on, as far as what is in force allows it: public, own, or none."""
    if network.no_relay or (network.bind is not None and ip_address(network.bind).is_loopback):
        return "none"
    if settings.relay is Relay.OWN and settings.own_relay is None:
        return "none"
    return "public" if settings.relay is Relay.DEFAULT else settings.relay.value


def swarm_options(network: NetworkOptions, settings: Settings) -> SwarmOptions:
    """Return how the public session uses the network."""
    return SwarmOptions(
        port=settings.swarm_port,
        bind=network.bind,
        dht=not network.no_dht,
        lan=not network.no_lan,
        router=not network.no_router,
        dht_bootstrap=network.dht_bootstrap,
        upload_limit=settings.upload_limit,
        download_limit=settings.download_limit,
        downloads_at_once=settings.downloads_at_once,
    )
