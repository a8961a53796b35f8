"""One big file, and many small ones, from "share" to verified in the other place: Passalong and others.

python -m benchmarks.bulk [--rounds N] [--case big|small] [--only NAME;NAME]
"""

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.contenders import CONTENDERS, Contender, Task
from benchmarks.measure import MEGABYTE, Moment, Series, Span, Spread, ratios, rotated, table, wait_for_quiet
from benchmarks.programs import PeakMemory, ProgramFailed, TooSlow
from benchmarks.samples import CASES, Case, make, same


@dataclass(frozen=True, slots=True)
class Run:
    """One contender in one round. Memory is in bytes: the sender's, then the receiver's."""

    offered: float
    seconds: float
    span: Span
    resident: tuple[int, int]
    own: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotient:
    """`above` / `below`, in seconds, and what it should be."""

    case: str
    above: str
    below: str
    least: float = 0.0
    most: float = math.inf

    def verdict(self, value: float) -> str:
        if self.least == 0.0 and math.isinf(self.most):
            return ""
        goal = f">= {self.least}" if self.least else f"<= {self.most}"
        return f"; goal {goal}: " + ("met" if self.least <= value <= self.most else "NOT MET")


QUOTIENTS: Final = (
    Quotient("big", "passalong", "bare pair", most=1.1),
    Quotient("big", "passalong, running", "bare pair", most=1.1),
    Quotient("big", "qbittorrent-nox", "passalong", least=1.0),
    Quotient("big", "qbittorrent prompt", "passalong"),
    Quotient("small", "passalong", "bare pair"),
    Quotient("small", "qbittorrent-nox", "passalong", least=2.0),
    Quotient("small", "qbittorrent-nox, running", "passalong, running", least=2.0),
    Quotient("small", "qbittorrent prompt", "passalong"),
)
_LARGE: Final = 1_000_000
_TRIES: Final = 3
"""How often a contender may run in one round until nothing disturbs it."""
_HEADER: Final = (
    *("", "seconds min - median - max", "offered s", "MB/s", "CPU s"),
    *("RSS MB (send + get)", "own MB", "rounds", "void", "note"),
)


@dataclass(slots=True)
class Standing:
    """How one contender has done so far."""

    kind: type[Contender]
    runs: dict[int, Run] = field(default_factory=dict)
    void: int = 0
    out: str | None = None
    """Why it no longer takes part."""
    failed: bool = False

    def seconds(self) -> Series:
        return {number: run.seconds for number, run in self.runs.items()}


def measure(kind: type[Contender], task: Task) -> Run:
    """Let one contender pass the source along once, and check what arrived while it is still running."""
    contender = kind(task)
    try:
        contender.prepare()
        # Nobody pays for writing back what the one before has written.
        os.sync()
        start = Moment.now()
        with PeakMemory(contender.senders) as sending, PeakMemory(contender.receivers) as getting:
            contender.send()
            offered = time.perf_counter() - start.wall
            contender.receive()
            seconds = time.perf_counter() - start.wall
        if not same(task.source, task.received):
            raise ProgramFailed("what has arrived is not what was sent")
    finally:
        contender.stop()
    return Run(
        offered=offered,
        seconds=seconds,
        span=Span.between(start, Moment.now()),
        resident=(sending.resident, getting.resident),
        own=(sending.own, getting.own),
    )


def take_part(standing: Standing, number: int, source: Path, options: argparse.Namespace) -> None:
    """Run one contender in round `number`, again if it was disturbed, and print how it went."""
    label = f"round {number:2}  {standing.kind.name:24}"
    for _ in range(_TRIES):
        wait_for_quiet(options.patience)
        try:
            run = measure_in_new_folders(standing.kind, source, options.limit)
        except TooSlow as waited_for:
            standing.out = f"not done in {options.limit:.0f} s ({waited_for})"
        except (ProgramFailed, OSError) as failure:
            standing.out, standing.failed = f"failed: {failure}", True
        if standing.out is not None:
            print(f"{label}  {standing.out}", flush=True)
            return
        noise = f"steal {run.span.steal:4.0%}  others {run.span.others:4.0%}"
        mark = "  VOID" if run.span.noisy else ""
        print(f"{label} {run.seconds:7.2f} s  CPU {run.span.cpu:6.2f} s  {noise}{mark}", flush=True)
        if not run.span.noisy:
            standing.runs[number] = run
            return
        standing.void += 1


def measure_in_new_folders(kind: type[Contender], source: Path, limit: float) -> Run:
    place = Path(tempfile.mkdtemp(prefix="run-", dir=source.parent.parent))
    task = Task(source=source, inbox=place / "in", home=place / "home", seconds=limit)
    task.inbox.mkdir()
    task.home.mkdir()
    try:
        return measure(kind, task)
    finally:
        _free_space(place)


def _free_space(place: Path) -> None:
    """Empty the large files of a run, and delete none.

    ext4 without a journal searches past every file deleted in the last minutes when it makes one, so whoever
    came next paid for the thousands of the one before.
    """
    for file in place.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.stat().st_size > _LARGE:
            os.truncate(file, 0)


def row(standing: Standing, case: Case) -> Sequence[str]:
    name = standing.kind.name
    spread = Spread.of(standing.seconds().values())
    if spread is None:
        note = standing.out or "no quiet round"
        return (name, *[""] * (len(_HEADER) - 4), "0", str(standing.void), note)
    runs = standing.runs.values()

    def middle(value: Callable[[Run], float]) -> float:
        return statistics.median(value(run) for run in runs)

    def memory(value: Callable[[Run], tuple[int, int]]) -> str:
        sides = zip(*(value(run) for run in runs), strict=True)
        return " + ".join(f"{statistics.median(side) / MEGABYTE:.0f}" for side in sides)

    return (
        name,
        spread.text(),
        f"{middle(lambda run: run.offered):.2f}",
        f"{case.total / spread.middle / MEGABYTE:.0f}",
        f"{middle(lambda run: run.span.cpu):.1f}",
        memory(lambda run: run.resident),
        memory(lambda run: run.own),
        str(spread.count),
        str(standing.void),
        standing.out or "",
    )


def report(case: Case, standings: Sequence[Standing]) -> None:
    print(f"\n{case.name}: {case.files} x {case.size} bytes\n")
    print(table(_HEADER, (row(standing, case) for standing in standings)))
    seconds = {standing.kind.name: standing.seconds() for standing in standings}
    print("\nper-round ratios of seconds, min - median - max")
    for quotient in QUOTIENTS:
        found = ratios(seconds.get(quotient.above, {}), seconds.get(quotient.below, {}))
        if quotient.case == case.name and found is not None:
            name = f"{quotient.above} / {quotient.below}"
            print(f"  {name}: {found.text()} (n={found.count}){quotient.verdict(found.middle)}")
    print(flush=True)


def compare(case: Case, place: Path, options: argparse.Namespace) -> bool:
    """Hold the rounds of one case; return whether nobody failed."""
    folder = place / case.name
    folder.mkdir()
    source = make(case, folder)
    wanted = [kind for kind in CONTENDERS if not options.only or kind.name in options.only.split(";")]
    standings = [Standing(kind, out=None if kind.installed() else "not installed") for kind in wanted]
    for number in range(1, options.rounds + 1):
        for standing in rotated(standings, number):
            if standing.out is None:
                take_part(standing, number, source, options)
    report(case, standings)
    return not any(standing.failed for standing in standings)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--only", metavar="NAME;NAME", help=", ".join(kind.name for kind in CONTENDERS))
    parser.add_argument("--limit", type=float, default=60, help="seconds for one run")
    parser.add_argument("--patience", type=float, default=30, help="seconds to wait for a quiet machine")
    parser.add_argument("--folder", help="where the temporary folder shall be")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passalong-bulk-", dir=options.folder) as place:
        cases = [CASES[options.case]] if options.case else CASES.values()
        passed = [compare(case, Path(place), options) for case in cases]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
