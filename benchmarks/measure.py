"""Figures one can trust on a busy machine: spans, noise, rounds side by side, and their table.

Linux only: the time stolen by other machines and used by other programs is read from `/proc/stat`.
"""

import os
import resource
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

NOISE_LIMIT: Final = 0.10
"""A measurement during which more of the machine than this was stolen or used by others is void."""
MEGABYTE: Final = 1_000_000
_GLANCE_SECONDS: Final = 0.5
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_USER, _NICE, _STOLEN = 1, 2, 8
"""Fields of the first line of `/proc/stat`."""

type Series = Mapping[int, float]
"""A value per round; rounds that are void or were left out are not in it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The machine's counters, in seconds."""

    wall: float
    stolen: float
    user: float
    """Of all programs on the machine."""
    own_user: float
    """Of this process and of those of its children that have ended."""
    children: float
    """User and system time of ended children, and of what they waited for."""

    @classmethod
    def now(cls) -> Self:
        fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = resource.getrusage(resource.RUSAGE_SELF)
        return cls(
            wall=time.perf_counter(),
            stolen=int(fields[_STOLEN]) / _TICKS,
            user=(int(fields[_USER]) + int(fields[_NICE])) / _TICKS,
            own_user=own.ru_utime + ended.ru_utime,
            children=ended.ru_utime + ended.ru_stime,
        )


@dataclass(frozen=True, slots=True)
class Span:
    """What happened between two moments; the children that worked in it must have ended by its end.

    `steal` and `others` are shares of all cores. Others' share counts user time only: the kernel's work for
    us (loopback, writing back pages) is not booked on our processes and would look like somebody else's.
    """

    cpu: float
    steal: float
    others: float

    @classmethod
    def between(cls, start: Moment, end: Moment) -> Self:
        capacity = (end.wall - start.wall) * (os.cpu_count() or 1)
        foreign = (end.user - start.user) - (end.own_user - start.own_user)
        return cls(
            cpu=end.children - start.children,
            steal=(end.stolen - start.stolen) / capacity,
            others=max(foreign, 0.0) / capacity,
        )

    @property
    def noisy(self) -> bool:
        return self.steal > NOISE_LIMIT or self.others > NOISE_LIMIT


def wait_for_quiet(seconds: float) -> None:
    """Return when nobody else seems to be at work, or when the time is over."""
    deadline = time.monotonic() + seconds
    noisy = True
    while noisy and time.monotonic() < deadline:
        start = Moment.now()
        time.sleep(_GLANCE_SECONDS)
        noisy = Span.between(start, Moment.now()).noisy


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, median and greatest of some values."""

    low: float
    middle: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Self | None:
        found = sorted(values)
        return cls(found[0], statistics.median(found), found[-1], len(found)) if found else None

    def text(self, digits: int = 2) -> str:
        return " - ".join(f"{value:.{digits}f}" for value in (self.low, self.middle, self.high))


def ratios(above: Series, below: Series) -> Spread | None:
    """Return the spread of the quotients of those rounds that both series have."""
    return Spread.of(above[number] / below[number] for number in above.keys() & below.keys())


def rotated[T](items: Sequence[T], number: int) -> list[T]:
    """Return `items` in an order that differs from round to round, so that nobody is always first."""
    cut = number % len(items) if items else 0
    return [*items[cut:], *items[:cut]]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return aligned text: the first column to the left, the others to the right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
