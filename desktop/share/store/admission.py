"""Where records from elsewhere come in: every check, in the order of docs/protocol.md, before any storing."""

import threading

from sqlalchemy import Connection

from desktop import limits
from desktop.clock import day_number, whole_seconds
from desktop.errors import RecordRefused
from desktop.ids import RecordId
from desktop.share.records.device import decode_device_record
from desktop.share.records.envelope import Record, check_signature, decode_record
from desktop.share.records.kinds import TOMBSTONE, check_body
from desktop.share.records.rules import is_early
from desktop.share.store.author import Author
from desktop.share.store.database import Database
from desktop.share.store.devices import is_device_of, save_device
from desktop.share.store.ledger import Admission, is_known, settle


class Gate:
    """Admits records to the private space of the author's person, and holds those that are dated ahead."""

    def __init__(self, database: Database, author: Author) -> None:
        self._database = database
        self._author = author
        self._lock = threading.Lock()
        self._held = dict[RecordId, Record]()

    def admit(self, wire: bytes) -> Admission:
        """Check and store a record; raise RecordRefused, with nothing changed, if it is not sound."""
        record = decode_record(wire)
        check_body(record, self._author.kinds)
        with self._database.read() as connection:
            if is_known(connection, record.id):
                return Admission.KNOWN
            self._check_member(connection, record)
        check_signature(record)
        if is_early(record, self._author.clock.now()):
            return self._hold(record)
        return self._settle([record])[0]

    def admit_device(self, wire: bytes) -> None:
        """Check a device record and believe that device from now on."""
        record = decode_device_record(wire)
        if record.statement.person != self._author.person:
            raise RecordRefused(why="not-a-member")
        with self._database.write() as connection:
            save_device(connection, record)

    def release_held(self) -> list[Admission]:
        """Let in what has come due."""
        now = self._author.clock.now()
        with self._lock:
            records = [record for record in self._held.values() if not is_early(record, now)]
        outcomes = self._settle(records) if records else []
        with self._lock:
            for record in records:
                self._held.pop(record.id, None)
        return outcomes

    def _check_member(self, connection: Connection, record: Record) -> None:
        envelope = record.envelope
        if envelope.group != self._author.group:
            raise RecordRefused(why="group-unknown")
        is_own = envelope.author == self._author.person
        if not is_own or not is_device_of(connection, envelope.device, envelope.author):
            raise RecordRefused(why="not-a-member")

    def _hold(self, record: Record) -> Admission:
        with self._lock:
            if len(self._held) >= limits.HELD_RECORDS and record.id not in self._held:
                raise RecordRefused(why="too-many-held")
            self._held[record.id] = record
        return Admission.HELD

    def _settle(self, records: list[Record]) -> list[Admission]:
        day = day_number(whole_seconds(self._author.clock))
        with self._database.write() as connection:
            outcomes = [settle(connection, record, day, self._author.kinds) for record in records]
        if any(record.envelope.kind == TOMBSTONE for record in records):
            self._database.purge_log()
        return outcomes
