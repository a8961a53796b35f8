"""The table of records: what a record that is stored, or whose day is over, makes of those about its object.

Every function works inside the caller's transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from desktop.clock import SECONDS_PER_DAY, HybridTime
from desktop.errors import RecordRefused
from desktop.ids import DeviceId, GroupId, ObjectId, RecordId
from desktop.share.records.envelope import Record, decode_record
from desktop.share.records.kinds import Kinds
from desktop.share.records.rules import is_expired, living
from desktop.share.store.failures import Unreadable
from desktop.share.store.projections import project, write_projection
from desktop.share.store.schema import HEADS, RECORDS


class Admission(StrEnum):
    """What became of a record that is sound and whose author may speak here."""

    STORED = "stored"
    KNOWN = "known"
    """It is here already."""
    HELD = "held"
    """It is dated ahead; it waits in memory until it is due."""
    BURIED = "buried"
    """Its object was taken back."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Head:
    """The highest `seq` and `clock` that a device has used in a group, or zeros."""

    seq: int
    clock: HybridTime


@dataclass(frozen=True, slots=True)
class Fork:
    """Records of one device with one `seq`: proof that it said two different things as one."""

    device: DeviceId
    seq: int
    records: tuple[RecordId, ...]


def is_known(connection: Connection, record: RecordId) -> bool:
    return connection.execute(select(RECORDS.c.id).where(RECORDS.c.id == record)).first() is not None


def settle(connection: Connection, record: Record, day: int, kinds: Kinds) -> Admission:
    """Store `record` if it counts on `day`, take away what does not count any more, project what remains."""
    if is_known(connection, record.id):
        return Admission.KNOWN
    if is_expired(record, day, kinds):
        return Admission.EXPIRED
    present = _records_about(connection, record.about)
    remaining = living([*present, record], day, kinds)
    if record not in remaining:
        return Admission.BURIED
    connection.execute(insert(RECORDS).values(row_of(record)))
    _raise_head(connection, record)
    _replace(connection, record.about, present, remaining, kinds)
    return Admission.STORED


def expire(connection: Connection, day: int, kinds: Kinds) -> int:
    """Take away what no longer counts on `day`; return how many records that were."""
    removed = 0
    ended = select(RECORDS.c.about).where(_has_ended(day * SECONDS_PER_DAY, kinds)).distinct()
    for about in connection.execute(ended).scalars().all():
        present = _records_about(connection, about)
        remaining = living(present, day, kinds)
        _replace(connection, about, present, remaining, kinds)
        removed += len(present) - len(remaining)
    return removed


def row_of(record: Record) -> dict[str, Any]:
    """Return the one row that stands for `record`."""
    envelope = record.envelope
    return {
        "id": record.id,
        "about": record.about,
        "group": envelope.group,
        "author": envelope.author,
        "device": envelope.device,
        "seq": envelope.seq,
        "kind": envelope.kind,
        "created": envelope.created,
        "expires": envelope.expires,
        "wire": record.wire,
    }


def head(connection: Connection, group: GroupId, device: DeviceId) -> Head:
    query = select(HEADS.c.seq, HEADS.c.clock).where(HEADS.c.group == group, HEADS.c.device == device)
    row = connection.execute(query).first()
    return Head(0, HybridTime(0)) if row is None else Head(row.seq, row.clock)


def newest_clock(connection: Connection) -> HybridTime:
    """Return the highest clock of anything that was ever stored here."""
    return HybridTime(connection.execute(select(func.max(HEADS.c.clock))).scalar() or 0)


def forks(connection: Connection) -> list[Fork]:
    place = (RECORDS.c.group, RECORDS.c.device, RECORDS.c.seq)
    found = []
    for group, device, seq in connection.execute(select(*place).group_by(*place).having(func.count() > 1)):
        at_place = and_(RECORDS.c.group == group, RECORDS.c.device == device, RECORDS.c.seq == seq)
        ids = connection.execute(select(RECORDS.c.id).where(at_place).order_by(RECORDS.c.id)).scalars()
        found.append(Fork(device, seq, tuple(ids)))
    return found


def remove_records(connection: Connection, records: Iterable[RecordId]) -> None:
    rows = [{"gone": record} for record in records]
    if rows:
        connection.execute(delete(RECORDS).where(RECORDS.c.id == bindparam("gone")), rows)


def _records_about(connection: Connection, about: ObjectId) -> list[Record]:
    query = select(RECORDS.c.wire).where(RECORDS.c.about == about)
    try:
        return [decode_record(wire) for wire in connection.execute(query).scalars()]
    except RecordRefused as error:  # it was sound when it was stored
        raise Unreadable from error


def _raise_head(connection: Connection, record: Record) -> None:
    envelope = record.envelope
    new = insert(HEADS).values(
        group=envelope.group, device=envelope.device, seq=envelope.seq, clock=envelope.clock
    )
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[HEADS.c.group, HEADS.c.device],
            set_={
                "seq": func.max(HEADS.c.seq, new.excluded.seq),
                "clock": func.max(HEADS.c.clock, new.excluded.clock),
            },
        )
    )


def _replace(
    connection: Connection,
    about: ObjectId,
    present: Sequence[Record],
    remaining: Sequence[Record],
    kinds: Kinds,
) -> None:
    """Bring table and projection of one object from the records `present` to those `remaining`."""
    remove_records(connection, {record.id for record in present} - {record.id for record in remaining})
    write_projection(connection, about, project(remaining, kinds))


def _has_ended(moment: int, kinds: Kinds) -> ColumnElement[bool]:
    """Say in SQL which records may have no life left at `moment`; `is_expired` has the last word."""
    return or_(
        and_(RECORDS.c.expires > 0, RECORDS.c.expires <= moment),
        *(
            and_(RECORDS.c.kind == kind.name, RECORDS.c.created <= moment - kind.longest_life)
            for kind in kinds.values()
            if kind.longest_life is not None
        ),
    )
