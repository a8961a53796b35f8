"""Moments as people say them: "3 minutes ago", "yesterday", "until Sunday"; any thread.

Total: whatever moment a stranger's computer tells, there is something to say of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from desktop.clock import Clock
from desktop.ui.words.language import ENGLISH, Language

_MOMENT: Final = 45.0
_MINUTE: Final = 60.0
_HOUR: Final = 60 * _MINUTE
_WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Times:
    """Says moments as seen from now, by the clock on this wall. `zone` None is that of this computer."""

    clock: Clock
    zone: tzinfo | None = None
    language: Language = ENGLISH

    def when(self, moment: float) -> str:
        """Return how long ago or how far ahead: "just now", "3 minutes ago", "tomorrow", "on Sunday"."""
        ahead = moment - self.clock.now()
        if abs(ahead) < _MOMENT:
            return self.language.say("just now") if ahead <= 0 else self.language.say("in a moment")
        days = self._days_to(moment)
        if days is None:
            return self.language.say("some time ago") if not ahead > 0 else self.language.say("some day")
        if abs(ahead) < _HOUR:
            return self._minutes(round(ahead / _MINUTE))
        if days == 0:
            return self._hours(round(ahead / _HOUR))
        return self._near_day(days) or self.language.say("on {day}", day=self._day(moment, days))

    def until(self, moment: float) -> str:
        """Return up to when something is so: "until 18:05", "until tomorrow", "until 12 March"."""
        say, days = self.language.say, self._days_to(moment)
        if days is None:
            return say("until some day") if moment > self.clock.now() else say("until some time ago")
        if days == 0:
            return say("until {time}", time=self._local(moment).strftime("%H:%M"))
        if days in {-1, 1}:
            return say("until tomorrow") if days == 1 else say("until yesterday")
        return say("until {day}", day=self._day(moment, days))

    def since(self, moment: float) -> str:
        """Return from when on something is so: "since today", "since Sunday", "since 12 March"."""
        say, days = self.language.say, self._days_to(moment)
        if days is None:
            return say("for some time")
        if days in {-1, 0}:
            return say("since yesterday") if days else say("since today")
        return say("since {day}", day=self._day(moment, days))

    def exactly(self, moment: float) -> str:
        """Return day and time to the minute, for whoever asks more closely; empty if no clock can show it."""
        try:
            return self._local(moment).strftime("%Y-%m-%d %H:%M")
        except (ValueError, OverflowError, OSError):
            return ""

    def seconds(self, text: str | None) -> float | None:
        """Return the moment that RFC 3339 text tells, None if it tells none."""
        try:
            return datetime.fromisoformat(text or "").timestamp()
        except (ValueError, OverflowError, OSError):
            return None

    def of(self, text: str | None, *, say: Callable[[float], str] | None = None) -> str:
        """Return what `say`, or else `when`, says of a moment told as text; nothing if it tells none."""
        moment = self.seconds(text)
        return "" if moment is None else (say or self.when)(moment)

    # --- parts ------------------------------------------------------------------------------------

    def _local(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, self.zone)

    def _days_to(self, moment: float) -> int | None:
        """Return how many midnights lie between now and then; None if no calendar here reaches so far."""
        try:
            then, now = self._local(moment).date(), self._local(self.clock.now()).date()
        except (ValueError, OverflowError, OSError):
            return None
        return (then - now).days

    def _minutes(self, count: int) -> str:
        """Say minutes, behind (negative) or ahead; what rounds to none is one."""
        say_number = self.language.say_number
        if count <= 0:
            return say_number("{number} minute ago", "{number} minutes ago", max(-count, 1))
        return say_number("in {number} minute", "in {number} minutes", count)

    def _hours(self, count: int) -> str:
        say_number = self.language.say_number
        if count <= 0:
            return say_number("{number} hour ago", "{number} hours ago", max(-count, 1))
        return say_number("in {number} hour", "in {number} hours", count)

    def _near_day(self, days: int) -> str:
        say = self.language.say
        return {-1: say("yesterday"), 1: say("tomorrow")}.get(days, "")

    def _day(self, moment: float, days: int) -> str:
        """Return the day by the shortest name that tells it from others: "Sunday", "12 March"."""
        say, then = self.language.say, self._local(moment)
        if abs(days) < _WEEK_DAYS:
            return _weekdays(self.language)[then.weekday()]
        month = _months(self.language)[then.month - 1]
        if then.year == self._local(self.clock.now()).year:
            return say("{day} {month}", day=then.day, month=month)
        return say("{day} {month} {year}", day=then.day, month=month, year=then.year)


def _weekdays(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("Monday"),
        say("Tuesday"),
        say("Wednesday"),
        say("Thursday"),
        say("Friday"),
        say("Saturday"),
        say("Sunday"),
    )


def _months(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("January"),
        say("February"),
        say("March"),
        say("April"),
        say("May"),
        say("June"),
        say("July"),
        say("August"),
        say("September"),
        say("October"),
        say("November"),
        say("December"),
    )
