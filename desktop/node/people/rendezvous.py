"""Finding people again whose addresses changed: a sealed note in the DHT for each device (design 4).

A device puts its address note under its own address key, sealed so that only those open it who know its
endpoint. Those who store it see a random key and bytes that say nothing. Lives on the node's loop.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol

from desktop.clock import whole_seconds
from desktop.errors import RecordRefused
from desktop.keys import (
    Label,
    PublicKey,
    SealBroken,
    SigningKey,
    derive_key,
    open_sealed,
    random_bytes,
    seal,
)
from desktop.net.torrent.news import NoteFound
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.share.people import PeerDevice
from desktop.share.records.address_note import AddressNote, decode_address_note
from desktop.share.records.device import decode_device_record

if TYPE_CHECKING:
    from desktop.reach import Reach

_PUT_SECONDS: Final = 20 * 60
_FORGOTTEN_SECONDS: Final = 2 * 3600
"""Notes are forgotten so long after they were put (BEP 44)."""
_FIRST_SECONDS: Final = 3.0
"""By then, whoever is where they were has answered."""
_LOOK_SECONDS: Final = 5.0
_ASK_SECONDS: Final = (15.0, 30.0, 60.0, 300.0)
_AT_ONCE: Final = 10


class NoteBoard(Protocol):
    """Where notes are put and looked for."""

    def put_note(self, key: SigningKey, note: bytes) -> None: ...
    def ask_for_note(self, key: PublicKey) -> None: ...


class Rendezvous:
    """Puts this device's note, and looks for those of people who cannot be reached where they were."""

    def __init__(self, tools: PeopleTools, people: PeopleService, board: NoteBoard) -> None:
        self._tools = tools
        self._people = people
        self._board = board
        self._put: tuple[Reach, float] | None = None
        self._asked: dict[PublicKey, tuple[int, float]] = {}
        self._keys = AddressKeys()
        self._devices: dict[PublicKey, PeerDevice] = {}

    def start(self) -> None:
        self._tools.presence.follow(self._put_anew)
        self._tools.tasks.start("rendezvous", self._go_round())

    def wake(self) -> None:
        """Put the note anew, and ask about everybody who is missed as if for the first time."""
        self._asked.clear()
        self._put_anew()

    def hear(self, found: NoteFound) -> None:
        """Take in what is under a key that we asked about; anybody may have put nonsense there."""
        device = self._devices.get(found.key)
        note = opened(found.note, device) if device is not None else None
        if device is not None and note is not None:
            said = note.statement
            learning = self._people.whereabouts.learn(device.device, said.reach, said.at)
            self._tools.tasks.guarded("rendezvous: a note", learning)

    async def _go_round(self) -> None:
        await asyncio.sleep(_FIRST_SECONDS)
        while True:
            self._put_own()
            self._ask_for_others()
            await asyncio.sleep(_LOOK_SECONDS)

    def _put_own(self) -> None:
        reach, now = self._people.own_reach(), self._tools.clock.monotonic()
        if self._put is not None and self._put[0] == reach and now - self._put[1] < _PUT_SECONDS:
            return
        self._put = (reach, now)
        shown, today = self._tools.presence.shown, whole_seconds(self._tools.clock)
        note = AddressNote.signed_by(shown.side.device_key, reach, today)
        key = seal_key(shown.address_key.public, reach.endpoint)
        sealed = seal(Label.ADDRESS_SEAL, key, note.wire)
        self._board.put_note(shown.address_key, sealed)
        if today - shown.renewed < _FORGOTTEN_SECONDS:
            for former in shown.former_keys:
                self._board.put_note(former, random_bytes(len(sealed)))  # to all but few, a note like any

    def _put_anew(self) -> None:
        """Be found under the key of now, and no longer under those before."""
        self._put = None
        self._put_own()
        self._put = None  # and once more: a note put a moment before may still be on its way, and be the last

    def _ask_for_others(self) -> None:
        """Ask about a few at a time, each more and more seldom."""
        self._devices = self._keys.of(self._people.whereabouts.unreached())
        self._asked = {key: asked for key, asked in self._asked.items() if key in self._devices}
        now = self._tools.clock.monotonic()
        due = [key for key in self._devices if now >= self._asked.get(key, (0, now))[1]]
        for key in due[:_AT_ONCE]:
            times, _ = self._asked.get(key, (0, now))
            wait = _ASK_SECONDS[min(times, len(_ASK_SECONDS) - 1)]
            self._asked[key] = (times + 1, now + wait * (1 + self._tools.chance()))
            self._board.ask_for_note(key)


class AddressKeys:
    """The address keys of devices whose records were read before: each is checked once, not at every look."""

    def __init__(self) -> None:
        self._of_record: dict[bytes, PublicKey] = {}

    def of(self, devices: Iterable[PeerDevice]) -> dict[PublicKey, PeerDevice]:
        """Return the devices by their address keys, and remember the keys of no others."""
        known, self._of_record = self._of_record, {}
        found: dict[PublicKey, PeerDevice] = {}
        for device in devices:
            key = known.get(device.record) or address_key_of(device)
            self._of_record[device.record] = key
            found[key] = device
        return found


def opened(sealed: bytes, device: PeerDevice) -> AddressNote | None:
    """Return the note of a device if it is sound and its own, None for anything else."""
    try:
        key = seal_key(address_key_of(device), device.endpoint)
        note = decode_address_note(open_sealed(Label.ADDRESS_SEAL, key, sealed))
    except (SealBroken, RecordRefused):
        return None
    its_own = note.statement.device == device.device and note.statement.reach.endpoint == device.endpoint
    return note if its_own else None


def seal_key(address_key: PublicKey, endpoint: bytes) -> bytes:
    """Return the key that those have who know both, and nobody who only sees the note."""
    return derive_key(Label.ADDRESS_SEAL, bytes(address_key) + endpoint)


def address_key_of(device: PeerDevice) -> PublicKey:
    return decode_device_record(device.record).statement.address
