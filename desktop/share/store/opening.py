"""From a path to a database of the newest version, or a refusal that leaves the disk as it was."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from desktop.errors import StoreForeign, StoreTooNew
from desktop.files import open_ordinary, sync_folder
from desktop.share.store.connections import (
    APPLICATION_ID,
    connect_unchanging,
    connect_writer,
    problems,
    require_sqlite,
    user_version,
)
from desktop.share.store.failures import damaged, translated
from desktop.share.store.migrations import Migration, migrate

# The header of a database file: https://www.sqlite.org/fileformat2.html
_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_USER_VERSION: Final = slice(60, 64)
_APPLICATION_ID: Final = slice(68, 72)


def open_writer(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return the writing connection to the database at `path`, made or brought up to date if need be."""
    require_sqlite(sqlite3.sqlite_version_info)
    with translated(path):
        if not path.exists():
            _create(path, migrations)
        version = _inspect(path)
        if version > len(migrations):
            raise StoreTooNew(path=str(path))
        connection = connect_writer(path)
        with ExitStack() as on_failure:
            on_failure.callback(connection.close)
            connection.execute("PRAGMA journal_mode = WAL")
            if version < len(migrations):
                _keep_copy(connection, path.with_name(f"{path.name}.of-v{version}"))
                migrate(connection, migrations)
            on_failure.pop_all()
    return connection


def is_readable_as_it_is(path: Path, migrations: Sequence[Migration]) -> bool:
    """Return whether the database can be read without a byte being written."""
    with translated(path):
        return path.exists() and not _stopped_uncleanly(path) and _inspect(path) == len(migrations)


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Write a compact, consistent copy to `target`, which is there only once it is whole."""
    scratch = _empty_file(target.with_name(target.name + ".part"))
    try:
        connection.execute("VACUUM INTO ?", (str(scratch),))
        with scratch.open("rb+") as file:
            os.fsync(file.fileno())
        scratch.replace(target)
        sync_folder(target.parent)
    finally:
        scratch.unlink(missing_ok=True)  # there only if it did not take its place


def _keep_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the database as it was before any step, unless an earlier try has done so."""
    if not target.exists():
        copy_database(connection, target)


def _create(path: Path, migrations: Sequence[Migration]) -> None:
    """Make the database under another name first, so that at `path` there is never half of one."""
    scratch = _empty_file(path.with_name(path.name + ".new"))
    try:
        with closing(connect_writer(scratch)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection, migrations)
        scratch.replace(path)
        sync_folder(path.parent)
    finally:
        scratch.unlink(missing_ok=True)  # there only if it did not take its place


def _inspect(path: Path) -> int:
    """Return the version of the database; raise unless it is a sound one of ours. Nothing on disk changes."""
    with open_ordinary(path) as file:
        header = file.read(_HEADER_BYTES)
    is_ours = header.startswith(_MAGIC) and int.from_bytes(header[_APPLICATION_ID]) == APPLICATION_ID
    if not is_ours:
        raise StoreForeign(path=str(path))
    if not _stopped_uncleanly(path):
        return int.from_bytes(header[_USER_VERSION])
    with closing(connect_unchanging(path)) as connection:
        if problems(connection, "quick_check"):
            raise damaged(path)
        return user_version(connection)


def _stopped_uncleanly(path: Path) -> bool:
    """Return whether a log was left over, which the last connection takes away when it closes in order."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _empty_file(path: Path) -> Path:
    """Make `path` an empty file that only this user can read, with nothing left from an earlier attempt."""
    for leftover in (path, path.with_name(path.name + "-journal")):
        leftover.unlink(missing_ok=True)
    path.touch(mode=0o600)
    return path
