"""Sizes, speeds, times and counts as people say them; any thread."""

from datetime import datetime
from typing import Final

from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.plain import plain

_UNITS: Final = ("kB", "MB", "GB", "TB", "PB", "EB")
_STEP: Final = 1000
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MOMENT_SECONDS: Final = 1.0
_FINE_BELOW: Final = 10.0


def size(count: int, language: Language = ENGLISH) -> str:
    """Return a number of bytes in the decimal units that shops and file managers use: "3.4 GB"."""
    if abs(count) < _STEP:
        return language.say_number("{number} byte", "{number} bytes", count)
    value = float(count)
    for unit in _UNITS:
        value /= _STEP
        figure = _figure(value)
        if abs(float(figure)) < _STEP:
            return f"{language.written(figure)} {unit}"
    return f"{value:.0f} {_UNITS[-1]}"


def speed(bytes_a_second: int, language: Language = ENGLISH) -> str:
    return language.say("{size}/s", size=size(bytes_a_second, language))


def share_of(done: int, total: int) -> str:
    """Return how much of `total` is done, in whole per cent; 100 only when nothing is missing."""
    if total <= 0:
        return "0 %"
    return f"{min(max(done, 0), total) * 100 // total} %"


def files(count: int, language: Language = ENGLISH) -> str:
    return language.say_number("{number} file", "{number} files", count)


def people(count: int, language: Language = ENGLISH) -> str:
    return language.say_number("{number} person", "{number} people", count)


def local_time(moment: str) -> str:
    """Return an RFC 3339 moment as the clock on this wall shows it, to the minute."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):  # a date that no clock here can show
        return plain(moment)


def duration(seconds: float, language: Language = ENGLISH) -> str:
    """Return a length of time in its one or two largest units: "1 hour 20 minutes"."""
    if seconds < _MOMENT_SECONDS:
        return language.say("a moment")
    whole = round(seconds)
    if whole < _MINUTE:
        return _seconds(whole, language)
    if whole < _HOUR:
        return _minutes(whole // _MINUTE, language)
    if whole < _DAY:
        return _joined(_hours(whole // _HOUR, language), _minutes(whole % _HOUR // _MINUTE, language))
    return _joined(_days(whole // _DAY, language), _hours(whole % _DAY // _HOUR, language))


def _figure(value: float) -> str:
    """One decimal where it matters, none where it would only be noise."""
    fine = f"{value:.1f}".removesuffix(".0")
    return fine if abs(float(fine)) < _FINE_BELOW else f"{value:.0f}"


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if second else first


def _seconds(count: int, language: Language) -> str:
    return language.say_number("{number} second", "{number} seconds", count)


def _minutes(count: int, language: Language) -> str:
    return language.say_number("{number} minute", "{number} minutes", count) if count else ""


def _hours(count: int, language: Language) -> str:
    return language.say_number("{number} hour", "{number} hours", count) if count else ""


def _days(count: int, language: Language) -> str:
    return language.say_number("{number} day", "{number} days", count)
