"""How the benchmarks drive Passalong: by its command line, as anybody's script would."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.programs import Program, ProgramFailed

LAB_NETWORK: Final = ("--bind", "127.0.0.1", "--no-dht", "--no-lan", "--no-relay")
"""Nothing leaves this machine."""


@dataclass(frozen=True, slots=True)
class RunningNode:
    pid: int
    swarm_port: int


def command(profile: Path, *arguments: str, network: Sequence[str] = ()) -> list[str]:
    program = Path(sys.executable).with_name("passalong")
    return [str(program), "--json", "--profile", str(profile), *network, *arguments]


def wait_event(program: Program, name: str, seconds: float) -> dict[str, Any]:
    """Return the first event of that name."""
    while (found := _read(program, seconds)).get("event") != name:
        pass
    return found


def wait_result(program: Program, seconds: float) -> Any:
    """Return what the last line says."""
    while "result" not in (found := _read(program, seconds)):
        pass
    return found["result"]


def run(profile: Path, *arguments: str, seconds: float, network: Sequence[str] = ()) -> Any:
    """Run a short command to its end and return its result."""
    with Program(command(profile, *arguments, network=network), profile.with_suffix(".log")) as program:
        return wait_result(program, seconds)


@contextmanager
def running_node(profile: Path, seconds: float) -> Iterator[RunningNode]:
    """Run a node until the end of the block, which begins when it is ready."""
    log = profile.with_suffix(".node.log")
    with Program(command(profile, "node", network=LAB_NETWORK), log) as node:
        ready = wait_event(node, "ready", seconds)
        yield RunningNode(node.pid, ready["swarm_port"])


def _read(program: Program, seconds: float) -> dict[str, Any]:
    found = program.event(seconds)
    if "error" in found:
        raise ProgramFailed(f"passalong: {found['error']}")
    return found
