"""Commands that look after what is stored: rebuild, state, doctor."""

import asyncio
import shutil
import sqlite3
import stat
import sys
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.errors import PortUnusable
from desktop.files import can_hold
from desktop.ids import find_by_prefix
from desktop.net.torrent.session import free_port
from desktop.node import protocol
from desktop.node.commands.doctor import network_findings
from desktop.node.node import Node
from desktop.node.protocol import CheckResult, Tell
from desktop.share.store.author import private_space
from desktop.share.store.connections import sqlite_is_affected

_LITTLE_ROOM: Final = limits.GIB
_CLOCK_FLOOR: Final = 1_795_000_000
"""November 2026: no clock that is right says less."""


async def rebuild(node: Node, command: protocol.Rebuild, tell: Tell) -> protocol.RebuildResult:
    del command, tell
    began = node.clock.monotonic()
    done = await node.desk.run(node.store.rebuild)
    return protocol.RebuildResult(
        records=done.records,
        seconds=round(node.clock.monotonic() - began, 3),
        state_hash=done.state_hash.hex(),
    )


async def show_state(node: Node, command: protocol.ShowState, tell: Tell) -> protocol.StateResult:
    del tell
    if command.group is not None:
        find_by_prefix("group", command.group, [private_space(node.person)])
    state = await node.desk.run(node.store.state)
    return protocol.StateResult(records=state.records, state_hash=state.state_hash.hex())


async def examine(node: Node, command: protocol.Examine, tell: Tell) -> list[CheckResult]:
    """Return what the doctor finds."""
    del command, tell
    return await asyncio.to_thread(_findings, node) + await network_findings(node)


def _findings(node: Node) -> list[CheckResult]:
    folder, downloads = node.profile.folder, node.downloads()
    return [
        _sqlite(),
        _disk(folder),
        CheckResult("clock", ok=node.clock.now() > _CLOCK_FLOOR, data={"seconds": _seconds_behind(node)}),
        _ports(node),
        CheckResult("downloads", ok=can_hold(downloads), data={"folder": str(downloads)}),
        CheckResult("profile", ok=_is_private(folder), data={"folder": str(folder)}),
    ]


def _sqlite() -> CheckResult:
    affected = sqlite_is_affected(sqlite3.sqlite_version_info)
    return CheckResult(
        "sqlite",
        ok=not affected,
        data={"version": sqlite3.sqlite_version, "affected": "yes" if affected else "no"},
    )


def _disk(folder: Path) -> CheckResult:
    free = shutil.disk_usage(folder).free
    return CheckResult("disk", ok=free >= _LITTLE_ROOM, data={"folder": str(folder), "free": free})


def _ports(node: Node) -> CheckResult:
    if node.swarms is not None:
        return CheckResult("ports", ok=True, data={"port": node.swarms.public.port})
    wanted = node.profile.settings.swarm_port
    try:
        port = free_port(node.network.bind, wanted)
    except PortUnusable:
        return CheckResult("ports", ok=False, data={"port": wanted})
    return CheckResult("ports", ok=wanted in {0, port}, data={"port": wanted or port})


def _seconds_behind(node: Node) -> int:
    return max(int(_CLOCK_FLOOR - node.clock.now()), 0)


def _is_private(folder: Path) -> bool:
    others = stat.S_IRWXG | stat.S_IRWXO
    return sys.platform == "win32" or not folder.stat().st_mode & others
