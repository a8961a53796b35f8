"""Full, read-only, foreign, newer and damaged: each is said in one error, and what was safe stays safe."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.errors import (
    AppError,
    SqliteTooOld,
    StoreDamaged,
    StoreForeign,
    StoreFull,
    StoreTooNew,
    StoreUnwritable,
)
from desktop.share.store.connections import require_sqlite, sqlite_is_affected
from desktop.share.store.migrations import MIGRATIONS
from tests.share.stores import SHARE, TRANSFER, files_in, open_store

NOBODY = 65_534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    store = open_store(path)
    for _ in range(30):
        store.add_share(SHARE, TRANSFER, b"torrent" * 500)
    store.close()
    return path


def refused(path: Path, error: type[AppError]) -> AppError:
    """Opening must fail with `error` and leave everything in the folder as it was."""
    before = files_in(path.parent)
    with pytest.raises(error) as caught:
        open_store(path)
    assert files_in(path.parent) == before
    return caught.value


def stop_uncleanly(path: Path) -> None:
    """Leave the database as a kill does: with a log that nobody moved into it."""
    aside = path.with_name("aside")
    store = open_store(path)
    store.add_share(SHARE, TRANSFER)
    aside.mkdir()
    for name in ("store.db", "store.db-wal"):
        shutil.copyfile(path.with_name(name), aside / name)
    store.close()
    for file in aside.iterdir():
        file.replace(path.with_name(file.name))
    aside.rmdir()


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


# --- not ours to touch -------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0", os.urandom(5_000)])
def test_what_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.db").write_bytes(content)
    refused(tmp_path / "store.db", StoreForeign)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    refused(tmp_path / "store.db", StoreForeign)


def test_a_newer_database_is_left_alone(path: Path) -> None:
    set_version(path, len(MIGRATIONS) + 1)
    refused(path, StoreTooNew)


def test_a_newer_database_that_was_killed_is_left_alone(path: Path) -> None:
    aside = path.with_name("aside")
    aside.mkdir()
    with closing(sqlite3.connect(path)) as connection:  # the version stands in the log only
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.commit()
        for name in ("store.db", "store.db-wal"):
            shutil.copyfile(path.with_name(name), aside / name)
    refused(aside / "store.db", StoreTooNew)


# --- the disk does not let us ------------------------------------------------------------------------------


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere, so a test of what is refused gives that up for a moment."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked(path: Path) -> Iterator[Path]:
    """Give a database in a folder where nobody may write."""
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copyfile(path, folder / "store.db")
        (folder / "store.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "store.db"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode")
def test_in_a_read_only_folder_all_can_be_read_and_nothing_written(locked: Path) -> None:
    before = files_in(locked.parent)
    with as_nobody():
        store = open_store(locked)
        assert isinstance(store.frozen, StoreUnwritable)
        assert len(store.shares()) == store.state().records // 2 == 30
        with pytest.raises(StoreUnwritable):
            store.add_share(SHARE, TRANSFER)
        store.close()
        refused(locked.with_name("new.db"), StoreUnwritable)
    assert files_in(locked.parent) == before


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable):
        open_store(tmp_path / "nowhere" / "store.db")


def test_a_full_disk_is_said_and_nothing_before_it_is_lost(path: Path) -> None:
    store = open_store(path)
    limit_pages(store._database._raw_writer, 40)
    before = store.state()
    added = 0
    for _ in range(100):
        with contextlib.suppress(StoreFull):
            store.add_share(SHARE, TRANSFER, b"t" * 20_000)
            added += 1
    after = store.state()
    assert added < 100
    assert after.records == before.records + 2 * added
    limit_pages(store._database._raw_writer, 100_000)
    store.add_share(SHARE, TRANSFER)
    assert store.state().records == after.records + 2
    assert store.check() == []
    store.close()


def limit_pages(connection: sqlite3.Connection, more: int) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + more}")


ON_A_SMALL_DISK = """
import sys
from pathlib import Path
from desktop.errors import StoreFull
from tests.share.stores import SHARE, TRANSFER, open_store

path = Path(sys.argv[1]) / "store.db"
filler = path.with_name("filler")
outcomes = set()
for spare in range(0, 400_000, 8_000):
    for file in path.parent.iterdir():
        file.unlink()
    with filler.open("wb") as file:
        file.write(bytes(2_000_000 - spare))
    added = 0
    try:
        store = open_store(path)
    except StoreFull:
        assert not path.with_name("store.db.new").exists(), spare
        outcomes.add("not opened")
        filler.unlink()
        store = open_store(path)
    try:
        while added < 20:
            store.add_share(SHARE, TRANSFER, b"t" * 5_000)
            added += 1
    except StoreFull:
        outcomes.add("full")
    assert store.state().records == 2 * added, spare
    filler.unlink(missing_ok=True)
    store.add_share(SHARE, TRANSFER)
    assert store.check() == []
    store.close()
    store = open_store(path)
    assert len(store.shares()) == added + 1, spare
    store.close()
print(sorted(outcomes))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk of its own")
def test_a_disk_that_is_really_full_at_any_moment(tmp_path: Path) -> None:
    mount = f'mount -t tmpfs -o size=2m none {tmp_path} && exec {sys.executable} -c "$0" {tmp_path}'
    ran = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, ON_A_SMALL_DISK],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr.splitlines()[:1]:
        pytest.skip("this system lets us mount nothing")
    assert ran.stdout == "['full', 'not opened']\n", ran.stderr


# --- damage ------------------------------------------------------------------------------------------------


def test_damage_after_an_unclean_stop_is_found_and_a_copy_put_aside(path: Path) -> None:
    stop_uncleanly(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'records'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 64] = os.urandom(64)
    path.write_bytes(content)
    for log in path.parent.glob("store.db-wal"):
        log.write_bytes(log.read_bytes()[:32])  # the log does not mend the page
    for _ in range(2):
        with pytest.raises(StoreDamaged) as caught:
            open_store(path)
        assert Path(caught.value.copy).read_bytes() == path.read_bytes() == content
    assert len(list(path.parent.glob("*.damaged-*[!l]"))) == 1


def test_a_sound_database_opens_after_an_unclean_stop(path: Path) -> None:
    stop_uncleanly(path)
    assert path.with_name("store.db-wal").stat().st_size > 0
    store = open_store(path)
    assert len(store.shares()) == 31
    store.close()


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_never_show_as_something_else(path: Path, seed: int) -> None:
    """Whatever is shown after damage was signed so; the rest is told as damage or set right by a rebuild."""
    chance = random.Random(seed)  # noqa: S311 - which bytes is no secret
    store = open_store(path)
    sound = {share.share: share for share, _ in store.shares()}
    store.close()
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 64)):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    path.write_bytes(content)
    with contextlib.suppress(StoreDamaged), contextlib.closing(open_store(path)) as store:
        store.rebuild()
        for share, _ in store.shares():
            assert share == sound[share.share]


def test_a_record_that_is_no_longer_what_was_signed_is_taken_out(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE records SET wire = zeroblob(length(wire)) WHERE seq = 1")
        connection.execute("UPDATE records SET created = created + 1 WHERE seq = 3")
        connection.commit()
    store = open_store(path)
    rebuilt = store.rebuild()
    assert (rebuilt.damaged, rebuilt.records, len(store.shares())) == (2, 58, 28)
    assert len(list(path.parent.glob("store.db.damaged-????????"))) == 1
    assert store.rebuild().damaged == 0
    assert store.check() == []
    store.close()


# --- which SQLite ------------------------------------------------------------------------------------------


def test_a_sqlite_that_lacks_what_we_need_is_said() -> None:
    require_sqlite((3, 37, 0))
    with pytest.raises(SqliteTooOld) as caught:
        require_sqlite((3, 36, 9))
    assert caught.value.version == "3.36.9"


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_which_versions_can_corrupt_a_log(version: tuple[int, int, int], *, affected: bool) -> None:
    assert sqlite_is_affected(version) is affected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have names there")
def test_a_pipe_in_place_of_the_store_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "store.db")
    with pytest.raises(StoreUnwritable):
        open_store(tmp_path / "store.db")
