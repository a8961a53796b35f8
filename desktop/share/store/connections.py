"""SQLite connections, set up so that nothing acknowledged is lost, and what this SQLite can do."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from desktop.errors import SqliteTooOld

Version = tuple[int, int, int]

APPLICATION_ID: Final = int.from_bytes(b"PASS")
BUSY_SECONDS: Final = 5.0
_OLDEST: Final[Version] = (3, 37, 0)  # the first with STRICT tables

_SETTINGS: Final = (
    "PRAGMA synchronous = FULL",  # in WAL mode anything less can lose a commit in a power cut
    "PRAGMA fullfsync = ON",  # on macOS a plain fsync stops at the drive's own cache
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",  # a file put in our place runs no functions
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # a disk error is then an error and not a crash
    "PRAGMA secure_delete = ON",  # what was deleted is overwritten
    "PRAGMA temp_store = MEMORY",
)


def require_sqlite(version: Version) -> None:
    """Raise SqliteTooOld unless the store can work with this `version`."""
    if version < _OLDEST:
        raise SqliteTooOld(version=".".join(map(str, version)))


def sqlite_is_affected(version: Version) -> bool:
    """Return whether two connections that write or checkpoint at once can corrupt a WAL database.

    Fixed in 3.51.3 and two older branches. Only one connection of ours does either, so this matters only if
    another program opens the file.
    """
    fixed_in_branch = version[:2] == (3, 50) and version >= (3, 50, 7)
    fixed_in_older_branch = version[:2] == (3, 44) and version >= (3, 44, 6)
    return not (version >= (3, 51, 3) or fixed_in_branch or fixed_in_older_branch)


def connect_writer(path: Path) -> sqlite3.Connection:
    """Return the connection that alone writes and does every checkpoint."""
    connection = _connect(str(path))
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    return _connect(str(path), "PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")


def connect_frozen(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that nobody writes, for a full disk: it needs no file beside it."""
    return _connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)


def connect_unchanging(path: Path) -> sqlite3.Connection:
    """Return a connection that leaves the file and its log as they are, even when it closes."""
    connection = _connect(path.absolute().as_uri() + "?mode=ro", uri=True)
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, True)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what happens inside one change: all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.rollback()


def user_version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def problems(connection: sqlite3.Connection, check: str) -> list[str]:
    """Return what `check` (quick_check or integrity_check) finds wrong."""
    found = [str(line) for (line,) in connection.execute(f"PRAGMA {check}")]
    return [] if found == ["ok"] else found


def _connect(database: str, *further: str, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        database,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions begin where we say so
        check_same_thread=False,
        uri=uri,
    )
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        for setting in (*_SETTINGS, *further):
            connection.execute(setting)
        on_failure.pop_all()
    return connection
