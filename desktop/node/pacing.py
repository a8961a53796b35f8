"""How fast everything may go at this moment, and whether it moves at all: a pure decision. Any thread."""

from dataclasses import dataclass

from desktop.profile.settings import Settings
from desktop.reasons import OnBattery, OnMetered

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the computer is connected to; None where nobody can say."""

    on_battery: bool | None = None
    metered: bool | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """KiB a second, 0 for no limit, and why everything rests if it does."""

    upload: int
    download: int
    rest: OnBattery | OnMetered | None = None


def pace_for(settings: Settings, around: Surroundings, minute: int) -> Pace:
    """Return how fast it goes at this minute of the day."""
    upload, download = settings.upload_limit, settings.download_limit
    if is_within(settings.slow_hours, minute):
        upload, download = least(upload, settings.slow_upload), least(download, settings.slow_download)
    return Pace(upload, download, _rest(settings, around))


def is_within(hours: str, minute: int) -> bool:
    """Return whether a minute of the day is within hours as 22:00-07:00, their end not among them."""
    if not hours:
        return False
    start, end = (_minute(time) for time in hours.split("-"))
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def least(one: int, other: int) -> int:
    """Return the lower of two limits, of which 0 is none."""
    return min(one, other) if one and other else one or other


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * _HOUR + int(minutes)


def _rest(settings: Settings, around: Surroundings) -> OnBattery | OnMetered | None:
    if settings.rest_on_battery and around.on_battery:
        return OnBattery()
    if settings.rest_on_metered and around.metered:
        return OnMetered()
    return None
