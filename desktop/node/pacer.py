"""Keeps to the pace that the person chose, as the day and the surroundings change. On the node's loop."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from desktop.clock import Clock
from desktop.node.pacing import Pace, Surroundings, pace_for
from desktop.node.tasks import Tasks, every
from desktop.profile.settings import Settings

_LOOK_SECONDS: Final = 15


class Pacer:
    """`apply` is called when the pace is another; `on_battery` asks the system."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        apply: Callable[[Pace], None],
        on_battery: Callable[[], bool | None],
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._apply = apply
        self._on_battery = on_battery
        self._clock = clock
        self._pace: Pace | None = None
        self._around = Surroundings()

    @property
    def around(self) -> Surroundings:
        """What the computer was connected to when it was last looked."""
        return self._around

    def start(self, tasks: Tasks) -> None:
        self.look()
        tasks.start("pace", every(_LOOK_SECONDS, self.look))

    def tell_metered(self, *, metered: bool) -> None:
        """Note whether the network costs by volume: only whoever has a desktop around can know."""
        self._around = replace(self._around, metered=metered)
        self.look()

    def look(self) -> None:
        """Go as fast as it is right now."""
        self._around = replace(self._around, on_battery=self._on_battery())
        local = time.localtime(self._clock.now())
        pace = pace_for(self._settings(), self._around, local.tm_hour * 60 + local.tm_min)
        if pace != self._pace:
            self._pace = pace
            self._apply(pace)
