"""A clock for tests."""

from dataclasses import dataclass


@dataclass
class TestClock:
    """A clock that stands still until it is told to move."""

    __test__ = False  # not a test case, in spite of its name

    seconds: float = 1_800_000_000.0
    elapsed: float = 0.0

    def now(self) -> float:
        return self.seconds

    def monotonic(self) -> float:
        return self.elapsed

    def advance(self, seconds: float) -> None:
        self.seconds += seconds
        self.elapsed += max(seconds, 0.0)
