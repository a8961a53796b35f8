"""A backup gives back exactly what went in, to the right words only, or nothing at all."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.clock import Seconds
from desktop.errors import BackupNotWritten, BackupRefused, ProfileUnusable
from desktop.ids import PersonId
from desktop.profile.backup import BackupAbout, open_backup, write_backup

SEED = bytes(range(32))
ABOUT = BackupAbout(
    person=PersonId(b"p" * 32),
    created=Seconds(1_800_000_000),
    settings=b'{"name": "Amber Kettle"}',
    records=7,
)
HEADER_BYTES = 16 + 2 + 24 + 16 + 16
MIB = 1024 * 1024

# A disk that takes no more, made by the system itself: no file of this process may grow beyond 100 kB.
FULL_DISK = """
import resource, sys
from pathlib import Path
from desktop.clock import Seconds
from desktop.errors import BackupNotWritten, ProfileUnusable
from desktop.ids import PersonId
from desktop.profile.backup import BackupAbout, open_backup, write_backup

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
target, store, seed = Path(sys.argv[1]), Path(sys.argv[2]), bytes(range(32))
try:
    if sys.argv[3] == "write":
        write_backup(target, seed, BackupAbout(PersonId(seed), Seconds(0), b"{}", 0), store)
    else:
        open_backup(target, seed, store)
except (BackupNotWritten, ProfileUnusable) as error:
    print(error.why)
"""


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return _write(tmp_path, os.urandom(3000))


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 5])
def test_everything_comes_back(tmp_path: Path, size: int) -> None:
    content = random.Random(size).randbytes(size)  # noqa: S311 - content, not keys
    target = _write(tmp_path, content)
    assert open_backup(target, SEED, tmp_path / "restored") == ABOUT
    assert (tmp_path / "restored").read_bytes() == content


def test_the_size_is_the_files(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"store")
    target = tmp_path / "my.backup"
    assert write_backup(target, SEED, ABOUT, tmp_path / "store") == target.stat().st_size
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_nothing_of_it_can_be_read_without_the_words(tmp_path: Path) -> None:
    sealed = _write(tmp_path, b"a secret in the store" * 100).read_bytes()
    assert b"a secret in the store" not in sealed
    assert b"Amber Kettle" not in sealed
    assert bytes(ABOUT.person) not in sealed


def test_two_backups_of_one_person_do_not_look_related(tmp_path: Path) -> None:
    one, other = _write(tmp_path, b"store").read_bytes(), _write(tmp_path, b"store").read_bytes()
    assert one[:18] == other[:18]
    assert all(one[at : at + 8] != other[at : at + 8] for at in range(18, HEADER_BYTES - 8, 8))


def test_other_words_are_told_apart_from_damage(backup: Path, tmp_path: Path) -> None:
    assert _refusal(backup, tmp_path, seed=b"\x01" * 32) == "other-words"
    damaged = bytearray(backup.read_bytes())
    damaged[-1] ^= 1
    assert _refusal(_variant(backup, bytes(damaged)), tmp_path, seed=b"\x01" * 32) == "other-words"
    assert _refusal(_variant(backup, bytes(damaged)), tmp_path) == "damaged"


def test_every_cut_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    places = [*range(HEADER_BYTES + 64), *range(HEADER_BYTES + 64, len(whole), 97), len(whole) - 1]
    for place in places:
        why = _refusal(_variant(backup, whole[:place]), tmp_path)
        assert why == ("not-a-backup" if place < 16 else "damaged"), place


def test_a_backup_cut_between_two_pieces_is_noticed(tmp_path: Path) -> None:
    whole = _write(tmp_path, bytes(2 * MIB)).read_bytes()
    last_piece = 4 + 17  # the store ends where a piece ended, so the last one is empty
    assert _refusal(_variant(tmp_path / "my.backup", whole[:-last_piece]), tmp_path) == "damaged"


def test_anything_behind_the_end_is_noticed(backup: Path, tmp_path: Path) -> None:
    assert _refusal(_variant(backup, backup.read_bytes() + b"\0"), tmp_path) == "damaged"


def test_every_flipped_bit_of_the_header_is_noticed(backup: Path, tmp_path: Path) -> None:
    for place in range(HEADER_BYTES):
        for bit in range(8):
            why = _refusal(_flipped(backup, place, bit), tmp_path)
            if place < 16:
                assert why == "not-a-backup"
            elif place < 18:
                assert why in {"too-new", "damaged"}
            else:
                assert why == "damaged"


def test_a_flipped_bit_anywhere_else_is_noticed(backup: Path, tmp_path: Path) -> None:
    for place in range(HEADER_BYTES, backup.stat().st_size, 7):
        assert _refusal(_flipped(backup, place, place % 8), tmp_path) == "damaged"


def test_a_newer_version_is_said(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    newer = whole[:16] + b"\x00\x02" + os.urandom(200)
    assert _refusal(_variant(backup, newer), tmp_path) == "too-new"


def test_a_piece_cannot_ask_for_more_memory_than_a_piece(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    huge = whole[:HEADER_BYTES] + b"\xff\xff\xff\xff" + whole[HEADER_BYTES + 4 :]
    assert _refusal(_variant(backup, huge), tmp_path) == "damaged"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(5000), b"passalong-backu"])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    assert _refusal(_variant(tmp_path / "other", content), tmp_path) == "not-a-backup"


@given(rest=st.binary(max_size=200))
def test_rubbish_behind_the_magic_is_refused(rest: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rubbish")
    assert _refusal(_variant(folder / "my.backup", b"passalong-backup" + rest), folder) in {
        "damaged",
        "too-new",
    }


def test_no_file_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "gone", tmp_path) == "unreadable"
    assert _refusal(tmp_path, tmp_path) == "unreadable"


def test_a_refused_backup_leaves_the_store_that_was_there(backup: Path, tmp_path: Path) -> None:
    store = tmp_path / "restored"
    store.write_bytes(b"precious")
    with pytest.raises(BackupRefused):
        open_backup(_flipped(backup, backup.stat().st_size - 1, 0), SEED, store)
    assert store.read_bytes() == b"precious"


def test_restoring_into_no_folder_is_said(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(ProfileUnusable):
        open_backup(backup, SEED, tmp_path / "gone" / "store.db")


def test_a_new_backup_replaces_the_old_one(tmp_path: Path) -> None:
    _write(tmp_path, b"old")
    _write(tmp_path, b"new")
    open_backup(tmp_path / "my.backup", SEED, tmp_path / "restored")
    assert (tmp_path / "restored").read_bytes() == b"new"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["my.backup", "restored", "store"]


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    link = tmp_path / "my.backup"
    link.symlink_to(tmp_path / "usb" / "real")
    _write(tmp_path, b"store")
    assert link.is_symlink()
    assert open_backup(tmp_path / "usb" / "real", SEED, tmp_path / "restored") == ABOUT


def _folder_in_the_way(target: Path) -> None:
    target.mkdir()


def _device_in_the_way(target: Path) -> None:
    os.mkfifo(target)


@pytest.mark.parametrize(
    "put",
    [
        _folder_in_the_way,
        pytest.param(_device_in_the_way, marks=pytest.mark.skipif(os.name != "posix", reason="no fifos")),
    ],
)
def test_only_a_file_is_replaced(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "my.backup")
    with pytest.raises(BackupNotWritten) as caught:
        _write(tmp_path, b"store")
    assert caught.value.why == "not-a-file"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["my.backup", "store"]


def test_no_folder_to_write_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    with pytest.raises(BackupNotWritten) as caught:
        write_backup(tmp_path / "store" / "my.backup", SEED, ABOUT, tmp_path / "store")
    assert caught.value.why == "not-a-folder"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_full_disk_leaves_the_old_backup(tmp_path: Path) -> None:
    old = _write(tmp_path, b"old").read_bytes()
    (tmp_path / "store").write_bytes(bytes(3 * MIB))
    assert _on_a_full_disk(tmp_path / "my.backup", tmp_path / "store", "write") == "disk-full"
    assert (tmp_path / "my.backup").read_bytes() == old
    assert sorted(file.name for file in tmp_path.iterdir()) == ["my.backup", "store"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_full_disk_leaves_no_half_store(tmp_path: Path) -> None:
    target = _write(tmp_path, bytes(3 * MIB))
    assert _on_a_full_disk(target, tmp_path / "restored", "open") == "disk-full"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["my.backup", "store"]


def _write(folder: Path, content: bytes) -> Path:
    store = folder / "store"
    store.write_bytes(content)
    target = folder / "my.backup"
    write_backup(target, SEED, ABOUT, store)
    return target


def _variant(backup: Path, content: bytes) -> Path:
    variant = backup.with_name("variant")
    variant.write_bytes(content)
    return variant


def _flipped(backup: Path, place: int, bit: int) -> Path:
    content = bytearray(backup.read_bytes())
    content[place] ^= 1 << bit
    return _variant(backup, bytes(content))


def _refusal(source: Path, folder: Path, seed: bytes = SEED) -> str:
    """Return why `source` is refused, having seen that nothing is left of the attempt."""
    before = set(folder.iterdir())
    with pytest.raises(BackupRefused) as caught:
        open_backup(source, seed, folder / "refused")
    assert set(folder.iterdir()) == before
    assert caught.value.path == str(source)
    return caught.value.why


def _on_a_full_disk(target: Path, store: Path, action: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, target, store, action], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
