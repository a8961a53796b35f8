"""Transfers and people in every state there is, to be shown. Values only."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from desktop.clock import Clock
from desktop.events import TransferRow, TransferState
from desktop.ids import ObjectId, ShareId, id_text
from desktop.node.protocol import ContactResult, NearbyResult, PathNow, Standing
from desktop.reasons import (
    DiskFull,
    FetchingDetails,
    FilesChanged,
    FolderGone,
    InQueue,
    NobodyHasIt,
    NoPermission,
    NotWhatWasPromised,
    OnBattery,
    OwnFault,
)

_SIZE = 1_840_000_000
_GOT: dict[str, dict[str, Any]] = {
    "Summer at the lake": {"state": TransferState.DOWNLOADING, "down": 2_400_000, "peers": 2},
    "Slow one": {"state": TransferState.DOWNLOADING, "peers": 1},
    "Only its link so far": {
        "state": TransferState.DOWNLOADING,
        "reason": FetchingDetails(),
        "total": 0,
        "done": 0,
    },
    "Nobody has it": {"state": TransferState.WAITING, "reason": NobodyHasIt()},
    "In the queue": {"state": TransferState.WAITING, "reason": InQueue(), "done": 0},
    "On battery": {"state": TransferState.WAITING, "reason": OnBattery()},
    "Paused": {"state": TransferState.PAUSED},
    "Being checked": {"state": TransferState.CHECKING},
    "Here and checked": {"state": TransferState.SEEDING, "done": _SIZE, "whole": True, "finished": 1000},
    "A name that goes on and on, as those of films from somewhere else on the network do " * 2: {
        "state": TransferState.DOWNLOADING,
        "down": 88_000,
    },
    "Disk full": {
        "state": TransferState.FAILED,
        "reason": DiskFull(folder="/home/amber", missing=340_000_000),
    },
    "Folder gone": {
        "state": TransferState.FAILED,
        "reason": FolderGone(folder="/media/stick/Folder gone", received=True),
    },
    "No permission": {
        "state": TransferState.FAILED,
        "reason": NoPermission(path="/home/amber/in/No permission"),
    },
    "Not what was promised": {"state": TransferState.FAILED, "reason": NotWhatWasPromised()},
    "Our own mistake": {"state": TransferState.FAILED, "reason": OwnFault()},
}
_GIVEN: dict[str, dict[str, Any]] = {
    "Given to three": {
        "state": TransferState.SEEDING,
        "up": 800_000,
        "peers": 3,
        "whole_peers": 1,
        "sent": 9_000_000,
    },
    "Given, nobody asks": {"state": TransferState.SEEDING},
    "Given no longer": {"state": TransferState.PAUSED},
    "Public": {"state": TransferState.SEEDING, "audience": "public", "sent": 4 * _SIZE, "arrived": 4},
    "Changed since": {
        "state": TransferState.FAILED,
        "reason": FilesChanged(folder="/home/amber/Changed since", missing=1_000_000),
    },
}


def transfers() -> dict[bytes, TransferRow]:
    """Return one transfer in each state, by id."""
    return {row.transfer: row for row in _rows()}


def _rows() -> Iterator[TransferRow]:
    whole = {"done": _SIZE, "whole": True, "role": "share"}
    told = [*_GOT.items(), *((name, whole | changes) for name, changes in _GIVEN.items())]
    for number, (name, changes) in enumerate(reversed(told)):
        key = ObjectId(number.to_bytes(32, "big"))
        values: dict[str, Any] = {
            "done": _SIZE // 3,
            "total": _SIZE,
            "down": 0,
            "up": 0,
            "peers": 0,
            "reason": None,
            "path": f"/home/amber/in/{number}",
            "files": 12,
            "whole": False,
            "added": 1000 + number,
        }
        yield TransferRow(transfer=key, share=ShareId(key), name=name, **(values | changes))


def person(name: str) -> str:
    """Return the id of somebody who is called like that."""
    return id_text(ObjectId(sha256(name.encode()).digest()))


def people(clock: Clock) -> list[ContactResult]:
    """Return one person in each standing, and in each way of being there."""
    now = datetime.fromtimestamp(clock.now(), UTC)

    def ago(**lengths: float) -> str:
        return (now - timedelta(**lengths)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def contact(name: str, **changes: Any) -> ContactResult:
        made = ContactResult(
            person=person(name),
            name=name,
            state=Standing.UNVERIFIED,
            online=False,
            added=ago(days=40),
        )
        return msgspec.structs.replace(made, **changes)

    return [
        contact("Ben", state=Standing.VERIFIED, online=True, note="Youth club", path=PathNow.DIRECT),
        contact("Mira", online=True, path=PathNow.RELAY),
        contact("Otto", seen=ago(days=1)),
        contact("Kaya", state=Standing.REQUESTED, added=ago(days=2), text="We met at the party"),
        contact("Quiet Lantern", state=Standing.BLOCKED),
        contact("Somebody whose name is longer than any card of the window is wide", seen=ago(hours=2)),
    ]


def nearby() -> NearbyResult:
    return NearbyResult(person=person("Brisk Heron"), name="Brisk Heron", link="passalong:person/heron")
