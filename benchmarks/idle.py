"""What it costs to have many shares that nobody asks for: start of `passalong node`, memory, CPU.

python -m benchmarks.idle [--shares N] [--rounds N]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import passalong
from benchmarks.measure import MEGABYTE, Moment, Span, Spread
from benchmarks.passalong import LAB_NETWORK
from benchmarks.programs import ProgramFailed, memory_of, processor_seconds
from benchmarks.samples import KIB, Case, make

_SECONDS: Final = 60
_IDLE_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the node: seconds, and bytes of memory when it was ready and after a while of idling."""

    ready: float
    resident_ready: int
    resident_idle: int
    own_idle: int
    cpu_idle: float
    steal: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report, and what its median must stay below."""

    name: str
    value: Callable[[Start], float]
    limit: float | None = None


LINES: Final = (
    Line("start to ready, s", lambda start: start.ready, 2),
    Line("memory when ready, MB", lambda start: start.resident_ready / MEGABYTE, 200),
    Line("memory when idle, MB", lambda start: start.resident_idle / MEGABYTE, 200),
    Line("of that its own, MB", lambda start: start.own_idle / MEGABYTE),
    Line(f"CPU in {_IDLE_SECONDS} s of idling, s", lambda start: start.cpu_idle),
)


def fill(profile: Path, folder: Path, shares: int) -> None:
    """Share many small files, one by one, through a running node."""
    with passalong.running_node(profile, _SECONDS):
        for number in range(shares):
            file = make(Case(f"share-{number:03}", files=1, size=100 * KIB), folder)
            passalong.run(profile, "share", str(file), network=LAB_NETWORK, seconds=_SECONDS)


def measure(profile: Path, shares: int) -> Start:
    before = Moment.now()
    with passalong.running_node(profile, _SECONDS) as node:
        ready = time.perf_counter() - before.wall
        resident_ready, _ = memory_of(node.pid)
        spent = processor_seconds(node.pid)
        time.sleep(_IDLE_SECONDS)
        cpu_idle = processor_seconds(node.pid) - spent
        resident_idle, own_idle = memory_of(node.pid)
        steal = Span.between(before, Moment.now()).steal
        rows = passalong.run(profile, "transfers", network=LAB_NETWORK, seconds=_SECONDS)
    seeding = sum(row["state"] == "seeding" for row in rows)
    if seeding != shares:
        raise ProgramFailed(f"{seeding} of {shares} shares are seeding")
    return Start(ready, resident_ready, resident_idle, own_idle, cpu_idle, steal)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.idle", description=__doc__.splitlines()[0])
    parser.add_argument("--shares", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passalong-idle-") as place:
        profile, folder = Path(place) / "ann", Path(place) / "files"
        folder.mkdir()
        fill(profile, folder, options.shares)
        starts = [measure(profile, options.shares) for _ in range(options.rounds)]
    print(f"{options.shares} idle shares, {options.rounds} starts, min - median - max")
    for line in LINES:
        spread = Spread.of(map(line.value, starts))
        assert spread is not None
        verdict = "" if line.limit is None else f"  goal < {line.limit:g}: "
        if line.limit is not None:
            verdict += "met" if spread.middle < line.limit else "NOT MET"
        print(f"  {line.name:28}{spread.text()}{verdict}")
    print(f"  steal                       {max(start.steal for start in starts):.0%} at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
