"""Whatever is given to the command line: one sentence, the right exit code, and nothing else changes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.command_line import LAB, Ended, passalong
from tests.node.peers import tree


@pytest.fixture
def giver(tmp_path: Path) -> Path:
    return tmp_path / "giver"


def _newer_keys(profile: Path) -> None:
    keys = bytearray((profile / "keys").read_bytes())
    assert b"\x01" in keys[:40]
    keys[keys.index(b"\x01")] = 99
    for name in ("keys", "keys.1"):
        (profile / name).write_bytes(keys)


def _newer_store(profile: Path) -> None:
    store = bytearray((profile / "store.db").read_bytes())
    store[60:64] = (9999).to_bytes(4)
    (profile / "store.db").write_bytes(store)


def _foreign_store(profile: Path) -> None:
    (profile / "store.db").write_bytes(b"something else" * 100)


def _garbage_keys(profile: Path) -> None:
    (profile / "keys").write_bytes(b"\0" * 254)


@pytest.mark.parametrize(
    ("spoil", "kinds"),
    [
        (_newer_keys, {"profile-too-new", "profile-damaged"}),
        (_newer_store, {"store-too-new"}),
        (_foreign_store, {"store-foreign"}),
        (_garbage_keys, {"profile-damaged"}),
    ],
)
def test_a_profile_that_is_not_ours_to_use_stays_as_it_is(giver: Path, spoil: Any, kinds: set[str]) -> None:
    passalong(giver, "id")
    spoil(giver)
    before = tree(giver)
    refused = passalong(giver, "id")
    assert refused.code == 1
    assert refused.kind in kinds
    assert tree(giver) == before


def test_a_profile_cannot_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for profile in (tmp_path / "file", tmp_path / "file" / "below"):
        refused = passalong(profile, "id")
        assert (refused.code, refused.kind) == (1, "profile-unusable")
    assert (tmp_path / "file").read_bytes() == b"mine"


NO_LINK: Final = "not-a-link"
BAD_INPUT: Final[list[tuple[int, str, tuple[str, ...]]]] = [
    (2, "usage", ("nonsense",)),
    (2, "usage", ("id", "--nonsense")),
    (2, NO_LINK, ("get", "hello")),
    (2, NO_LINK, ("get", "magnet:?xt=urn:btih:zz")),
    (2, NO_LINK, ("get", "x" * 10_000)),
    (2, "link-cut", ("get", "passalong:share/AAAA")),
    (2, "link-for-other", ("get", "passalong:person/AAAA")),
    (1, "torrent-refused", ("get", "README.md")),
    (2, "path-missing", ("share", "/nowhere/at/all")),
    (2, "bad-argument", ("get", "magnet:?xt=urn:btih:" + "ab" * 20, "--peer", "nobody")),
    (2, "bad-argument", ("--bind", "everywhere", "id")),
    (2, "id-unknown", ("pause", "aaaaaaaa")),
    (2, "id-unknown", ("state", "nogroup")),
    (2, "bad-argument", ("name", " ")),
    (1, "folder-unusable", ("get", "magnet:?xt=urn:btih:" + "ab" * 20, "--to", "/dev/null/x")),
    (1, "backup-not-written", ("backup", "/nowhere/me.backup")),
    (2, "path-missing", ("restore", "/nowhere/me.backup")),
    (2, "bad-argument", ("id", "--qr", "x.gif")),
]


@pytest.mark.parametrize(
    ("code", "kind", "words"), BAD_INPUT, ids=[" ".join(row[2])[:40] for row in BAD_INPUT]
)
def test_bad_input_gives_one_sentence_and_no_more(
    tmp_path: Path, code: int, kind: str, words: tuple[str, ...]
) -> None:
    refused = passalong(tmp_path / "me", *words)
    assert (refused.code, refused.kind) == (code, kind)
    assert [set(line) for line in refused.lines] == [{"error"}]
    if (tmp_path / "me").exists():
        assert passalong(tmp_path / "me", "transfers").result == []


def test_a_reader_that_goes_away_leaves_no_trace(giver: Path) -> None:
    """As in `passalong doctor | head -1`."""
    words = [sys.executable, "-m", "desktop", "--json", "--profile", str(giver), *LAB, "doctor"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        talk = process.stderr.read()
    assert "Traceback" not in talk
    assert "Exception" not in talk


def test_without_json_people_are_spoken_to(giver: Path) -> None:
    words = [sys.executable, "-m", "desktop", "--profile", str(giver), "transfers"]
    said = subprocess.run(words, capture_output=True, text=True, check=True, timeout=30)
    with pytest.raises(json.JSONDecodeError):
        json.loads(said.stdout or "words")
    assert Ended(0, [{"result": None}], said.stderr).result is None


def test_without_a_screen_no_window_is_begun(tmp_path: Path) -> None:
    no_screen = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    refused = passalong(tmp_path / "me", more=no_screen)
    assert (refused.code, refused.kind) == (1, "no-screen")
    assert not (tmp_path / "me").exists()
