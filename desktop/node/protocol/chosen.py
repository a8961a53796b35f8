"""What is answered about what is chosen, and about the space that is taken."""

import msgspec


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
