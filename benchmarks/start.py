"""Where the time goes when `passalong --json id` starts: the interpreter, each package's import, the rest.

    python -m benchmarks.start [--rounds N] [COMMAND WORD …]

"Cold" means that the kernel was asked to forget the files of Python and of what it imports; pages that other
running programs use stay in memory, so it is the best that can be had without stopping the machine.
"""

import argparse
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import passalong
from benchmarks.measure import Spread, table
from benchmarks.passalong import LAB_NETWORK
from benchmarks.programs import Program

_CHECKOUT: Final = Path(__file__).parent.parent
_IMPORT: Final = re.compile(r"import time: +(?P<own>\d+) \| +\d+ \| +(?P<module>(?P<package>[^.\s]+)\S*)")
_SHOWN: Final = 15
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of wall time per round."""

    interpreter: list[float]
    whole: list[float]


def forget_files() -> None:
    """Ask the kernel to drop its copies of everything that an interpreter of ours may read."""
    places = {sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    for folder in (*map(Path, places), _CHECKOUT / "desktop"):
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def clock(command: Sequence[str], log: Path) -> float:
    start = time.perf_counter()
    Program(command, log).succeed(_SECONDS)
    return time.perf_counter() - start


def measure(command: Sequence[str], log: Path, rounds: int, before: Callable[[], None]) -> Times:
    times = Times([], [])
    for _ in range(rounds):
        before()
        times.interpreter.append(clock([sys.executable, "-c", "pass"], log))
        before()
        times.whole.append(clock(command, log))
    return times


def import_costs(command: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the microseconds that packages and modules took to import, without those they import."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        check=True,
        capture_output=True,
        text=True,
    )
    packages: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        match = _IMPORT.fullmatch(line)
        if match:
            packages[match["package"]] += int(match["own"])
            modules[match["module"]] += int(match["own"])
    return packages, modules


def print_costs(title: str, costs: Counter[str]) -> None:
    shown = costs.most_common(_SHOWN)
    others = costs.total() - sum(own for _, own in shown)
    rows = [*shown, ("others", others), ("all", costs.total())]
    print()
    print(table((title, "own ms"), ((name, f"{own / 1000:.1f}") for name, own in rows)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("words", nargs="*", default=["id"], help="the command to start")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passalong-start-") as place:
        command = passalong.command(Path(place) / "ann", *options.words, network=LAB_NETWORK)
        log = Path(place) / "start.log"
        first = clock(command, log)
        times = {
            "warm": measure(command, log, options.rounds, lambda: None),
            "cold": measure(command, log, options.rounds, forget_files),
        }
        packages, modules = import_costs(command)
    print(f"passalong {' '.join(options.words)}: seconds, min - median - max")
    print(f"first start, which makes the profile: {first:.2f}\n")
    rows = ((name, text(found.interpreter), text(found.whole)) for name, found in times.items())
    print(table(("", "bare interpreter", "whole"), rows))
    print_costs("package (warm)", packages)
    print_costs("module (warm)", modules)
    return 0


def text(seconds: list[float]) -> str:
    spread = Spread.of(seconds)
    return spread.text(3) if spread else ""


if __name__ == "__main__":
    sys.exit(main())
