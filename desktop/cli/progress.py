"""Telling how far something is: the port that a drawn bar fills, and plain lines for logs and pipes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.cli.terminal import Lines
from desktop.limits import MIB
from desktop.ui.words.formats import share_of, size
from desktop.ui.words.language import Language

_LINES_A_STEP: Final = 10


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one step is. `label` is its name, `details` what else there is, the weightiest first."""

    label: str
    done: int
    total: int
    details: tuple[str, ...] = ()


class Bar(Protocol):
    """Shows the newest stage."""

    def show(self, stage: Stage) -> None:
        """Show `stage` in the place of the one before."""

    def clear(self) -> None:
        """Make room for other lines."""


class PlainBar:
    """A line at the start of a step and at each tenth of it."""

    def __init__(self, lines: Lines, language: Language) -> None:
        self._lines = lines
        self._language = language
        self._told: tuple[str, int] | None = None

    def show(self, stage: Stage) -> None:
        tenths = stage.done * _LINES_A_STEP // stage.total if stage.total > 0 else 0
        is_nothing_yet = not tenths and 0 < stage.total < MIB  # and soon over
        if self._told == (stage.label, tenths) or is_nothing_yet:
            return
        self._told = (stage.label, tenths)
        self._lines.put(
            self._language.say(
                "{label}: {share} of {total}",
                label=stage.label,
                share=share_of(stage.done, stage.total),
                total=size(stage.total, self._language),
            )
        )

    def clear(self) -> None:
        """Keep what was written: lines cannot be taken back."""


class LateBar:
    """A bar that is made when there is something to show: most commands never need one."""

    def __init__(self, make: Callable[[], Bar]) -> None:
        self._make = make
        self._bar: Bar | None = None

    def show(self, stage: Stage) -> None:
        if self._bar is None:
            self._bar = self._make()
        self._bar.show(stage)

    def clear(self) -> None:
        if self._bar is not None:
            self._bar.clear()
