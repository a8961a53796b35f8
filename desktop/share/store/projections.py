"""What follows from the records about one object: a share with its transfer on each computer, or a contact.

A pure function of the records, written in the same transaction as the record that changed them.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Select, delete, select

from desktop.errors import RecordRefused
from desktop.ids import DeviceId, ObjectId
from desktop.share.people import Contact
from desktop.share.records.envelope import Record
from desktop.share.records.kinds import (
    CONTACT,
    SHARE,
    TRANSFER,
    Body,
    ContactBody,
    Kinds,
    ShareBody,
    TransferBody,
)
from desktop.share.records.rules import founding, may_edit, newest_first
from desktop.share.shares import Share, Transfer
from desktop.share.store.columns import as_stored
from desktop.share.store.schema import CONTACTS, RECORDS, SHARES, TORRENTS, TRANSFERS, insertion

_SHARE_COLUMNS: Final = tuple(field.name for field in fields(Share))
_TRANSFER_COLUMNS: Final = tuple(field.name for field in fields(Transfer))
_CONTACT_COLUMNS: Final = tuple(field.name for field in fields(Contact))
_INSERT_SHARES: Final = insertion(SHARES)
_INSERT_TRANSFERS: Final = insertion(TRANSFERS)
_INSERT_CONTACTS: Final = insertion(CONTACTS)


@dataclass(frozen=True, slots=True)
class ProjectedShare:
    """A share and the transfers of it."""

    share: Share
    transfers: Mapping[DeviceId, Transfer]


Projected = ProjectedShare | Contact


def project(records: Sequence[Record], kinds: Kinds) -> Projected | None:
    """Return what the living records about one object come to; None if to nothing (yet, any more)."""
    first = founding(records)
    if first is None:
        return None
    by_kind: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if may_edit(record, first):
            by_kind[record.envelope.kind].append(record)
    match first.envelope.kind:
        case kind if kind == SHARE:
            share = _share(first, by_kind[SHARE], kinds)
            transfers = dict(_transfers(by_kind[TRANSFER], kinds))
            return None if share is None else ProjectedShare(share, transfers)
        case kind if kind == CONTACT:
            return _contact(first, by_kind[CONTACT], kinds)
        case _:
            return None


def write_projection(connection: Connection, about: ObjectId, projected: Projected | None) -> None:
    """Replace the rows of one object. If nothing is left, what this computer kept for it goes too."""
    connection.execute(delete(SHARES).where(SHARES.c.share == about))  # the transfers go with it
    connection.execute(delete(CONTACTS).where(CONTACTS.c.contact == about))
    if projected is None:
        connection.execute(delete(TORRENTS).where(TORRENTS.c.share == about))
    else:
        insert_projections(connection, [projected])


def insert_projections(connection: Connection, several: Iterable[Projected]) -> None:
    shares: list[tuple[Any, ...]] = []
    transfers: list[tuple[Any, ...]] = []
    contacts: list[tuple[Any, ...]] = []
    for projected in several:
        if isinstance(projected, Contact):
            contacts.append(_row(projected, _CONTACT_COLUMNS))
            continue
        shares.append(_row(projected.share, _SHARE_COLUMNS))
        for device, transfer in projected.transfers.items():
            transfers.append((device, *_row(transfer, _TRANSFER_COLUMNS)))
    # Straight to the driver: a rebuild inserts a hundred thousand rows, and Core would take half of its time.
    inserts = ((_INSERT_SHARES, shares), (_INSERT_TRANSFERS, transfers), (_INSERT_CONTACTS, contacts))
    for statement, rows in inserts:
        if rows:
            connection.exec_driver_sql(statement, rows)


def select_shares() -> Select[Any]:
    """Return the query for shares with their transfers on whichever computers, newest transfer first."""
    founded = select(RECORDS.c.seq).where(RECORDS.c.id == SHARES.c.share).scalar_subquery()
    newest_first = (TRANSFERS.c.added.desc(), founded.desc(), SHARES.c.share)
    return select(SHARES, TRANSFERS).join(TRANSFERS).order_by(*newest_first)


def read_share(connection: Connection, share: ObjectId) -> Share | None:
    row = connection.execute(select(SHARES).where(SHARES.c.share == share)).mappings().first()
    return None if row is None else Share(**row)


def read_shares(connection: Connection, query: Select[Any]) -> Iterator[tuple[Share, Transfer]]:
    """Yield what `query`, made from `select_shares`, finds."""
    for row in connection.execute(query).mappings():
        yield (
            Share(**{name: row[SHARES.c[name]] for name in _SHARE_COLUMNS}),
            Transfer(**{name: row[TRANSFERS.c[name]] for name in _TRANSFER_COLUMNS}),
        )


def _row(value: Share | Transfer | Contact, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(as_stored(getattr(value, name)) for name in columns)


def _share(first: Record, records: Iterable[Record], kinds: Kinds) -> Share | None:
    body = _newest_body(records, kinds)
    if not isinstance(body, ShareBody):
        return None
    about, envelope = first.about, first.envelope
    return Share(
        share=about, created=envelope.created, person=envelope.author, **msgspec.structs.asdict(body)
    )


def _contact(first: Record, records: Iterable[Record], kinds: Kinds) -> Contact | None:
    body = _newest_body(records, kinds)
    if not isinstance(body, ContactBody):
        return None
    return Contact(contact=first.about, added=first.envelope.created, **msgspec.structs.asdict(body))


def _transfers(records: Iterable[Record], kinds: Kinds) -> Iterator[tuple[DeviceId, Transfer]]:
    by_device: defaultdict[DeviceId, list[Record]] = defaultdict(list)
    for record in records:
        by_device[record.envelope.device].append(record)
    for device, of_device in by_device.items():
        body = _newest_body(of_device, kinds)
        if isinstance(body, TransferBody):
            yield device, Transfer(share=of_device[0].about, **msgspec.structs.asdict(body))


def _newest_body(records: Iterable[Record], kinds: Kinds) -> Body | None:
    for record in newest_first(records):
        # A record that was stored while its kind was unknown may turn out to be malformed: it says nothing.
        with contextlib.suppress(RecordRefused):
            return kinds[record.envelope.kind].decode(record)
    return None
