"""A person's files become a torrent in a real child process, or it is said why they cannot."""

import asyncio
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libtorrent as lt
import psutil
import pytest

from desktop import limits
from desktop.clock import WallClock
from desktop.errors import (
    AppError,
    ChangedWhileReading,
    KeysInside,
    NameNotText,
    NamesCollide,
    NothingToShare,
    PathMissing,
    PathUnreadable,
    TooMuchToShare,
)
from desktop.net.torrent.contents import Contents, read_contents
from desktop.net.torrent.maker import MakerDied, NewTorrent, make_torrent
from desktop.net.torrent.making import Job, _scratch_folder
from desktop.profile.keyring import new_keyring
from desktop.profile.profile import Profile
from desktop.profile.settings import Settings

BIG = 256 * limits.MIB
posix_only = pytest.mark.skipif(os.name != "posix", reason="only there can there be such files")


def nothing(done: int, total: int) -> None:
    del done, total


def job(*items: Path, name: str = "joined", hybrid: bool = False, salt: bytes = b"", **more: Any) -> Job:
    return Job(items=tuple(map(str, items)), name=name, hybrid=hybrid, salt=salt, **more)


def made(*items: Path, on_step: Callable[[int, int], None] = nothing, **more: Any) -> NewTorrent:
    return asyncio.run(make_torrent(job(*items, **more), on_step))


def held(*items: Path, **more: Any) -> Contents:
    return read_contents(made(*items, **more).data)


def sizes(contents: Contents) -> dict[str, int]:
    return {file.written: file.size for file in contents.files}


def refused(*items: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        made(*items)
    return caught.value


@pytest.fixture
def top(tmp_path: Path) -> Path:
    (tmp_path / "top" / "sub").mkdir(parents=True)
    (tmp_path / "top" / "a.txt").write_bytes(b"a" * 10)
    (tmp_path / "top" / "sub" / "b.txt").write_bytes(b"b" * 20)
    return tmp_path / "top"


def test_one_file(top: Path) -> None:
    contents = held(top / "a.txt")
    assert not contents.is_folder
    assert sizes(contents) == {"a.txt": 10}


def test_a_folder_with_empty_files_and_names_in_several_scripts(top: Path) -> None:
    names = ("empty", "李雷.txt", "Пётр", "ياسمين", "\U0001f469\u200d\U0001f52c", "é" * 127, " ")
    for name in names:
        (top / name).touch()
    (top / "empty folder").mkdir()
    contents = held(top)
    assert (contents.name, contents.is_folder) == ("top", True)
    assert sizes(contents) == {
        "top/a.txt": 10,
        "top/sub/b.txt": 20,
        **{f"top/{name}": 0 for name in names},
    }


def test_pieces_are_not_much_larger_than_the_files(top: Path) -> None:
    for number in range(20):
        (top / f"{number}").write_bytes(bytes([number]) * 100 * limits.KIB)
    torrent = lt.load_torrent_buffer(made(top, hybrid=True).data).ti
    assert torrent is not None
    assert (
        torrent.piece_length() == 128 * limits.KIB
    )  # what lies beyond a file's end in its last piece has to be hashed too


@pytest.mark.parametrize("hybrid", [True, False])
def test_a_folder_with_one_file_keeps_its_name(top: Path, hybrid: bool) -> None:  # noqa: FBT001
    (top / "a.txt").unlink()
    contents = held(top / "sub", hybrid=hybrid)
    assert contents.is_folder
    assert sizes(contents) == {"sub/b.txt": 20}


def test_the_form_is_as_asked_for(top: Path) -> None:
    link, public = held(top), held(top, hybrid=True)
    assert link.infohash_v1 is None
    assert public.infohash_v1 is not None
    assert link.infohash_v2 is not None
    assert public.infohash_v2 is not None


def test_items_from_several_places_are_joined(top: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "c.txt"
    other.parent.mkdir()
    other.write_bytes(b"c" * 30)
    contents = held(top / "sub", other, name="both")
    assert (contents.name, contents.is_folder) == ("both", True)
    assert sizes(contents) == {"both/c.txt": 30, "both/sub/b.txt": 20}
    assert sorted(path.name for path in top.iterdir()) == ["a.txt", "sub"]


def someone(folder: Path) -> Path:
    """Make a profile as Passalong itself does, and call it what nobody would guess."""
    Profile.create(folder, new_keyring(WallClock()), Settings(), passphrase=None).close()
    return folder


def test_whoever_shares_a_folder_with_a_profile_in_it_gives_no_keys_away(top: Path) -> None:
    someone(top / "sub" / "old stuff")
    outcome = made(top)
    assert sizes(read_contents(outcome.data)) == {"top/a.txt": 10, "top/sub/b.txt": 20}
    assert outcome.profiles == ("top/sub/old stuff",)


def test_keys_of_which_only_the_generation_before_is_left_are_keys(top: Path) -> None:
    (someone(top / "sub" / "x") / "keys").rename(top / "sub" / "x" / "keys.1")
    assert made(top).profiles == ("top/sub/x",)


def test_a_profile_and_its_files_are_not_shared(top: Path) -> None:
    profile = someone(top / "x")
    for item in (profile, profile / "keys", profile / "settings.json"):
        error = refused(item, top / "a.txt")
        assert isinstance(error, KeysInside)
        assert error.path == str(item)


def test_a_file_that_is_merely_called_keys_is_passed_on(top: Path) -> None:
    (top / "keys").write_bytes(b"of the house")
    assert "top/keys" in sizes(held(top))


@posix_only
def test_links_pipes_and_sockets_are_left_out_and_counted(top: Path) -> None:
    (top / "l").symlink_to("/etc/hostname")
    (top / "sub" / "loop").symlink_to(top, target_is_directory=True)
    os.mkfifo(top / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(top / "socket"))  # short enough to be an address
    torrent = made(top)
    assert torrent.left_out == 4
    assert torrent.left_out_example in {"top/l", "top/pipe", "top/socket", "top/sub/loop"}
    assert set(sizes(read_contents(torrent.data))) == {"top/a.txt", "top/sub/b.txt"}


@posix_only
def test_a_name_that_is_no_text_is_refused(top: Path) -> None:
    Path(os.fsdecode(os.fsencode(top) + b"/caf\xe9")).touch()
    error = refused(top)
    assert isinstance(error, NameNotText)
    assert error.path.endswith("/caf\ufffd")


@pytest.mark.parametrize(
    ("one", "other"), [("A.txt", "a.TXT"), ("Sub/x", "sUB/y"), ("e\u0301", "\u00e9"), ("STRASSE", "straße")]
)
def test_names_that_one_system_could_not_tell_apart_are_refused(tmp_path: Path, one: str, other: str) -> None:
    for path in (tmp_path / "t" / one, tmp_path / "t" / other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    if sum(1 for path in tmp_path.rglob("*") if path.is_file()) < 2:
        pytest.skip("this system cannot tell them apart")
    assert isinstance(refused(tmp_path / "t"), NamesCollide)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.touch()
    os.truncate(path, BIG)
    steps: list[tuple[int, int]] = []

    def change(done: int, total: int) -> None:
        if not steps:
            with path.open("ab") as file:
                file.write(b"more")
        steps.append((done, total))

    with pytest.raises(ChangedWhileReading) as caught:
        made(path, on_step=change)
    assert caught.value.path == str(path)
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {BIG}


def test_a_file_that_goes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big").touch()
    os.truncate(tmp_path / "big", BIG)
    with pytest.raises(ChangedWhileReading):
        made(tmp_path / "big", on_step=lambda *_: (tmp_path / "big").unlink(missing_ok=True))


@posix_only
@pytest.mark.parametrize("name", ["a.txt", "sub"])
def test_what_cannot_be_read_is_named(top: Path, name: str) -> None:
    (top / name).chmod(0)
    if os.access(top / name, os.R_OK):
        pytest.skip("root reads everything")
    error = refused(top)
    (top / name).chmod(0o700)
    assert isinstance(error, PathUnreadable)
    assert error.path == str(top / name)


def test_what_is_not_there_is_named(top: Path) -> None:
    error = refused(top / "none")
    assert isinstance(error, PathMissing)
    assert error.path == str(top / "none")


def test_nothing_to_share(tmp_path: Path) -> None:
    (tmp_path / "t" / "sub").mkdir(parents=True)
    assert isinstance(refused(tmp_path / "t"), NothingToShare)
    (tmp_path / "t" / "empty").touch()
    assert isinstance(refused(tmp_path / "t"), NothingToShare)


def test_as_deep_as_can_be_got_and_no_deeper(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath("t", *"d" * (limits.TORRENT_DEPTH - 2))
    deepest.mkdir(parents=True)
    (deepest / "f").write_bytes(b"x")
    assert len(held(tmp_path / "t").files) == 1
    (deepest / "d").mkdir()
    (deepest / "d" / "f").write_bytes(b"x")
    error = refused(tmp_path / "t")
    assert isinstance(error, TooMuchToShare)
    assert error.what == "depth"


def test_the_same_files_make_the_same_torrent_and_a_salt_another(top: Path) -> None:
    one, again = made(top), made(top)
    salted, otherwise = made(top, salt=b"1" * 16), made(top, salt=b"2" * 16)
    assert one.data == again.data
    assert len({read_contents(torrent.data).infohash_v2 for torrent in (one, salted, otherwise)}) == 3
    assert not read_contents(one.data).secret
    assert read_contents(salted.data).secret
    assert b"13:creation date" not in one.data


def test_trackers_and_web_seeds_are_those_asked_for(top: Path) -> None:
    torrent = lt.load_torrent_buffer(
        made(top, trackers=("http://t/announce",), web_seeds=("http://w/",)).data
    )
    assert list(torrent.trackers) == ["http://t/announce"]
    assert list(torrent.url_seeds) == ["http://w/"]
    assert b"8:announce" not in made(top).data


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    (tmp_path / "big").touch()
    os.truncate(tmp_path / "big", 64 * limits.GIB)

    async def cancel_midway() -> list[psutil.Process]:
        going = asyncio.Event()
        making = asyncio.create_task(make_torrent(job(tmp_path / "big"), lambda *_: going.set()))
        await asyncio.wait_for(going.wait(), 20)
        (child,) = psutil.Process().children()
        making.cancel()
        with pytest.raises(asyncio.CancelledError):
            await making
        return [child]

    (child,) = asyncio.run(cancel_midway())
    assert not child.is_running()


@pytest.mark.parametrize("name", ["..", ".", "\u65e5" * 100])
def test_a_name_for_several_items_that_makes_no_folder_is_refused(top: Path, name: str) -> None:
    with pytest.raises(PathUnreadable):
        made(top / "a.txt", top / "sub", name=name)


@posix_only
def test_nowhere_to_join_several_items_is_told(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = top / "a.txt"  # the child finds no folder for scratch files here, and none where it usually is
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(nowhere))
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere))
    with pytest.raises(PathUnreadable) as caught, _scratch_folder():
        pass
    assert caught.value.path.startswith(str(nowhere))


def test_the_last_words_of_a_child_that_fails_are_logged(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing = tmp_path / "path" / "msgspec.py"
    failing.parent.mkdir()
    failing.write_text("import sys\nsys.stderr.write('x' * 3_000_000)\nraise SystemExit('the end')\n")
    monkeypatch.setenv("PYTHONPATH", str(failing.parent))
    with pytest.raises(MakerDied):
        made(top)
    (record,) = caplog.records
    said = record.getMessage()
    assert said.endswith("the end\n")
    assert "ended with 1" in said
    assert len(said) < 1_200


@pytest.mark.parametrize(
    "said",
    ["nonsense", "x" * 200_000, '{"type":"made","length":9,"left_out":0,"left_out_example":""}'],
    ids=["nonsense", "no end", "half"],
)
def test_a_child_that_makes_no_sense_is_told(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    mad = tmp_path / "path" / "msgspec.py"
    mad.parent.mkdir()
    stays = "import time; time.sleep(60)" if said == "nonsense" else ""
    mad.write_text(f"print({said!r}, flush=True)\n{stays}\nraise SystemExit\n")
    monkeypatch.setenv("PYTHONPATH", str(mad.parent))
    with pytest.raises(MakerDied):
        made(top)


def test_a_child_that_dies_is_told(tmp_path: Path) -> None:
    (tmp_path / "big").touch()
    os.truncate(tmp_path / "big", 64 * limits.GIB)

    def kill(*_: int) -> None:
        for child in psutil.Process().children():
            child.kill()

    with pytest.raises(MakerDied):
        made(tmp_path / "big", on_step=kill)
