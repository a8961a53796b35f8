"""One big file, and many small ones, from "share" to verified in the other place: Passalong and others.

python -m benchmarks.bulk [--rounds N] [--case big|small] [--only NAME,NAME] [--limit SECONDS]
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.contenders import CONTENDERS, Contender, Task
from benchmarks.measure import MEGABYTE, Moment, Series, Span, Spread, ratios, rotated, table
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
class Goal:
    """`above` / `below`, in seconds, and what that quotient should be."""

    case: str
    above: str
    below: str
    words: str
    met: Callable[[float], bool]


GOALS: Final = (
    Goal("big", "passalong", "bare pair", "<= 1.1", lambda value: value <= 1.1),
    Goal("big", "qbittorrent-nox", "passalong", ">= 1.0", lambda value: value >= 1.0),
    Goal("big", "qbittorrent prompt", "passalong", ">= 1.0", lambda value: value >= 1.0),
    Goal("small", "passalong", "bare pair", "<= 1.1", lambda value: value <= 1.1),
    Goal("small", "qbittorrent-nox", "passalong", ">= 2.0", lambda value: value >= 2.0),
    Goal("small", "qbittorrent prompt", "passalong", ">= 2.0", lambda value: value >= 2.0),
)
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

    def wants(self, rounds: int) -> bool:
        return self.out is None and len(self.runs) < rounds

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


def take_part(standing: Standing, number: int, source: Path, limit: float) -> None:
    """Run one contender in round `number`, in folders that are gone afterwards, and print how it went."""
    place = Path(tempfile.mkdtemp(prefix="run-", dir=source.parent.parent))
    task = Task(source=source, inbox=place / "in", home=place / "home", seconds=limit)
    task.inbox.mkdir()
    task.home.mkdir()
    label = f"round {number:2}  {standing.kind.name:18}"
    try:
        run = measure(standing.kind, task)
    except (ProgramFailed, TooSlow, OSError) as failure:
        slow = isinstance(failure, TooSlow)
        standing.out = f"not done in {limit:.0f} s ({failure})" if slow else f"failed: {failure}"
        print(f"{label}  {standing.out}", flush=True)
        return
    finally:
        shutil.rmtree(place)
    if run.span.noisy:
        standing.void += 1
    else:
        standing.runs[number] = run
    noise = f"steal {run.span.steal:4.0%}  others {run.span.others:4.0%}"
    mark = "  VOID" if run.span.noisy else ""
    print(f"{label} {run.seconds:7.2f} s  CPU {run.span.cpu:6.2f} s  {noise}{mark}", flush=True)


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
    for goal in GOALS:
        found = ratios(seconds.get(goal.above, {}), seconds.get(goal.below, {}))
        if goal.case == case.name and found is not None:
            verdict = "met" if goal.met(found.middle) else "NOT MET"
            quotient = f"{goal.above} / {goal.below}"
            print(f"  {quotient}: {found.text()} (n={found.count}); goal {goal.words}: {verdict}")
    print(flush=True)


def compare(case: Case, place: Path, options: argparse.Namespace) -> bool:
    """Hold the rounds of one case; return whether everybody who took part got through."""
    folder = place / case.name
    folder.mkdir()
    source = make(case, folder)
    wanted = [kind for kind in CONTENDERS if not options.only or kind.name in options.only.split(",")]
    standings = [Standing(kind, out=None if kind.installed() else "not installed") for kind in wanted]
    # A void run is made up for later, but not for ever.
    for number in range(1, 2 * options.rounds + 1):
        for standing in rotated(standings, number):
            if standing.wants(options.rounds):
                take_part(standing, number, source, options.limit)
    report(case, standings)
    return not any(standing.out for standing in standings if standing.kind.installed())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--only", metavar="NAME,NAME", help=", ".join(kind.name for kind in CONTENDERS))
    parser.add_argument("--limit", type=float, default=60, help="seconds for one run")
    parser.add_argument("--folder", help="where the temporary folder shall be")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passalong-bulk-", dir=options.folder) as place:
        cases = [CASES[options.case]] if options.case else CASES.values()
        passed = [compare(case, Path(place), options) for case in cases]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
