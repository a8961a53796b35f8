"""A progress bar on a terminal; the home of rich.

Importing rich takes longer than many a command, so only the composition root imports this module, and only
when there is a terminal to draw on.
"""

from typing import Final, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from desktop.cli.progress import Stage
from desktop.clock import Clock
from desktop.ui.words.formats import share_of

_SECONDS_BETWEEN_DRAWINGS: Final = 0.1
_BAR_CELLS: Final = 28
_SHARE_CELLS: Final = 5
_GAPS: Final = 3
_GREEN: Final = "#0F8A76"


class DrawnBar:
    """Draws when there is news and needs no thread of its own."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._console = Console(file=stream, markup=False, highlight=False, emoji=False)
        self._clock = clock
        self._progress: Progress | None = None
        self._label = ""
        self._drawn_at = 0.0

    def show(self, stage: Stage) -> None:
        now = self._clock.monotonic()
        finished = stage.done >= stage.total
        soon = now - self._drawn_at < _SECONDS_BETWEEN_DRAWINGS
        if self._progress is not None and stage.label == self._label and soon and not finished:
            return
        self._label, self._drawn_at = stage.label, now
        progress = self._progress or self._begin(stage.label)
        progress.update(
            progress.task_ids[0],
            description=stage.label,
            completed=stage.done,
            # Without a total rich draws a bar that moves to and fro.
            total=stage.total or None,
            share=share_of(stage.done, stage.total) if stage.total else "",
            details=self._fitting(stage),
        )
        progress.refresh()

    def clear(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _fitting(self, stage: Stage) -> str:
        """Return as many details as leave room for the bar."""
        room = self._console.width - len(stage.label) - _BAR_CELLS - _SHARE_CELLS - _GAPS
        details = list(stage.details)
        while details and len(", ".join(details)) > room:
            details.pop()
        return ", ".join(details)

    def _begin(self, label: str) -> Progress:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=_BAR_CELLS, complete_style=_GREEN, finished_style=_GREEN),
            TextColumn("{task.fields[share]:>5}", markup=False),
            TextColumn("{task.fields[details]}", style="dim", markup=False),
            console=self._console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._progress.add_task(label, share="", details="")
        self._progress.start()
        return self._progress
