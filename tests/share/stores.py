"""Stores of the people in `writers`, and what can be seen of one from outside."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.clock import Clock
from desktop.share.records.kinds import KINDS, Kinds
from desktop.share.shares import Audience, NewShare, NewTransfer, Role
from desktop.share.store.store import Store
from tests.clocks import TestClock
from tests.share.writers import Writer

SHARE = NewShare(
    title="holiday", audience=Audience.LINK, secret=b"s" * 16, infohash_v2=b"2" * 32, trackers=("http://t",)
)
TRANSFER = NewTransfer(folder="/here", role=Role.SHARE)


def open_store(
    path: Path, *, writer: Writer | None = None, clock: Clock | None = None, kinds: Kinds = KINDS
) -> Store:
    owner = writer or Writer()
    return Store.open(
        path,
        clock=clock or TestClock(),
        person=owner.person,
        device=owner.key,
        device_record=owner.device_record(),
        kinds=kinds,
    )


def wires(path: Path) -> list[bytes]:
    """Return the records in the file as they are stored, oldest first."""
    with closing(sqlite3.connect(path)) as connection:
        return [wire for (wire,) in connection.execute("SELECT wire FROM records ORDER BY rowid")]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return what lies in `folder`, less the index of the log, which SQLite makes anew whenever it likes."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
