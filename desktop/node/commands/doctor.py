"""What the doctor finds out about the network of a running node, and how each contact is reached."""

import asyncio
from ipaddress import ip_address
from typing import Final

from desktop.net.calls.endpoint import PathKind
from desktop.node.node import Node
from desktop.node.protocol import CheckResult

_ASK_SECONDS: Final = 0.4
_FEW_NODES: Final = 1


async def network_findings(node: Node) -> list[CheckResult]:
    """Return what works of the network; nothing while the node does not use it."""
    if node.people is None or node.swarms is None:
        return []
    addresses = [ip_address(address) for address, _ in node.people.own_reach().addresses]
    beyond = not any(address.is_loopback for address in addresses)
    findings = [CheckResult("calls", ok=bool(addresses), data={"port": node.call_port()})]
    if not node.people.is_answering:
        findings = [CheckResult("answering", ok=False)]
    if beyond:
        has_ipv6 = any(address.version == 6 and address.is_global for address in addresses)  # noqa: PLR2004
        findings.append(CheckResult("ipv6", ok=has_ipv6))
        mapped = node.swarms.public.world.external_address
        findings.append(CheckResult("mapping", ok=mapped is not None or has_ipv6))
        findings.append(_relay(node.relay_in_use(), is_connected=node.people.own_reach().relay is not None))
    if not node.network.no_dht:
        node.swarms.public.count_dht_nodes()
        await asyncio.sleep(_ASK_SECONDS)
        nodes = node.swarms.public.world.dht_nodes
        findings.append(CheckResult("dht", ok=nodes >= _FEW_NODES, data={"nodes": nodes}))
    if left_out := await node.people.books.left_out():
        findings.append(CheckResult("book", ok=False, data={"people": left_out}))
    return findings + _paths(node)


def _relay(in_use: str, *, is_connected: bool) -> CheckResult:
    data: dict[str, str | int] = {"relay": in_use}
    if in_use == "none":
        return CheckResult("relay", ok=False, data=data)
    return CheckResult("relay" if is_connected else "relay-away", ok=is_connected, data=data)


def _paths(node: Node) -> list[CheckResult]:
    """Return how each contact is reached."""
    assert node.people is not None
    found = []
    for contact in node.people.contacts():
        how = node.people.paths.to(contact.person)
        check = {PathKind.DIRECT: "path-direct", PathKind.RELAY: "path-relay", PathKind.NONE: "path-none"}[
            how
        ]
        found.append(CheckResult(check, ok=how is not PathKind.NONE, data={"name": contact.name}))
    return found
