"""How the database came to be what it is: numbered steps, forward only, all of them or none.

A released step never changes again. `schema.py` describes where they lead.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from desktop.share.store.connections import transaction, user_version

Migration = Callable[[sqlite3.Connection], None]
"""Runs inside a transaction and must not end it."""


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Bring the database to version `len(migrations)`, or leave it as it is."""
    with transaction(connection):
        for migration in migrations[user_version(connection) :]:
            migration(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


_RECORDS: Final = (
    """
    CREATE TABLE records (
        id BLOB NOT NULL PRIMARY KEY,
        about BLOB NOT NULL,
        "group" BLOB NOT NULL,
        author BLOB NOT NULL,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        wire BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX records_about ON records (about)",
    'CREATE INDEX records_device ON records ("group", device, seq)',
    "CREATE INDEX records_expires ON records (expires) WHERE expires > 0",
    "CREATE INDEX records_kind ON records (kind, created)",
    """
    CREATE TABLE heads (
        "group" BLOB NOT NULL,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        clock INTEGER NOT NULL,
        PRIMARY KEY ("group", device)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE devices (
        device BLOB NOT NULL PRIMARY KEY,
        person BLOB NOT NULL,
        created INTEGER NOT NULL,
        wire BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

_SHARES: Final = (
    """
    CREATE TABLE shares (
        share BLOB NOT NULL PRIMARY KEY,
        origin BLOB,
        title TEXT NOT NULL,
        name TEXT,
        infohash_v1 BLOB,
        infohash_v2 BLOB,
        size INTEGER,
        files INTEGER,
        audience TEXT NOT NULL,
        secret BLOB NOT NULL,
        trackers TEXT NOT NULL,
        web_seeds TEXT NOT NULL,
        ends INTEGER,
        created INTEGER NOT NULL,
        person BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX shares_infohash_v1 ON shares (infohash_v1)",
    "CREATE INDEX shares_infohash_v2 ON shares (infohash_v2)",
    """
    CREATE TABLE transfers (
        device BLOB NOT NULL,
        share BLOB NOT NULL,
        folder TEXT NOT NULL,
        role TEXT NOT NULL,
        items TEXT NOT NULL,
        place TEXT,
        paused INTEGER NOT NULL,
        only TEXT NOT NULL,
        peers TEXT NOT NULL,
        finished INTEGER,
        added INTEGER NOT NULL,
        source BLOB,
        PRIMARY KEY (share, device),
        FOREIGN KEY (share) REFERENCES shares (share) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE torrents (
        share BLOB NOT NULL PRIMARY KEY,
        data BLOB,
        resume BLOB,
        done INTEGER NOT NULL,
        total INTEGER NOT NULL,
        fingerprint BLOB
    ) STRICT
    """,
)

_PEOPLE: Final = (
    """
    CREATE TABLE contacts (
        contact BLOB NOT NULL PRIMARY KEY,
        person BLOB NOT NULL,
        standing TEXT NOT NULL,
        name TEXT NOT NULL,
        note TEXT NOT NULL,
        verified INTEGER NOT NULL,
        auto_accept INTEGER NOT NULL,
        link TEXT NOT NULL,
        text TEXT NOT NULL,
        added INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX contacts_person ON contacts (person)",
    """
    CREATE TABLE peer_devices (
        device BLOB NOT NULL PRIMARY KEY,
        person BLOB NOT NULL,
        endpoint BLOB NOT NULL,
        record BLOB NOT NULL,
        reach BLOB NOT NULL,
        seen INTEGER NOT NULL,
        said INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX peer_devices_person ON peer_devices (person)",
    """
    CREATE TABLE requests (
        person BLOB NOT NULL PRIMARY KEY,
        request BLOB NOT NULL,
        device BLOB NOT NULL,
        endpoint BLOB NOT NULL,
        record BLOB NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        reach BLOB NOT NULL,
        at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE books (
        person BLOB NOT NULL,
        device BLOB NOT NULL,
        sealed BLOB NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (person, device)
    ) STRICT
    """,
)

_OFFERS: Final = (
    """
    CREATE TABLE offers (
        offer BLOB NOT NULL,
        person BLOB NOT NULL,
        direction TEXT NOT NULL,
        share BLOB NOT NULL,
        title TEXT NOT NULL,
        size INTEGER NOT NULL,
        files INTEGER NOT NULL,
        names TEXT NOT NULL,
        infohash_v2 BLOB NOT NULL,
        secret BLOB NOT NULL,
        text TEXT NOT NULL,
        state TEXT NOT NULL,
        trouble TEXT NOT NULL,
        is_told INTEGER NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (offer, person)
    ) STRICT
    """,
    "CREATE INDEX offers_person ON offers (person)",
)


def _first(connection: sqlite3.Connection) -> None:
    for statement in (*_RECORDS, *_SHARES, *_PEOPLE, *_OFFERS):
        connection.execute(statement)


def _ended_devices(connection: sqlite3.Connection) -> None:
    """Devices can be ended, and are known by when they were first heard of."""
    connection.execute(
        """
        CREATE TABLE revocations (
            person BLOB NOT NULL,
            device BLOB NOT NULL,
            at INTEGER NOT NULL,
            wire BLOB NOT NULL,
            PRIMARY KEY (person, device)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute("ALTER TABLE devices ADD COLUMN since INTEGER NOT NULL DEFAULT 0")
    connection.execute("UPDATE devices SET since = created")


def _choices(connection: sqlite3.Connection) -> None:
    """Keep which files of a transfer are wanted."""
    connection.execute("ALTER TABLE torrents ADD COLUMN choice BLOB")


def _names_before(connection: sqlite3.Connection) -> None:
    """Keep what somebody was known as before a name that is to be looked at twice."""
    connection.execute("ALTER TABLE contacts ADD COLUMN name_before TEXT NOT NULL DEFAULT ''")


MIGRATIONS: Final[tuple[Migration, ...]] = (_first, _ended_devices, _choices, _names_before)
