"""A profile opens, is one's own while it is open, keeps what was chosen, and is restored."""

import os
import random
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from desktop.errors import (
    ProfileInUse,
    ProfileLocked,
    ProfileUnusable,
)
from desktop.profile.keyring import new_keyring
from desktop.profile.profile import Profile
from desktop.profile.settings import Settings
from tests.clocks import TestClock
from tests.profile.opening import CHEAP, contents, never_asked, open_profile, says

OPEN_AND_WAIT = """
import sys
from pathlib import Path
from desktop.clock import WallClock
from desktop.profile.profile import Profile

profile = Profile.open(Path(sys.argv[1]), clock=WallClock(), passphrase=lambda: None)
print("open", flush=True)
while True:
    profile.renew_link()
"""

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and users are other things there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an ordinary profile is, closed."""
    path = tmp_path / "profile"
    open_profile(path).close()
    return path


# --- opening -----------------------------------------------------------------------------------------------


def test_the_first_open_makes_a_profile(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where"
    with open_profile(folder) as profile:
        assert profile.folder == folder
        assert profile.store_path == folder / "store.db"
        assert len(profile.settings.name.split()) == 2
        assert profile.keyring.created == 1_800_000_000
        assert not profile.store_path.exists()


def test_the_next_open_finds_the_same_person(folder: Path) -> None:
    with open_profile(folder, never_asked) as first:
        pass
    with open_profile(folder, never_asked) as second:
        assert second.keyring == first.keyring
        assert second.settings == first.settings


@posix_only
def test_only_this_user_can_look_inside(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.renew_link()
        profile.change_settings(name="Me")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_several_profiles_lie_side_by_side(tmp_path: Path) -> None:
    with open_profile(tmp_path / "one") as one, open_profile(tmp_path / "two") as two:
        assert one.keyring.identity != two.keyring.identity


def test_a_folder_that_was_there_is_used_and_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    open_profile(tmp_path).close()
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_what_a_crash_left_behind_goes_with_the_next_open(folder: Path) -> None:
    for name in (".keys.abc", ".settings.json.abc"):
        (folder / name).write_bytes(b"half")
    open_profile(folder).close()
    assert not list(folder.glob(".*"))


# --- the lock ----------------------------------------------------------------------------------------------


def test_a_profile_is_open_once(folder: Path) -> None:
    with open_profile(folder):
        before = contents(folder)
        with pytest.raises(ProfileLocked) as caught:
            open_profile(folder, never_asked)
        assert caught.value.path == str(folder)
        assert contents(folder) == before
    open_profile(folder).close()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_killed_at_any_moment_a_profile_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    moments = random.Random(2)  # noqa: S311 - picks moments, guards nothing
    persons = set()
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_WAIT, folder], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            with pytest.raises(ProfileLocked):
                open_profile(folder)
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(timeout=moments.uniform(0.0, 0.03))
            child.send_signal(signal.SIGKILL)
        with open_profile(folder) as profile:
            persons.add(profile.keyring.identity.public)
    assert len(persons) == 1


# --- settings and names ------------------------------------------------------------------------------------


def test_saved_settings_are_there_next_time(folder: Path) -> None:
    with open_profile(folder) as profile:
        chosen = msgspec.structs.replace(profile.settings, name="Wren", upload_limit=512)
        assert profile.change_settings(name="Wren", upload_limit=512) == chosen
    with open_profile(folder) as again:
        assert again.settings == chosen


def test_changes_from_several_threads_are_all_kept(folder: Path) -> None:
    names = ("upload_limit", "download_limit", "swarm_port", "downloads_at_once")
    with open_profile(folder) as profile, ThreadPoolExecutor(len(names)) as threads:
        changes = [threads.submit(profile.change_settings, **{name: 7}) for name in names for _ in range(5)]
        assert all(getattr(change.result(), "name", "") == profile.settings.name for change in changes)
    with open_profile(folder) as profile:
        assert [getattr(profile.settings, name) for name in names] == [7] * len(names)


def test_a_lost_name_is_the_friendly_one_of_the_person_again(folder: Path) -> None:
    with open_profile(folder) as profile:
        name = profile.settings.name
    for file in folder.glob("settings.json*"):
        file.unlink()
    with open_profile(folder) as again:
        assert again.settings.name == name


def test_a_name_in_the_file_that_hides_something_is_cleaned(folder: Path) -> None:
    (folder / "settings.json").write_text('{"name": "Wr\\u202een\\n"}')
    with open_profile(folder) as profile:
        assert profile.settings.name == "Wren"


# --- restoring ---------------------------------------------------------------------------------------------


def test_a_profile_is_made_from_keys_and_a_store(tmp_path: Path) -> None:
    keyring = new_keyring(TestClock())
    store = tmp_path / "verified"
    store.write_bytes(b"records")
    folder = tmp_path / "profile"
    settings, chosen = Settings(name="Wren", unknown={"later": 1}), "kettle"
    with Profile.create(folder, keyring, settings, passphrase=chosen, cost=CHEAP, store=store) as profile:
        assert profile.store_path.read_bytes() == b"records"
        assert not store.exists()
    with open_profile(folder, says("kettle")) as again:
        assert (again.keyring, again.settings) == (keyring, settings)


def test_a_person_without_a_name_gets_one(tmp_path: Path) -> None:
    keyring = new_keyring(TestClock())
    with Profile.create(tmp_path / "profile", keyring, Settings(), passphrase=None) as profile:
        assert len(profile.settings.name.split()) == 2


@pytest.mark.parametrize("left", ["keys", "keys.1", "store.db", "store.db-wal"])
def test_a_profile_never_takes_the_place_of_another(tmp_path: Path, left: str) -> None:
    store = tmp_path / "verified"
    store.write_bytes(b"records")
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / left).write_bytes(b"somebody's")
    before = contents(tmp_path)
    with pytest.raises(ProfileInUse):
        Profile.create(folder, new_keyring(TestClock()), Settings(), passphrase=None, store=store)
    assert contents(tmp_path) == before


def test_a_store_that_is_not_there_makes_no_profile(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with pytest.raises(ProfileUnusable):
        Profile.create(folder, new_keyring(TestClock()), Settings(), passphrase=None, store=tmp_path / "gone")
    assert not folder.exists()
