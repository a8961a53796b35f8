"""How fast it goes, by settings, hour and surroundings."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.node.pacer import Pacer
from desktop.node.pacing import Pace, Surroundings, is_within, least, pace_for
from desktop.profile.settings import Settings
from desktop.reasons import OnBattery, OnMetered
from tests.clocks import TestClock

NIGHT = "22:00-07:00"


def at(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@pytest.mark.parametrize(
    ("hours", "now", "within"),
    [
        ("", "12:00", False),
        ("09:00-17:00", "09:00", True),
        ("09:00-17:00", "16:59", True),
        ("09:00-17:00", "17:00", False),
        ("09:00-17:00", "08:59", False),
        (NIGHT, "22:00", True),
        (NIGHT, "00:00", True),
        (NIGHT, "06:59", True),
        (NIGHT, "07:00", False),
        (NIGHT, "21:59", False),
        ("08:00-08:00", "08:00", False),
    ],
)
def test_hours_may_go_past_midnight(hours: str, now: str, within: bool) -> None:  # noqa: FBT001
    assert is_within(hours, at(now)) is within


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_every_minute_is_in_the_hours_or_in_the_rest_of_the_day(start: int, end: int, now: int) -> None:
    hours, rest = (
        f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in ((start, end), (end, start))
    )
    assert start == end or is_within(hours, now) is not is_within(rest, now)


@pytest.mark.parametrize(("one", "other", "found"), [(0, 0, 0), (5, 0, 5), (0, 7, 7), (5, 7, 5)])
def test_no_limit_is_higher_than_any(one: int, other: int, found: int) -> None:
    assert least(one, other) == found


RESTING = Settings(rest_on_battery=True, rest_on_metered=True)


@pytest.mark.parametrize(
    ("settings", "around", "rest"),
    [
        (Settings(), Surroundings(on_battery=True, metered=True), None),
        (RESTING, Surroundings(), None),
        (RESTING, Surroundings(on_battery=False, metered=False), None),
        (RESTING, Surroundings(on_battery=True), OnBattery()),
        (RESTING, Surroundings(metered=True), OnMetered()),
        (RESTING, Surroundings(on_battery=True, metered=True), OnBattery()),
        (Settings(rest_on_metered=True), Surroundings(on_battery=True, metered=True), OnMetered()),
    ],
)
def test_it_rests_where_the_person_wants_it_and_the_system_says_so(
    settings: Settings, around: Surroundings, rest: OnBattery | OnMetered | None
) -> None:
    assert pace_for(settings, around, 0).rest == rest


def test_slow_hours_never_make_it_faster() -> None:
    settings = Settings(upload_limit=100, slow_hours=NIGHT, slow_upload=500, slow_download=30)
    assert pace_for(settings, Surroundings(), at("23:00")) == Pace(100, 30)
    assert pace_for(settings, Surroundings(), at("12:00")) == Pace(100, 0)


@dataclass
class Notes:
    settings: Settings = field(default_factory=Settings)
    battery: bool | None = None
    paces: list[Pace] = field(default_factory=list)

    def pacer(self) -> Pacer:
        return Pacer(lambda: self.settings, self.paces.append, lambda: self.battery, TestClock())


def test_a_pace_is_applied_when_it_is_another() -> None:
    notes = Notes()
    pacer = notes.pacer()
    pacer.look()
    pacer.look()
    assert notes.paces == [Pace(0, 0)]
    notes.settings, notes.battery = RESTING, True
    pacer.look()
    notes.battery = False
    pacer.tell_metered(metered=True)
    pacer.tell_metered(metered=False)
    assert [pace.rest for pace in notes.paces] == [None, OnBattery(), OnMetered(), None]
    assert pacer.around == Surroundings(on_battery=False, metered=False)
