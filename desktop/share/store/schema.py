"""The tables as they are now, for queries; a test holds them to what the migrations make."""

from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BLOB,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects import sqlite

from desktop.reach import Reach
from desktop.share.offers import Direction, OfferState
from desktop.share.people import Standing
from desktop.share.shares import Audience, Role
from desktop.share.store.failures import Unreadable


class _Texts(TypeDecorator[tuple[str, ...]]):
    """Several texts, as JSON."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 - the signature is SQLAlchemy's
        try:
            return msgspec.json.decode(value, type=tuple[str, ...])
        except msgspec.DecodeError as error:
            raise Unreadable from error


class _Flag(TypeDecorator[bool]):
    """A boolean where STRICT tables have only integers."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> bool:  # noqa: ARG002 - likewise
        return bool(value)


class _Choice(TypeDecorator[StrEnum]):
    """One of a closed set, as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum:  # noqa: ARG002 - likewise
        try:
            return self.choices(value)
        except ValueError as error:
            raise Unreadable from error


class _Reach(TypeDecorator[Reach]):
    """Where a device can be called, as MessagePack."""

    impl = BLOB
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:  # noqa: ARG002 - likewise
        return msgspec.msgpack.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Reach | None:  # noqa: ARG002 - likewise
        try:
            return None if value is None else msgspec.msgpack.decode(value, type=Reach)
        except ValueError as error:
            raise Unreadable from error


METADATA: Final = MetaData()

RECORDS: Final = Table(
    "records",
    METADATA,
    Column("id", BLOB, primary_key=True),
    Column("about", BLOB, nullable=False),
    Column("group", BLOB, nullable=False),
    Column("author", BLOB, nullable=False),
    Column("device", BLOB, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("created", Integer, nullable=False),
    Column("expires", Integer, nullable=False),
    Column("wire", BLOB, nullable=False),
    sqlite_strict=True,
)
"""The truth: the records that count, with the exact bytes they came in. All else here is made from `wire`."""
Index("records_about", RECORDS.c.about)
Index("records_device", RECORDS.c.group, RECORDS.c.device, RECORDS.c.seq)
Index("records_expires", RECORDS.c.expires, sqlite_where=RECORDS.c.expires > 0)
Index("records_kind", RECORDS.c.kind, RECORDS.c.created)

HEADS: Final = Table(
    "heads",
    METADATA,
    Column("group", BLOB, nullable=False),
    Column("device", BLOB, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("clock", Integer, nullable=False),
    PrimaryKeyConstraint("group", "device"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The highest `seq` and `clock` of each device, also of records that are gone: neither is ever used again."""

DEVICES: Final = Table(
    "devices",
    METADATA,
    Column("device", BLOB, primary_key=True),
    Column("person", BLOB, nullable=False),
    Column("created", Integer, nullable=False),
    Column("wire", BLOB, nullable=False),
    Column("since", Integer, nullable=False, server_default=text("0")),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which devices are whose, with the newest device record of each; `since` is that of the first."""

REVOCATIONS: Final = Table(
    "revocations",
    METADATA,
    Column("person", BLOB, nullable=False),
    Column("device", BLOB, nullable=False),
    Column("at", Integer, nullable=False),
    Column("wire", BLOB, nullable=False),
    PrimaryKeyConstraint("person", "device"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The devices that are ended, one's own and those of others: like `devices`, made of nothing else here.

By person as well, since nobody ends another's device. They stay when somebody is removed: ended is for ever.
"""

SHARES: Final = Table(
    "shares",
    METADATA,
    Column("share", BLOB, primary_key=True),
    Column("origin", BLOB),
    Column("title", Text, nullable=False),
    Column("name", Text),
    Column("infohash_v1", BLOB),
    Column("infohash_v2", BLOB),
    Column("size", Integer),
    Column("files", Integer),
    Column("audience", _Choice(Audience), nullable=False),
    Column("secret", BLOB, nullable=False),
    Column("trackers", _Texts, nullable=False),
    Column("web_seeds", _Texts, nullable=False),
    Column("ends", Integer),
    Column("created", Integer, nullable=False),
    Column("person", BLOB, nullable=False),
    sqlite_strict=True,
)
"""A projection: what one's records say is shared. The columns are the fields of a Share."""
Index("shares_infohash_v1", SHARES.c.infohash_v1)
Index("shares_infohash_v2", SHARES.c.infohash_v2)

TRANSFERS: Final = Table(
    "transfers",
    METADATA,
    Column("device", BLOB, nullable=False),
    Column("share", BLOB, ForeignKey(SHARES.c.share, ondelete="CASCADE"), nullable=False),
    Column("folder", Text, nullable=False),
    Column("role", _Choice(Role), nullable=False),
    Column("items", _Texts, nullable=False),
    Column("place", Text),
    Column("paused", _Flag, nullable=False),
    Column("only", _Texts, nullable=False),
    Column("peers", _Texts, nullable=False),
    Column("finished", Integer),
    Column("added", Integer, nullable=False),
    Column("source", _Reach),
    PrimaryKeyConstraint("share", "device"),
    sqlite_strict=True,
)
"""A projection: the place of each share on each computer. Columns: the device and a Transfer's fields."""

TORRENTS: Final = Table(
    "torrents",
    METADATA,
    Column("share", BLOB, primary_key=True),
    Column("data", BLOB),
    Column("resume", BLOB),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("fingerprint", BLOB),
    Column("choice", BLOB),
    sqlite_strict=True,
)
"""Of this computer only and no part of the truth; losing it costs a recheck at most."""


CONTACTS: Final = Table(
    "contacts",
    METADATA,
    Column("contact", BLOB, primary_key=True),
    Column("person", BLOB, nullable=False),
    Column("standing", _Choice(Standing), nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("verified", _Flag, nullable=False),
    Column("auto_accept", _Flag, nullable=False),
    Column("link", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("name_before", Text, nullable=False, server_default=text("''")),
    sqlite_strict=True,
)
"""A projection: whom one's records say one knows. The columns are the fields of a Contact."""
Index("contacts_person", CONTACTS.c.person)

PEER_DEVICES: Final = Table(
    "peer_devices",
    METADATA,
    Column("device", BLOB, primary_key=True),
    Column("person", BLOB, nullable=False),
    Column("endpoint", BLOB, nullable=False),
    Column("record", BLOB, nullable=False),
    Column("reach", _Reach, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Of this computer only: the computers of others, and where each was last reached."""
Index("peer_devices_person", PEER_DEVICES.c.person)

REQUESTS: Final = Table(
    "requests",
    METADATA,
    Column("person", BLOB, primary_key=True),
    Column("request", BLOB, nullable=False),
    Column("device", BLOB, nullable=False),
    Column("endpoint", BLOB, nullable=False),
    Column("record", BLOB, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reach", _Reach, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_strict=True,
)
"""Of this computer only: who has rung here and waits for an answer."""

BOOKS: Final = Table(
    "books",
    METADATA,
    Column("person", BLOB, nullable=False),
    Column("device", BLOB, nullable=False),
    Column("sealed", BLOB, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("person", "device"),
    sqlite_strict=True,
)
"""Of this computer only: address books kept for others, which nobody but they can open."""

OFFERS: Final = Table(
    "offers",
    METADATA,
    Column("offer", BLOB, nullable=False),
    Column("person", BLOB, nullable=False),
    Column("direction", _Choice(Direction), nullable=False),
    Column("share", BLOB, nullable=False),
    Column("title", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("names", _Texts, nullable=False),
    Column("infohash_v2", BLOB, nullable=False),
    Column("secret", BLOB, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", _Choice(OfferState), nullable=False),
    Column("trouble", Text, nullable=False),
    Column("is_told", _Flag, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("offer", "person"),
    sqlite_strict=True,
)
"""Of this computer only: passes of files between it and others. The columns are the fields of an Offer."""
Index("offers_person", OFFERS.c.person)


def as_stored(value: object) -> object:
    """Return `value` as SQLite takes it: several texts as JSON, a reach as MessagePack, all else as it is."""
    match value:
        case tuple():
            return msgspec.json.encode(value).decode()
        case Reach():
            return msgspec.msgpack.encode(value)
        case _:
            return value


def insertion(table: Table) -> str:
    """Return the statement that inserts one row of `table`, its values in the order of the columns."""
    return str(table.insert().compile(dialect=sqlite.dialect()))
