"""A folder that cannot be used is said and left alone; erasing takes what Passalong made and nothing else."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import NotAProfile, ProfileLocked, ProfileUnusable
from desktop.profile.folder import erase_profile, is_profile, put_aside, put_back
from desktop.profile.profile import Profile
from tests.clocks import TestClock
from tests.profile.opening import contents

NOBODY = 65534
MADE_BY_OTHERS_OF_US = [
    "store.db",
    "store.db-wal",
    "store.db-shm",
    "store.db.of-v1",
    "store.db.damaged-0123abcd",
    "node.json",
    ".store.db.abc",
    ".keys.abc",
    ".settings.json.abc",
]

OPEN_AND_SAY = """
import sys
from pathlib import Path
from desktop.clock import WallClock
from desktop.errors import ProfileUnusable
from desktop.profile.profile import Profile

try:
    Profile.open(Path(sys.argv[1]), clock=WallClock(), passphrase=lambda: None)
except ProfileUnusable as error:
    print(error.why)
"""

# The settings still fit, the keys do not: the system itself refuses to let a file grow beyond 200 bytes.
OPEN_WITHOUT_ROOM = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)){OPEN_AND_SAY}"


def _can_mount() -> bool:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    probe = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", tempfile.gettempdir()]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


needs_mounts = pytest.mark.skipif(not _can_mount(), reason="needs the right to mount")
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and users are other things there")


def make_profile(folder: Path) -> Profile:
    profile = Profile.open(folder, clock=TestClock(), passphrase=lambda: None)
    profile.renew_link()
    profile.change_settings()
    for name in MADE_BY_OTHERS_OF_US:
        (folder / name).write_bytes(b"records")
    return profile


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may do anything: be somebody else for as long as the test takes."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        before = contents(tmp_path)
        with pytest.raises(ProfileUnusable) as caught:
            Profile.open(folder, clock=TestClock(), passphrase=lambda: None)
        assert (caught.value.path, caught.value.why) == (str(folder), "not-a-folder")
        assert contents(tmp_path) == before


@posix_only
def test_a_folder_of_somebody_else_is_said(public_folder: Path, ordinary_user: None) -> None:
    del ordinary_user
    if os.getuid() != 0:
        public_folder.chmod(0o555)
    for folder in (public_folder, public_folder / "new" / "below"):
        with pytest.raises(ProfileUnusable) as caught:
            Profile.open(folder, clock=TestClock(), passphrase=lambda: None)
        assert caught.value.why == "no-permission"
    assert not list(public_folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_disk_that_fills_up_leaves_nothing_of_a_new_profile(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPEN_WITHOUT_ROOM, tmp_path / "new" / "profile"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "disk-full\n"
    assert not list(tmp_path.iterdir())


@needs_mounts
@pytest.mark.parametrize("below", ["", "new/profile"])
def test_a_read_only_disk_is_said(tmp_path: Path, below: str) -> None:
    assert _open_on_a_read_only_disk(tmp_path, below) == "read-only"


@needs_mounts
def test_a_profile_on_a_read_only_disk_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    make_profile(folder).close()
    before = contents(folder)
    assert _open_on_a_read_only_disk(folder, "") == "read-only"
    assert contents(folder) == before


def _open_on_a_read_only_disk(folder: Path, below: str) -> str:
    """Open a profile whose folder is mounted read-only, in a process with mounts of its own."""
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" -c "$3" "$1/$4"'
    command = [
        "unshare",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        str(folder),
        sys.executable,
        OPEN_AND_SAY,
        below,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_erased_profile_is_gone_folder_and_all(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    make_profile(folder).close()
    assert is_profile(folder)
    assert erase_profile(folder) == len(MADE_BY_OTHERS_OF_US) + 4
    assert not folder.exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    make_profile(tmp_path).close()
    others = ["letter.txt", "keys.txt", "mykeys", "settings.json.bak", "store.db.mine", ".hidden", "lock.txt"]
    for name in others:
        (tmp_path / name).write_text("mine")
    (tmp_path / "store.db.d").mkdir()
    (tmp_path / "store.db.d" / "inside").write_text("mine")
    erase_profile(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, "store.db.d"])
    assert (tmp_path / "store.db.d" / "inside").exists()
    assert not is_profile(tmp_path)


def test_links_go_and_what_they_lead_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("mine")
    folder = tmp_path / "profile"
    make_profile(folder).close()
    (folder / "store.db").unlink()
    (folder / "store.db").symlink_to(outside / "precious")
    (folder / "store.db-wal").unlink()
    (folder / "store.db-wal").symlink_to(outside, target_is_directory=True)
    erase_profile(folder)
    assert not folder.exists()
    assert (outside / "precious").read_text() == "mine"


def test_a_profile_in_use_is_not_erased(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with make_profile(folder):
        before = sorted(folder.iterdir())
        with pytest.raises(ProfileLocked):
            erase_profile(folder)
        assert sorted(folder.iterdir()) == before


def test_where_no_profile_is_nothing_is_erased_or_made(tmp_path: Path) -> None:
    assert erase_profile(tmp_path / "gone") == 0
    assert not (tmp_path / "gone").exists()
    assert erase_profile(tmp_path) == 0
    assert tmp_path.is_dir()


def test_a_folder_of_other_things_is_left_alone_whatever_their_names(tmp_path: Path) -> None:
    names = {"keys", "settings.json", "running", "node.json", "store.db", "letter.txt"}
    for name in names:
        (tmp_path / name).write_text("mine")
    with pytest.raises(NotAProfile):
        erase_profile(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names


def test_after_an_erase_somebody_new_begins(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with make_profile(folder) as first:
        pass
    erase_profile(folder)
    with make_profile(folder) as second:
        assert second.keyring.identity != first.keyring.identity


def test_what_is_put_aside_is_whole_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    Profile.open(folder, clock=TestClock(), passphrase=lambda: None).close()
    (folder / "window.ini").write_text("[window]")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    aside = put_aside(folder)
    assert aside == tmp_path / "profile-aside-1"
    assert not is_profile(folder)
    assert is_profile(aside)
    assert (folder / "window.ini").exists()  # it is the window's, which is open
    assert stat.S_IMODE(aside.stat().st_mode) == 0o700
    put_back(folder, aside)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert not aside.exists()


def test_nothing_is_put_aside_where_nothing_is_and_nothing_while_it_is_used(tmp_path: Path) -> None:
    assert put_aside(tmp_path / "gone") is None
    folder = tmp_path / "profile"
    with Profile.open(folder, clock=TestClock(), passphrase=lambda: None):
        before = sorted(folder.iterdir())
        with pytest.raises(ProfileLocked):
            put_aside(folder)
        assert sorted(folder.iterdir()) == before
    (tmp_path / "profile-aside-1").mkdir()
    assert put_aside(folder) == tmp_path / "profile-aside-2"


def test_what_cannot_all_be_put_aside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "profile"
    Profile.open(folder, clock=TestClock(), passphrase=lambda: None).close()
    before = sorted(file.name for file in folder.iterdir())
    rename = Path.rename

    def refuse_keys(self: Path, target: Path) -> Path:
        if self.parent == folder and self.name == "keys":
            raise OSError(errno.EIO, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_keys)
    with pytest.raises(ProfileUnusable):
        put_aside(folder)
    assert sorted(file.name for file in folder.iterdir()) == before
    assert not (tmp_path / "profile-aside-1").exists()
