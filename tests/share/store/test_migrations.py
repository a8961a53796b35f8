"""The database is brought up to date whole or not at all, whenever the power goes."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from desktop.errors import AppError, StoreTooNew, StoreUnwritable
from desktop.share.store.connections import APPLICATION_ID
from desktop.share.store.database import Database
from desktop.share.store.migrations import MIGRATIONS, Migration
from desktop.share.store.schema import METADATA
from tests.share.crashing import EXIT_CODE, PROCESSES, migrate_and_die, preload
from tests.share.stores import SHARE, TRANSFER, files_in, open_store
from tests.share.writers import NOW, Writer

NEXT = (
    "CREATE TABLE extras (share BLOB NOT NULL PRIMARY KEY, words TEXT NOT NULL) STRICT",
    "INSERT INTO extras SELECT share, title FROM shares",
    "ALTER TABLE shares ADD COLUMN words TEXT",
    "UPDATE shares SET words = title",
    "DROP TABLE torrents",
)


def running(statements: Sequence[str], crash: Callable[[], None] | None = None) -> Migration:
    def migration(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)
        if crash is not None:
            crash()

    return migration


def fail() -> None:
    raise ZeroDivisionError


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    store = open_store(path)
    store.add_share(SHARE, TRANSFER, b"torrent")
    store.close()
    return path


def test_the_schema_is_what_the_migrations_lead_to(tmp_path: Path) -> None:
    Database.open(tmp_path / "store.db", MIGRATIONS).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    METADATA.create_all(engine)
    engine.dispose()
    described, migrated = (shape(tmp_path / name) for name in ("described.db", "store.db"))
    assert described == migrated


def shape(path: Path) -> dict[str, object]:
    """Return every table with its columns, keys, strictness and indexes."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: (
                strict,
                without_rowid,
                connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                connection.execute(f"PRAGMA foreign_key_list({name})").fetchall(),
                sorted(
                    (index, unique, partial, connection.execute(f"PRAGMA index_info({index})").fetchall())
                    for _, index, unique, _, partial in connection.execute(f"PRAGMA index_list({name})")
                ),
            )
            for _, name, _, _, without_rowid, strict in connection.execute("PRAGMA table_list")
            if not name.startswith("sqlite_")
        }


def test_devices_of_before_they_could_end_are_all_known_since_their_records(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Database.open(path, MIGRATIONS[:1]).close()
    old, row = Writer(device_number=2), "INSERT INTO devices VALUES (?, ?, ?, ?)"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(row, (old.device, old.person, 1_700_000_000, old.device_record(1_700_000_000)))
    store = open_store(path)
    assert [(own.device, own.since, own.ended) for own in store.devices.own()] == [
        (Writer().device, NOW, None),
        (old.device, 1_700_000_000, None),
    ]
    store.close()


def test_a_copy_is_kept_before_anything_changes(path: Path) -> None:
    before = dump(path)
    Database.open(path, [*MIGRATIONS, running(NEXT)]).close()
    assert dump(path) != before
    assert dump(path.with_name("store.db.of-v4")) == before


def test_nothing_is_copied_without_need(path: Path) -> None:
    Database.open(path, MIGRATIONS).close()
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


@pytest.mark.parametrize("done", range(len(NEXT) + 1))
def test_a_failure_at_any_statement_leaves_the_old(path: Path, done: int) -> None:
    before = dump(path)
    with pytest.raises(ZeroDivisionError):
        Database.open(path, [*MIGRATIONS, running(NEXT[:done], fail)])
    assert dump(path) == before
    open_store(path).close()


@pytest.mark.parametrize("done", range(len(NEXT) + 1))
def test_a_kill_at_any_statement_leaves_the_old_or_the_new(path: Path, done: int) -> None:
    before = dump(path)
    preload()
    child = PROCESSES.Process(target=migrate_and_die, args=(path, NEXT[:done]))
    child.start()
    child.join()
    assert child.exitcode == EXIT_CODE
    child.close()
    assert dump(path) == before
    Database.open(path, [*MIGRATIONS, running(NEXT)]).close()
    assert dump(path) != before


def test_several_steps_at_once(path: Path) -> None:
    steps = [running(["CREATE TABLE a (x) "]), running(["CREATE TABLE b (x)"])]
    Database.open(path, [*MIGRATIONS, *steps]).close()
    assert path.with_name("store.db.of-v4").exists()
    before = files_in(path.parent)
    with pytest.raises(StoreTooNew):
        open_store(path)
    assert files_in(path.parent) == before


def test_of_several_steps_all_are_taken_or_none(path: Path) -> None:
    before = dump(path)
    for _ in range(2):  # tried again, the good copy is not replaced
        with pytest.raises(ZeroDivisionError):
            Database.open(path, [*MIGRATIONS, running(NEXT), running((), fail)])
        assert dump(path) == before
        assert dump(path.with_name("store.db.of-v4")) == before


def test_a_copy_is_never_replaced(path: Path) -> None:
    Database.open(path, [*MIGRATIONS, running(NEXT)]).close()
    copy = path.with_name("store.db.of-v4")
    good = dump(copy)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 4")  # as if the step had gone wrong half way
    with pytest.raises(AppError):
        Database.open(path, [*MIGRATIONS, running(NEXT)])
    assert dump(copy) == good


def test_no_copy_means_no_change(path: Path) -> None:
    before = dump(path)
    path.with_name("store.db.of-v4.part").mkdir()  # in the way of the copy
    with pytest.raises(StoreUnwritable):
        Database.open(path, [*MIGRATIONS, running(NEXT)])
    assert dump(path) == before


def test_a_half_made_database_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.with_name("store.db.new").write_bytes(b"half of it")
    Database.open(path, MIGRATIONS).close()
    assert [file.name for file in tmp_path.iterdir()] == ["store.db"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
