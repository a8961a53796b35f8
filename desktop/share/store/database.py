"""The open database: one connection that writes, a few that read. Thread-safe.

SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at once. Here exactly
one does either: readers are `query_only`, never checkpoint, and are closed before the writer.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from desktop.errors import AppError, StoreFull, StoreUnwritable
from desktop.share.store.connections import connect_frozen, connect_reader, problems
from desktop.share.store.failures import damaged, translated
from desktop.share.store.migrations import Migration
from desktop.share.store.opening import copy_database, is_readable_as_it_is, open_writer


class Database:
    """Hands out transactions; whoever has one may do what it allows until it ends."""

    def __init__(self, path: Path, writer: sqlite3.Connection, frozen: AppError | None = None) -> None:
        self.frozen = frozen
        """Why nothing can be written, if so."""
        self._path = path
        self._lock = threading.Lock()
        self._raw_writer = writer
        self._writer_engine = create_engine("sqlite://", creator=lambda: writer, poolclass=StaticPool)
        self._reader_engine = create_engine(
            "sqlite://",
            creator=lambda: connect_frozen(path) if frozen else connect_reader(path),
            poolclass=QueuePool,
        )
        event.listen(self._writer_engine, "begin", _begin_to_write)
        event.listen(self._reader_engine, "begin", _begin_to_read)

    @classmethod
    def open(cls, path: Path, migrations: Sequence[Migration]) -> Self:
        """Open or make it, for reading only where the disk takes nothing more.

        Raises one of the errors for the store that `desktop.errors` lists.
        """
        try:
            return cls(path, open_writer(path, migrations))
        except (StoreFull, StoreUnwritable) as error:
            if not is_readable_as_it_is(path, migrations):
                raise
            return cls(path, connect_frozen(path), frozen=error)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that may write. Once it ends it is on the disk; if it raises, nothing is."""
        if self.frozen is not None:
            raise self.frozen
        with self._lock, translated(self._path), self._writer_engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that sees one moment, whatever is written meanwhile. Keep it short."""
        with translated(self._path), self._reader_engine.begin() as connection:
            yield connection

    def purge_log(self) -> None:
        """Move everything from the log to the database file, so that what was deleted is in neither.

        If a reader is in the way, it is for the next checkpoint or the close to do.
        """
        with self._lock, translated(self._path):
            self._raw_writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def copy_to(self, target: Path) -> None:
        with self._lock, translated(self._path):
            copy_database(self._raw_writer, target)

    def set_aside(self) -> None:
        """Keep a copy of the file as it is before the transaction under way mends it."""
        damaged(self._path)

    def problems(self) -> list[str]:
        """Return what a thorough check of the whole file finds wrong."""
        with self._lock, translated(self._path):
            return problems(self._raw_writer, "integrity_check")

    def close(self) -> None:
        self._reader_engine.dispose()
        with self._lock:
            self._writer_engine.dispose()
            self._raw_writer.close()


def _begin_to_write(connection: Connection) -> None:
    # At once, so that nobody else can write between what we read and what we write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
