"""A file of ours is always its old or its new content, whole, whatever happens while it is written."""

import errno
import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.files import (
    open_ordinary,
    previous_generation,
    remove_leftovers,
    replacing,
    sync_folder,
    trouble_of,
    write_atomically,
)

KILLS = 40
# Longer than what one write call takes at once, and every byte says which generation it belongs to.
WRITER = """
import sys
from pathlib import Path
from desktop.files import write_atomically

path = Path(sys.argv[1])
print("ready", flush=True)
generation = 0
while True:
    generation = generation % 200 + 1
    write_atomically(path, bytes([generation]) * 300_000)
"""


def test_a_new_file_is_written_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, b"first")
    assert path.read_bytes() == b"first"
    assert not previous_generation(path).exists()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_generation_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    for content in (b"first", b"second", b"third"):
        write_atomically(path, content)
    assert path.read_bytes() == b"third"
    assert previous_generation(path).read_bytes() == b"second"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["keys", "keys.1"]


def test_the_generation_before_can_be_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    for content in (b"first", b"second"):
        write_atomically(path, content)
    write_atomically(path, b"third", keep_previous=False)
    assert previous_generation(path).read_bytes() == b"first"


def test_a_failed_write_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, b"first")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(bytes([1 // 0]))
    assert path.read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["keys"]


def test_a_file_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.mkdir()
    with pytest.raises(OSError, match="keys"):
        write_atomically(path, b"first", keep_previous=False)
    assert [file.name for file in tmp_path.iterdir()] == ["keys"]


def test_what_a_crash_left_behind_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (".keys.abc", ".keys.def", "keys", "keys.1", ".other.abc"):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path / "keys")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".other.abc", "keys", "keys.1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have names there")
def test_what_has_no_end_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    for strange in (tmp_path / "pipe", tmp_path / "device", tmp_path):
        with pytest.raises(OSError, match=strange.name):
            open_ordinary(strange)
    (tmp_path / "file").write_bytes(b"x")
    with open_ordinary(tmp_path / "file") as file:
        assert file.read() == b"x"


def test_a_folder_that_is_gone_cannot_be_made_safe(tmp_path: Path) -> None:
    if os.name == "posix":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "gone")


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.EACCES, "no-permission"),
        (errno.EPERM, "no-permission"),
        (errno.EROFS, "read-only"),
        (errno.ENOTDIR, "not-a-folder"),
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EIO, "disk-trouble"),
        (errno.ENOENT, "disk-trouble"),
    ],
)
def test_every_refusal_of_the_system_has_a_name(code: int, trouble: str) -> None:
    assert trouble_of(OSError(code, os.strerror(code))) == trouble


def test_an_error_without_a_number_is_disk_trouble() -> None:
    assert trouble_of(OSError("no number")) == "disk-trouble"


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    moments = random.Random(1)  # noqa: S311 - picks moments, guards nothing
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(timeout=moments.uniform(0.0, 0.03))
            writer.kill()
        for generation in (path, previous_generation(path)):
            if generation.exists():
                assert _is_whole(generation.read_bytes())
        assert path.exists() or not previous_generation(path).exists()
    assert path.exists()


def _is_whole(content: bytes) -> bool:
    return len(content) == 300_000 and content == content[:1] * len(content)
