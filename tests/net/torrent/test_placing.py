"""Where a share's files lie: chosen, numbered, remembered and deleted, never behind a link."""

import os
from pathlib import Path

import pytest

from desktop.net.torrent.contents import Contents, read_contents
from desktop.net.torrent.footing import Placed
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import (
    chosen,
    complete,
    delete_files,
    fingerprint,
    free_place,
    place_in_folder,
    place_items,
    place_own,
)
from tests.net.torrent.torrents import file_entry, torrent_of, v1_torrent

LINUX = System.LINUX
ODD_NAMES = (
    "x" * 250,
    "back\\slash",
    "می\u200cخوریم",
    "\U0001f469\u200d\U0001f52c",
    "gpj.\u202eexe",
    "tab\t",
)

LONG_FROM_NOW = 2**40
"""A moment that nothing was changed after."""


def contents_with(*paths: bytes) -> Contents:
    return read_contents(v1_torrent([file_entry(*path.split(b"/")) for path in paths]))


def write_all(contents: Contents, folder: Path) -> None:
    for file in place_in_folder(contents, folder, None, LINUX).files:
        file.disk.parent.mkdir(parents=True, exist_ok=True)
        file.disk.write_bytes(b"x" * file.size)


@pytest.fixture
def three() -> Contents:
    return contents_with(b"a.txt", b"sub/b.txt", b"sub/deep/c.jpg")


def test_files_go_where_the_torrent_says_or_under_another_top(three: Contents, tmp_path: Path) -> None:
    plain = place_in_folder(three, tmp_path, None, LINUX)
    assert (plain.top, plain.names) == (tmp_path / "top", {})
    assert plain.files[1].disk == tmp_path / "top" / "sub" / "b.txt"
    moved = place_in_folder(three, tmp_path, "top (2)", LINUX)
    assert moved.top == tmp_path / "top (2)"
    assert moved.names == {0: "top (2)/a.txt", 1: "top (2)/sub/b.txt", 2: "top (2)/sub/deep/c.jpg"}


def test_a_name_that_one_system_cannot_hold_is_changed_only_there(tmp_path: Path) -> None:
    contents = contents_with(b"a?.txt", b"a*.txt")
    assert place_in_folder(contents, tmp_path, None, LINUX).names == {}
    names = place_in_folder(contents, tmp_path, None, System.WINDOWS).names
    assert names == {0: "top/a_.txt", 1: "top/a_ (2).txt"}


def test_items_lie_where_they_were_found(tmp_path: Path) -> None:
    contents = contents_with(b"c.txt", b"sub/b.txt")
    items = (str(tmp_path / "x" / "c.txt"), str(tmp_path / "y" / "sub"))
    placement = place_items(contents, items)
    assert [file.disk for file in placement.files] == [Path(items[0]), Path(items[1]) / "b.txt"]
    assert placement.names == {0: items[0], 1: f"{items[1]}/b.txt"}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_own_files_are_found_under_names_that_libtorrent_changes(tmp_path: Path) -> None:
    (tmp_path / "top").mkdir()
    for name in ODD_NAMES:
        (tmp_path / "top" / name).write_bytes(b"x")
    for hybrid in (True, False):
        contents = read_contents(torrent_of(tmp_path / "top", hybrid=hybrid))
        placement = place_own(contents, tmp_path)
        assert {file.disk.name for file in placement.files} == set(ODD_NAMES)
        assert complete(placement.files)
        assert len(placement.names) == len(ODD_NAMES)
        for file in contents.files:
            assert placement.names[file.index] == file.written != file.path


def test_joiners_arrive_and_what_reorders_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "\U0001f469\u200d\U0001f52c\u202e.txt").write_bytes(b"x")
    (tmp_path / "top" / "b").touch()
    files = place_in_folder(read_contents(torrent_of(tmp_path / "top")), tmp_path, None, LINUX).files
    assert "\U0001f469\u200d\U0001f52c.txt" in {file.disk.name for file in files}


@pytest.mark.parametrize(
    ("globs", "indexes"),
    [
        ((), None),
        (("*.jpg",), {2}),
        (("a.txt",), {0}),
        (("top/a.txt",), {0}),
        (("sub/*",), {1, 2}),
        (("sub/deep/*", "a.*"), {0, 2}),
        (("*",), {0, 1, 2}),
        (("A.TXT",), set()),
        (("nothing", "[", "../*"), set()),
    ],
)
def test_globs(three: Contents, globs: tuple[str, ...], indexes: set[int] | None) -> None:
    assert chosen(three, globs) == indexes


def test_the_first_free_number_is_taken(three: Contents, tmp_path: Path) -> None:
    assert free_place(three, tmp_path, LINUX) == "top"
    (tmp_path / "top").mkdir()
    (tmp_path / "top (2)").symlink_to(tmp_path / "nowhere")
    (tmp_path / "top (3)").touch()
    assert free_place(three, tmp_path, LINUX) == "top (4)"


def test_a_single_file_keeps_its_suffix_when_numbered(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    contents = read_contents(torrent_of(tmp_path / "photo.jpg"))
    assert free_place(contents, tmp_path, LINUX) == "photo (2).jpg"
    assert place_in_folder(contents, tmp_path, "photo (2).jpg", LINUX).names == {0: "photo (2).jpg"}


def test_complete_means_every_file_at_its_full_size(three: Contents, tmp_path: Path) -> None:
    files = place_in_folder(three, tmp_path, None, LINUX).files
    assert not complete(files)
    write_all(three, tmp_path)
    assert complete(files)
    os.truncate(files[2].disk, 0)
    assert not complete(files)
    files[2].disk.unlink()
    files[2].disk.mkdir()
    assert not complete(files)


def test_names_that_no_disk_can_hold_are_not_there(tmp_path: Path) -> None:
    deep = contents_with(b"/".join([b"%c" % (97 + index) * 240 for index in range(18)]))
    files = place_in_folder(deep, tmp_path, None, LINUX).files
    assert not complete(files)
    assert not complete([Placed(0, tmp_path / "nul\0", 1, tmp_path)])
    assert len(fingerprint(files)) == 32


def test_files_below_what_may_not_be_read_or_is_no_folder_are_not_there(
    three: Contents, tmp_path: Path
) -> None:
    files = place_in_folder(three, tmp_path, None, LINUX).files
    write_all(three, tmp_path)
    (tmp_path / "top").chmod(0)
    readable = os.access(files[0].disk, os.F_OK)
    assert complete(files) is readable
    (tmp_path / "top").chmod(0o700)
    assert not complete([Placed(0, files[0].disk / "below a file", 1, tmp_path)])


def test_the_fingerprint_changes_with_any_file(three: Contents, tmp_path: Path) -> None:
    files = place_in_folder(three, tmp_path, None, LINUX).files
    seen = {fingerprint(files)}
    write_all(three, tmp_path)
    seen.add(fingerprint(files))
    assert fingerprint(files) in seen
    os.utime(files[0].disk, ns=(1, 1))
    seen.add(fingerprint(files))
    files[1].disk.write_bytes(b"xy")
    os.utime(files[1].disk, ns=(1, 1))
    seen.add(fingerprint(files))
    files[1].disk.unlink()
    seen.add(fingerprint(files))
    assert len(seen) == 5
    assert {len(value) for value in seen} == {32}


def test_deleting_takes_the_shares_files_and_the_folders_left_empty(three: Contents, tmp_path: Path) -> None:
    write_all(three, tmp_path)
    (tmp_path / "top" / "sub" / "mine").touch()
    delete_files(place_in_folder(three, tmp_path, None, LINUX), LONG_FROM_NOW)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == [
        "top",
        "top/sub",
        "top/sub/mine",
    ]
    (tmp_path / "top" / "sub" / "mine").unlink()
    delete_files(place_in_folder(three, tmp_path, None, LINUX), LONG_FROM_NOW)
    assert list(tmp_path.iterdir()) == []


def test_deleting_a_single_file_leaves_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"x")
    contents = read_contents(torrent_of(tmp_path / "a"))
    assert delete_files(place_in_folder(contents, tmp_path, None, LINUX), LONG_FROM_NOW) == []
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_deleting_leaves_what_was_changed_since(three: Contents, tmp_path: Path) -> None:
    write_all(three, tmp_path)
    for file in (tmp_path / "top").rglob("*.*"):
        os.utime(file, (1_000, 1_000))
    os.utime(tmp_path / "top" / "a.txt", (2_001, 2_001))
    kept = delete_files(place_in_folder(three, tmp_path, None, LINUX), 2_000)
    assert kept == [tmp_path / "top" / "a.txt"]
    assert [path.name for path in (tmp_path / "top").iterdir()] == ["a.txt"]


def test_deleting_never_follows_a_link(three: Contents, tmp_path: Path) -> None:
    away = tmp_path / "away"
    (away / "deep").mkdir(parents=True)
    for file in (away / "b.txt", away / "deep" / "c.jpg"):
        file.write_bytes(b"keep")
    top = tmp_path / "got" / "top"
    top.mkdir(parents=True)
    (top / "sub").symlink_to(away, target_is_directory=True)
    (top / "a.txt").symlink_to(away / "b.txt")
    delete_files(place_in_folder(three, tmp_path / "got", None, LINUX), LONG_FROM_NOW)
    assert (away / "b.txt").read_bytes() == (away / "deep" / "c.jpg").read_bytes() == b"keep"
    assert (top / "sub").is_symlink()


def test_deleting_a_top_that_became_a_link_deletes_nothing(three: Contents, tmp_path: Path) -> None:
    write_all(three, tmp_path / "away")
    (tmp_path / "got").mkdir()
    (tmp_path / "got" / "top").symlink_to(tmp_path / "away" / "top", target_is_directory=True)
    delete_files(place_in_folder(three, tmp_path / "got", None, LINUX), LONG_FROM_NOW)
    assert complete(place_in_folder(three, tmp_path / "away", None, LINUX).files)


@pytest.mark.parametrize(
    ("written", "on_disk"),
    [
        (b"repository/.git/config", "repository/_.git/config"),
        (b".envrc", "_.envrc"),
        (b"a/.b/.c", "a/_.b/_.c"),
        (
            b"\xe2\x80\x8b.git/config",
            "_.git/config",
        ),  # what nobody sees is dropped first
        (b"\xe2\x80\x8d.git/config", "_\u200d.git/config"),
        (b"notes.txt/not.hidden", "notes.txt/not.hidden"),
    ],
)
def test_nothing_that_comes_is_hidden(tmp_path: Path, written: bytes, on_disk: str) -> None:
    contents = contents_with(written)
    for place in (None, "top"):
        (file,) = place_in_folder(contents, tmp_path, place, LINUX).files
        assert file.disk == tmp_path / "top" / on_disk


def test_two_names_of_which_one_is_hidden_stay_two(tmp_path: Path) -> None:
    files = place_in_folder(contents_with(b".git", b"_.git"), tmp_path, None, LINUX).files
    assert [file.disk.name for file in files] == ["_.git", "_ (2).git"]


def test_ones_own_files_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "top/.git").mkdir(parents=True)
    (tmp_path / "top/.git/config").write_bytes(b"x")
    (file,) = place_own(read_contents(torrent_of(tmp_path / "top")), tmp_path).files
    assert file.disk == tmp_path / "top/.git/config"
