"""How a node uses the network: as this start was told and, beyond that, as is chosen. Pure."""

import msgspec

from desktop.node.protocol import NetworkOptions
from desktop.profile.settings import Settings


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
