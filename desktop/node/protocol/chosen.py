"""What is chosen, and the space that is taken: what is asked, and what is answered."""

from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.limits import LARGEST_RATE, MOST_AT_ONCE
from desktop.node.protocol.command import Command

type _Rate = Annotated[int, Meta(ge=0, le=LARGEST_RATE)]


class SettingsResult(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen for this profile.

    `downloads` is the folder in use and `chosen` says that the person named it. `given` are those of dht,
    lan, router and relay that this start was told to do without, whatever is chosen; `waits` those whose
    change counts only once the connection is begun anew.
    """

    downloads: str
    chosen: bool
    downloads_at_once: int
    dht: bool
    lan: bool
    router: bool
    doorbell: bool
    nearby: bool
    relay: str
    relay_url: str | None
    sealed: bool
    welcomed: bool
    words_noted: bool
    given: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    profile: str
    log: str
    version: str


class LimitResult(msgspec.Struct, frozen=True):
    """KiB a second; 0 is no limit. `at_once` is how many transfers are got at once.

    In `slow_hours` (22:00-07:00, empty for none) the slow limits hold. `battery` says whether this computer
    runs on its battery, None if nobody can say; `metered` likewise whether the network costs by volume.
    """

    up: int
    down: int
    at_once: int = 5
    slow_hours: str = ""
    slow_up: int = 0
    slow_down: int = 0
    rest_on_battery: bool = False
    rest_on_metered: bool = False
    battery: bool | None = None
    metered: bool | None = None


class RelayResult(msgspec.Struct, frozen=True):
    """Who passes packets on where routers let nothing in: public, own, or none. `url` is one's own."""

    relay: str
    url: str | None


class StoredResult(msgspec.Struct, frozen=True):
    """What one transfer has put on this computer."""

    transfer: str
    name: str
    bytes: int
    folder: str


class StorageResult(msgspec.Struct, frozen=True, kw_only=True):
    """What takes space, in bytes: what was got, largest first, and what the profile itself keeps.

    `copies` are records as they were before an update. `free` is what the disk with the downloads has left,
    None where that cannot be told.
    """

    got: tuple[StoredResult, ...]
    records: int
    copies: int
    log: int
    free: int | None


class ShowSettings(Command[SettingsResult], frozen=True, tag="settings"):
    pass


class ChangeSettings(Command[SettingsResult], frozen=True, tag="settings change"):
    """What is None stays as it is."""

    downloads: str | None = None
    """The folder that what is got goes to; empty for the system's own place."""
    downloads_at_once: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)] | None = None
    dht: bool | None = None
    lan: bool | None = None
    router: bool | None = None
    doorbell: bool | None = None
    welcomed: bool | None = None
    words_noted: bool | None = None


class SetLimits(Command[LimitResult], frozen=True, tag="limit"):
    """KiB a second; 0 is no limit, None leaves it as it is."""

    up: _Rate | None = None
    down: _Rate | None = None
    at_once: Annotated[int, Meta(ge=1, le=100)] | None = None
    slow_hours: str | None = None
    """Hours of each day, as 22:00-07:00; empty for none."""
    slow_up: _Rate | None = None
    slow_down: _Rate | None = None
    rest_on_battery: bool | None = None
    rest_on_metered: bool | None = None
    metered: bool | None = None
    """Whether the network costs by volume: told by whoever can know, and true until it is told otherwise."""


class ChooseRelay(Command[RelayResult], frozen=True, tag="relay"):
    choice: str | None = None
    """public, none, or the URL of one's own; None to see what is chosen."""


class ShowStorage(Command[StorageResult], frozen=True, tag="storage"):
    pass


class FreeStorage(Command[StorageResult], frozen=True, tag="storage free"):
    """Take away what only lies there: the log, and copies of the records from before updates."""


ChoiceCommand = ShowSettings | ChangeSettings | SetLimits | ChooseRelay | ShowStorage | FreeStorage
