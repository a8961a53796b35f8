"""Who this person is, and how they stay that: what is asked, and what is answered."""

import msgspec

from desktop.node.protocol.command import Command


class PersonResult(msgspec.Struct, frozen=True):
    """Who this is. `shown_nearby`: everybody on the same local network may see it."""

    person: str
    name: str
    device: str
    link: str
    shown_nearby: bool = False


class NameResult(msgspec.Struct, frozen=True):
    name: str


class PassphraseResult(msgspec.Struct, frozen=True):
    """Whether the keys are sealed now."""

    sealed: bool


class BackupResult(msgspec.Struct, frozen=True):
    file: str
    bytes: int
    records: int


class WordsResult(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class DeviceResult(msgspec.Struct, frozen=True):
    """A computer of this person; `this` is the one that answers. Times are RFC 3339."""

    device: str
    this: bool
    since: str
    ended: str | None


class RecoverResult(PersonResult, frozen=True, kw_only=True):
    """Who one is again; `people` is how many contacts came back."""

    people: int


class ShowPerson(Command[PersonResult], frozen=True, tag="id"):
    new_link: bool = False
    picture: str | None = None
    """Where to draw the link as a code, SVG or PNG."""


class Rename(Command[NameResult], frozen=True, tag="name"):
    name: str


class SetPassphrase(Command[PassphraseResult], frozen=True, tag="passphrase"):
    """Seal the keys under another passphrase; under none if it is None."""

    passphrase: str | None


class MakeBackup(Command[BackupResult], frozen=True, tag="backup"):
    file: str


class ShowWords(Command[WordsResult], frozen=True, tag="words"):
    pass


class ListDevices(Command[list[DeviceResult]], frozen=True, tag="devices"):
    pass


class EndDevice(Command[DeviceResult], frozen=True, tag="devices end"):
    device: str


class Restore(Command[PersonResult], frozen=True, tag="restore"):
    """Make the profile that a node would run for."""

    file: str
    words: str


class Recover(Command[RecoverResult], frozen=True, tag="recover"):
    """Be the person again whose words these are, and ask the contact behind a link for one's people."""

    link: str
    words: str
    wait: float | None = None


class Erase(Command[None], frozen=True, tag="erase"):
    """Take the profile away; no node may run for one that goes."""


OwnCommand = ShowPerson | Rename | SetPassphrase | MakeBackup | ShowWords | ListDevices | EndDevice
