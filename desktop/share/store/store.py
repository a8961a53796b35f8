"""The store: everything this person's records say, and the few things kept about shares on this computer.

Synchronous and thread-safe: every change is one transaction under one lock, every look sees one moment. The
node calls it from a thread of its own.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, Unpack

from sqlalchemy import ColumnElement, Connection, Select, select

from desktop.clock import Clock, day_number, whole_seconds
from desktop.errors import AppError, IdUnknown
from desktop.ids import ObjectId, PersonId, id_text
from desktop.keys import SigningKey
from desktop.share.records.kinds import (
    KINDS,
    SHARE,
    TOMBSTONE,
    TRANSFER,
    Kinds,
    ShareBody,
    TombstoneBody,
    TransferBody,
)
from desktop.share.shares import (
    NewShare,
    NewTransfer,
    Progress,
    Share,
    ShareChanges,
    Transfer,
    TransferChanges,
)
from desktop.share.store import ledger, torrents
from desktop.share.store.admission import Gate
from desktop.share.store.author import NEW, Author
from desktop.share.store.database import Database
from desktop.share.store.devices import DevicesStore
from desktop.share.store.ledger import Admission, Fork
from desktop.share.store.migrations import MIGRATIONS
from desktop.share.store.offers import OffersStore
from desktop.share.store.people import PeopleStore
from desktop.share.store.projections import read_share, read_shares, select_shares
from desktop.share.store.rebuilding import Rebuilt, State, rebuild, state
from desktop.share.store.schema import SHARES, TRANSFERS


class Store:
    """What the node knows and keeps. `desktop.errors` lists what can go wrong with the disk."""

    def __init__(self, database: Database, author: Author) -> None:
        self._database = database
        self._author = author
        self._gate = Gate(database, author)
        self.people = PeopleStore(database, author)
        self.offers = OffersStore(database)
        self.devices = DevicesStore(database, author.person)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        person: PersonId,
        device: SigningKey,
        device_record: bytes,
        kinds: Kinds = KINDS,
    ) -> Self:
        """Open the store, or make it, for one device of one person; only to be read if the disk is full."""
        store = cls(Database.open(path, MIGRATIONS), Author(person, device, clock, kinds))
        with ExitStack() as on_failure:
            on_failure.callback(store.close)
            if store.frozen is None:  # else it was admitted before, and everything here is as it was
                store.admit_device(device_record)
            on_failure.pop_all()
        return store

    @property
    def frozen(self) -> AppError | None:
        """Why everything can be read and nothing written, None if it can."""
        return self._database.frozen

    def close(self) -> None:
        self._database.close()

    # --- own shares ---------------------------------------------------------------------------------------

    def add_share(
        self,
        share: NewShare,
        transfer: NewTransfer,
        torrent: bytes | None = None,
        *,
        in_place_of: ObjectId | None = None,
    ) -> tuple[Share, Transfer]:
        """Publish a share with its transfer on this computer, and keep its torrent; all of it or nothing.

        The share `in_place_of` is taken back with it.
        """
        with self._database.write() as connection:
            if in_place_of is not None:
                self._take_back(connection, in_place_of)
            record = self._author.publish(connection, SHARE, NEW, ShareBody.of(share))
            self._publish_transfer(connection, record.about, transfer)
            if torrent is not None:
                torrents.save_torrent(connection, record.about, torrent)
            pair = self._pair(connection, record.about)
        if in_place_of is not None:
            self._database.purge_log()
        return pair

    def add_transfer(self, share: ObjectId, transfer: NewTransfer) -> Transfer:
        """Give a share that another computer of this person published its place on this one."""
        with self._database.write() as connection:
            self._require(connection, share)
            self._publish_transfer(connection, share, transfer)
            return self._pair(connection, share)[1]

    def edit_share(self, share: ObjectId, **changes: Unpack[ShareChanges]) -> Share:
        with self._database.write() as connection:
            old = self._require(connection, share)
            new = replace(old, **changes)
            if new != old:
                self._author.publish(connection, SHARE, share, ShareBody.of(new))
            return new

    def edit_transfer(self, share: ObjectId, **changes: Unpack[TransferChanges]) -> Transfer:
        with self._database.write() as connection:
            _, old = self._pair(connection, share)
            new = replace(old, **changes)
            if new != old:
                self._author.publish(connection, TRANSFER, share, TransferBody.of(new))
            return new

    def remove_share(self, share: ObjectId) -> None:
        """Take the share back: its records, transfers and torrent go, and only that there was one stays."""
        with self._database.write() as connection:
            self._take_back(connection, share)
        self._database.purge_log()

    # --- looking ------------------------------------------------------------------------------------------

    def shares(self) -> list[tuple[Share, Transfer]]:
        """Return what this computer shares and gets, newest first."""
        with self._database.read() as connection:
            return list(read_shares(connection, self._here()))

    def elsewhere(self) -> list[tuple[Share, Transfer]]:
        """Return what only other computers of this person share or get, newest first."""
        here = select(TRANSFERS.c.share).where(TRANSFERS.c.device == self._author.device)
        with self._database.read() as connection:
            return list(read_shares(connection, select_shares().where(SHARES.c.share.not_in(here))))

    def share(self, share: ObjectId) -> tuple[Share, Transfer] | None:
        with self._database.read() as connection:
            return self._first(connection, SHARES.c.share == share)

    def find(self, infohash: bytes) -> tuple[Share, Transfer] | None:
        """Return the newest share here whose v1 or v2 info-hash this is."""
        with self._database.read() as connection:
            return self._first(
                connection, (SHARES.c.infohash_v1 == infohash) | (SHARES.c.infohash_v2 == infohash)
            )

    # --- of this computer only ----------------------------------------------------------------------------

    def torrent(self, share: ObjectId) -> bytes | None:
        with self._database.read() as connection:
            return torrents.torrent(connection, share)

    def torrents(self) -> dict[ObjectId, bytes]:
        with self._database.read() as connection:
            return torrents.all_torrents(connection)

    def save_torrent(self, share: ObjectId, data: bytes) -> None:
        with self._database.write() as connection:
            torrents.save_torrent(connection, share, data)

    def save_choice(self, share: ObjectId, choice: bytes | None) -> None:
        """Keep which files of a transfer are wanted, and how soon: one byte for each."""
        with self._database.write() as connection:
            torrents.save_choice(connection, share, choice)

    def choice(self, share: ObjectId) -> bytes | None:
        with self._database.read() as connection:
            return torrents.choice(connection, share)

    def choices(self) -> dict[ObjectId, bytes]:
        with self._database.read() as connection:
            return torrents.choices(connection)

    def progress(self) -> dict[ObjectId, Progress]:
        with self._database.read() as connection:
            return torrents.progress(connection)

    def save_progress(
        self, share: ObjectId, resume: bytes, done: int, total: int, fingerprint: bytes | None
    ) -> None:
        self.save_progress_of(
            {share: Progress(resume=resume, done=done, total=total, fingerprint=fingerprint)}
        )

    def save_progress_of(self, progress: Mapping[ObjectId, Progress]) -> None:
        """Keep how far many transfers are, all at once."""
        with self._database.write() as connection:
            for share, its in progress.items():
                torrents.save_progress(connection, share, its)

    # --- records from elsewhere ---------------------------------------------------------------------------

    def admit(self, wire: bytes) -> Admission:
        """Check and store a record; raise RecordRefused, with nothing changed, if it is not sound."""
        return self._gate.admit(wire)

    def admit_device(self, wire: bytes) -> None:
        """Check a device record and believe that device from now on."""
        self._gate.admit_device(wire)

    def release_held(self) -> list[Admission]:
        """Let in what was dated ahead and has come due."""
        return self._gate.release_held()

    # --- upkeep -------------------------------------------------------------------------------------------

    def expire(self, day: int) -> int:
        """Take away what no longer counts on `day`; return how many records that were."""
        with self._database.write() as connection:
            removed = ledger.expire(connection, day, self._author.kinds)
        if removed:
            self._database.purge_log()
        return removed

    def rebuild(self) -> Rebuilt:
        """Make everything that follows from records again."""
        today = day_number(whole_seconds(self._author.clock))
        return rebuild(self._database, today, self._author.kinds)

    def state(self) -> State:
        with self._database.read() as connection:
            return state(connection)

    def forks(self) -> list[Fork]:
        with self._database.read() as connection:
            return ledger.forks(connection)

    def snapshot(self, target: Path) -> None:
        """Write a consistent copy to `target`, whatever goes on meanwhile."""
        self._database.copy_to(target)

    def check(self) -> list[str]:
        """Return what a thorough check of the whole file finds wrong."""
        return self._database.problems()

    # --- inside a transaction -----------------------------------------------------------------------------

    def _publish_transfer(self, connection: Connection, share: ObjectId, transfer: NewTransfer) -> None:
        body = TransferBody.of(transfer, added=whole_seconds(self._author.clock))
        self._author.publish(connection, TRANSFER, share, body)

    def _take_back(self, connection: Connection, share: ObjectId) -> None:
        self._require(connection, share)
        self._author.publish(connection, TOMBSTONE, share, TombstoneBody())

    def _here(self) -> Select[Any]:
        return select_shares().where(TRANSFERS.c.device == self._author.device)

    def _first(self, connection: Connection, which: ColumnElement[bool]) -> tuple[Share, Transfer] | None:
        return next(read_shares(connection, self._here().where(which).limit(1)), None)

    def _pair(self, connection: Connection, share: ObjectId) -> tuple[Share, Transfer]:
        found = self._first(connection, SHARES.c.share == share)
        if found is None:
            raise IdUnknown(what="share", text=id_text(share))
        return found

    def _require(self, connection: Connection, share: ObjectId) -> Share:
        found = read_share(connection, share)
        if found is None:
            raise IdUnknown(what="share", text=id_text(share))
        return found
