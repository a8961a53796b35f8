"""Making again all that follows from records, and the hash by which two stores can tell that they agree."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import batched, chain, groupby
from operator import attrgetter
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, delete, select

from desktop.errors import RecordRefused
from desktop.ids import RecordId
from desktop.keys import Label, digest
from desktop.share.records.envelope import Record, check_wire, read_record
from desktop.share.records.kinds import Kinds
from desktop.share.records.rules import living
from desktop.share.store.database import Database
from desktop.share.store.ledger import remove_records, row_of
from desktop.share.store.projections import Projected, insert_projections, project
from desktop.share.store.schema import CONTACTS, RECORDS, SHARES, TORRENTS, TRANSFERS

_CHUNK: Final = 1_000
_PART: Final = 250
_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class State:
    """How many records count, and the hash over them and what follows from them."""

    records: int
    state_hash: bytes


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The state after a rebuild. `damaged` rows no longer held what was signed; a copy was put aside."""

    records: int
    state_hash: bytes
    damaged: int


def rebuild(database: Database, day: int, kinds: Kinds) -> Rebuilt:
    """Check every record and make all projections again, in one transaction."""
    damaged: list[RecordId] = []
    over: list[RecordId] = []
    with database.write() as connection:
        connection.execute(delete(SHARES))  # the transfers go with them
        connection.execute(delete(CONTACTS))
        for objects in batched(_by_object(_checked(connection, damaged)), _CHUNK):
            insert_projections(connection, _project_all(objects, day, kinds, over))
        if damaged:
            database.set_aside()
        remove_records(connection, damaged + over)
        connection.execute(delete(TORRENTS).where(TORRENTS.c.share.not_in(select(SHARES.c.share))))
        after = state(connection)
    return Rebuilt(after.records, after.state_hash, len(damaged))


def state(connection: Connection) -> State:
    """Return the same for everybody whose records are the same; docs/protocol.md says how it is made."""
    ids = connection.execute(select(RECORDS.c.id).order_by(RECORDS.c.id)).scalars().all()
    projections = [
        [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for table in (SHARES, TRANSFERS, CONTACTS)
    ]
    return State(len(ids), digest(Label.STATE, msgspec.msgpack.encode((ids, *projections))))


def _project_all(
    objects: Iterable[Sequence[Record]], day: int, kinds: Kinds, over: list[RecordId]
) -> Iterator[Projected]:
    """Yield what each object comes to; name in `over` the records that no longer count."""
    for records in objects:
        remaining = living(records, day, kinds)
        if len(remaining) < len(records):
            over += {record.id for record in records} - {record.id for record in remaining}
        projected = project(remaining, kinds)
        if projected is not None:
            yield projected


def _by_object(records: Iterable[Record]) -> Iterator[list[Record]]:
    for _, about_one in groupby(records, attrgetter("about")):
        yield list(about_one)


def _checked(connection: Connection, damaged: list[RecordId]) -> Iterator[Record]:
    """Yield every stored record, those about one object together; name in `damaged` what is not sound."""
    query = select(RECORDS).order_by(RECORDS.c.about).execution_options(yield_per=_CHUNK)
    with ThreadPoolExecutor(_THREADS) as threads:
        for rows in connection.execute(query).partitions():
            for row, record in zip(rows, _sound_records(threads, rows), strict=True):
                if record is None:
                    damaged.append(row.id)
                else:
                    yield record


def _sound_records(threads: Executor, rows: Sequence[Row[Any]]) -> Iterator[Record | None]:
    """Check signatures in several threads while this one waits.

    Checking one lets go of the interpreter's lock, so the threads run side by side; another thread busy in
    Python meanwhile would keep them waiting for the lock after each.
    """
    parts = [rows[start : start + _PART] for start in range(0, len(rows), _PART)]
    return chain.from_iterable(list(threads.map(_check, parts)))


def _check(rows: Sequence[Row[Any]]) -> list[Record | None]:
    return [_sound(row) for row in rows]


def _sound(row: Row[Any]) -> Record | None:
    """Return the record in a row that is, to the last column, what storing that record would make."""
    try:
        check_wire(row.device, row.wire)
        record = read_record(row.wire)
    except RecordRefused:
        return None
    return record if tuple(row_of(record).values()) == tuple(row) else None
