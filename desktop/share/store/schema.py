"""The tables as they are now, for queries; a test holds them to what the migrations make."""

from typing import Final

from sqlalchemy import (
    BLOB,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects import sqlite

from desktop.share.offers import Direction, OfferState
from desktop.share.people import Standing
from desktop.share.shares import Audience, Role
from desktop.share.store.columns import ChoiceColumn, FlagColumn, ReachColumn, TextsColumn

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
    Column("audience", ChoiceColumn(Audience), nullable=False),
    Column("secret", BLOB, nullable=False),
    Column("trackers", TextsColumn, nullable=False),
    Column("web_seeds", TextsColumn, nullable=False),
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
    Column("role", ChoiceColumn(Role), nullable=False),
    Column("items", TextsColumn, nullable=False),
    Column("place", Text),
    Column("paused", FlagColumn, nullable=False),
    Column("only", TextsColumn, nullable=False),
    Column("peers", TextsColumn, nullable=False),
    Column("finished", Integer),
    Column("added", Integer, nullable=False),
    Column("source", ReachColumn),
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
    Column("standing", ChoiceColumn(Standing), nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("verified", FlagColumn, nullable=False),
    Column("auto_accept", FlagColumn, nullable=False),
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
    Column("reach", ReachColumn, nullable=False),
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
    Column("reach", ReachColumn, nullable=False),
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
    Column("direction", ChoiceColumn(Direction), nullable=False),
    Column("share", BLOB, nullable=False),
    Column("title", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("names", TextsColumn, nullable=False),
    Column("infohash_v2", BLOB, nullable=False),
    Column("secret", BLOB, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", ChoiceColumn(OfferState), nullable=False),
    Column("trouble", Text, nullable=False),
    Column("is_told", FlagColumn, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("offer", "person"),
    sqlite_strict=True,
)
"""Of this computer only: passes of files between it and others. The columns are the fields of an Offer."""
Index("offers_person", OFFERS.c.person)


def insertion(table: Table) -> str:
    """Return the statement that inserts one row of `table`, its values in the order of the columns."""
    return str(table.insert().compile(dialect=sqlite.dialect()))
