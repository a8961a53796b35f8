"""From one command line to another: everything real, from the words typed to verified files."""

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from desktop.clock import WallClock
from desktop.profile.profile import Profile
from tests.command_line import Running, node, passalong, started
from tests.node.peers import make_files, some_bytes, tree

SIZES: Final = {"a.txt": 30, "pictures/b.jpg": 200_000, "empty": 0}
ROW: Final = {"transfer", "share", "name", "state", "done", "total", "down", "up", "peers", "reason"}
SHARED: Final = {"share", "link", "magnet", "infohash_v1", "infohash_v2", "bytes", "files"}
BIG: Final = 12_000_000
INTERRUPTED: Final = 130


@pytest.fixture
def giver(tmp_path: Path) -> Path:
    return tmp_path / "giver"


@pytest.fixture
def getter(tmp_path: Path) -> Path:
    return tmp_path / "getter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_files(tmp_path / "holiday ☀", SIZES)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "film.mkv").write_bytes(some_bytes(BIG))
    return tmp_path / "film.mkv"


@contextlib.contextmanager
def sharing(profile: Path, *words: str) -> Iterator[tuple[Running, dict[str, Any]]]:
    with started(profile, "share", *words) as running:
        yield running, running.event("shared")


# --- shapes ---------------------------------------------------------------------------------------


def test_what_a_person_can_ask_about_themselves(giver: Path) -> None:
    person = passalong(giver, "id").result
    assert person.keys() >= {"person", "name", "device", "link"}
    assert person["link"].startswith("passalong:person/")
    assert passalong(giver, "name", "Ada L.").result == {"name": "Ada L."}
    again = passalong(giver, "id").result
    assert again == person | {"name": "Ada L."} | {"link": again["link"]}
    assert passalong(giver, "id", "--new-link").result["link"] != again["link"]
    words = passalong(giver, "words").result["words"]
    assert len(words) == 24
    assert passalong(giver, "words").result["words"] == words


def test_what_a_person_can_ask_about_what_is_stored(giver: Path, folder: Path) -> None:
    passalong(giver, "share", str(folder), "--until-sent", "0")
    state = passalong(giver, "state").result
    assert state.keys() >= {"records", "state_hash"}
    rebuilt = passalong(giver, "rebuild").result
    assert (rebuilt["records"], rebuilt["state_hash"]) == (state["records"], state["state_hash"])
    assert rebuilt["seconds"] >= 0
    checks = passalong(giver, "doctor").result
    assert {check["check"] for check in checks} >= {"sqlite", "disk", "ports", "profile"}
    assert all(check.keys() >= {"check", "ok", "text", "fix"} for check in checks)
    assert all((check["fix"] is None) == check["ok"] for check in checks)


def test_what_a_person_can_do_with_transfers_while_no_node_runs(giver: Path, folder: Path) -> None:
    assert passalong(giver, "transfers").result == []
    first = passalong(giver, "share", str(folder), "--until-sent", "0").result
    second = passalong(giver, "share", str(folder / "a.txt"), "--public", "--until-sent", "0").result
    assert first.keys() >= SHARED
    assert (first["bytes"], first["files"]) == (200_030, 3)
    assert first["magnet"] is first["infohash_v1"] is first["infohash_v2"] is None
    assert second["magnet"].startswith("magnet:?")
    rows = passalong(giver, "transfers").result
    assert [set(row) >= ROW for row in rows] == [True, True]
    assert {row["share"] for row in rows} == {first["share"], second["share"]}
    assert {row["state"] for row in rows} == {"waiting"}
    one = rows[0]["transfer"]
    assert [row["state"] for row in passalong(giver, "pause", one[:8]).result] == ["paused"]
    assert [row["state"] for row in passalong(giver, "recheck", one).result] == ["paused"]
    assert [row["transfer"] for row in passalong(giver, "remove", one).result] == [one]
    assert tree(folder).keys() == SIZES.keys()
    refused = passalong(giver, "remove", rows[1]["transfer"], "--delete-files")
    assert (refused.code, refused.kind) == (2, "not-confirmed")


# --- passing on -----------------------------------------------------------------------------------


def test_a_folder_passes_and_the_sharer_ends_once_it_is_there(
    giver: Path, getter: Path, folder: Path, tmp_path: Path
) -> None:
    with sharing(giver, str(folder), "--until-sent", "1") as (share, said):
        got = passalong(getter, "get", said["link"], "--to", str(tmp_path / "in")).result
        ended = share.end()
    assert ended.result == {key: said[key] for key in ended.result}
    assert got["share"] == said["share"]
    assert got["path"] == str(tmp_path / "in" / folder.name)
    assert (got["bytes"], got["files"]) == (200_030, 3)
    assert tree(Path(got["path"])) == tree(folder)


def test_the_sharer_ends_when_somebody_has_all_of_it_already(
    giver: Path, getter: Path, folder: Path, tmp_path: Path
) -> None:
    for _ in range(2):  # shared anew, it is another torrent of the same files
        with sharing(giver, str(folder), "--until-sent", "1") as (share, said):
            passalong(getter, "get", said["link"], "--to", str(tmp_path / "in"))
            assert share.end().code == 0
    assert [path.name for path in (tmp_path / "in").iterdir()] == [folder.name]


@pytest.mark.parametrize(
    ("words", "kind"),
    [(("--to", "Zoe"), "id-unknown"), (("--torrent", "/nowhere/x.torrent"), "torrent-file-unusable")],
)
def test_what_will_be_refused_is_not_read_first(
    giver: Path, film: Path, words: tuple[str, ...], kind: str
) -> None:
    refused = passalong(giver, "share", str(film), *words)
    assert refused.kind == kind
    assert not refused.lines[:-1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_share_and_node_end_in_order(giver: Path, folder: Path, number: signal.Signals) -> None:
    with sharing(giver, str(folder)) as (share, said):
        assert share.stop(number).result["link"] == said["link"]
    with started(giver, "node") as running:
        ready = running.event("ready")
        assert ready.keys() >= {"person", "link", "swarm_port"}
        assert running.stop(number).result is None
    assert {file.name for file in giver.iterdir()}.isdisjoint({"node.json", "node.socket", "running"})


def test_get_interrupted_goes_on_later(giver: Path, getter: Path, film: Path, tmp_path: Path) -> None:
    passalong(getter, "limit", "--down", "3000")
    with sharing(giver, str(film), "--until-sent", "1") as (share, said):
        command = ("get", said["link"], "--to", str(tmp_path / "in"))
        with started(getter, *command) as first:
            first.event("progress", done=BIG // 4)
            ended = first.stop(signal.SIGTERM)
        assert (ended.code, ended.kind) == (INTERRUPTED, "interrupted")
        assert passalong(getter, *command).result["bytes"] == BIG
        assert share.end().code == 0
    assert (tmp_path / "in" / "film.mkv").read_bytes() == film.read_bytes()


def test_who_stops_watching_is_told_that_it_goes_on(
    giver: Path, getter: Path, film: Path, tmp_path: Path
) -> None:
    passalong(getter, "limit", "--down", "3000")
    with sharing(giver, str(film)) as (_, said), node(getter):
        with started(getter, "get", said["link"], "--to", str(tmp_path / "in")) as watching:
            watching.event("progress", done=1)
            ended = watching.stop(signal.SIGINT)
        assert (ended.code, ended.kind) == (INTERRUPTED, "interrupted")
        assert "goes on with it" in ended.talk
        passalong(getter, "limit", "--down", "0")
        assert passalong(getter, "get", said["link"]).result["bytes"] == BIG


def test_killed_in_the_middle_both_go_on(giver: Path, getter: Path, film: Path, tmp_path: Path) -> None:
    passalong(getter, "limit", "--down", "3000")
    with sharing(giver, str(film)) as (share, said):
        command = ("get", said["link"], "--to", str(tmp_path / "in"))
        with started(getter, *command) as first:
            first.event("progress", done=BIG // 2)
            first.kill()
        share.kill()
    with node(giver), started(getter, *command) as second:
        going_on = second.event("progress", done=1)
        while going_on["step"] != "receiving":
            going_on = second.event("progress", done=1)
        assert going_on["done"] > BIG // 8  # no more than a recheck: what was there counts
        assert second.end().result["bytes"] == BIG
    assert (tmp_path / "in" / "film.mkv").read_bytes() == film.read_bytes()


def test_nobody_has_it(getter: Path, giver: Path, folder: Path) -> None:
    link = passalong(giver, "share", str(folder), "--until-sent", "0").result["link"]
    with started(getter, "get", link, "--timeout", "3.5") as running:
        assert running.event("waiting")["reason"]
        ended = running.end()
    assert (ended.code, ended.kind) == (1, "timed-out")


def test_what_was_stored_before_is_given_by_the_node(
    giver: Path, getter: Path, folder: Path, tmp_path: Path
) -> None:
    link = passalong(giver, "share", str(folder), "--until-sent", "0").result["link"]
    with node(giver):
        passalong(getter, "get", link, "--to", str(tmp_path / "in"), "--only", "*.jpg")
    assert tree(tmp_path / "in" / folder.name) == {"pictures/b.jpg": some_bytes(200_000, 1)}


# --- with a node ----------------------------------------------------------------------------------


def test_commands_reach_the_running_node(giver: Path, getter: Path, folder: Path, tmp_path: Path) -> None:
    with node(giver), node(getter):
        shared = passalong(giver, "share", str(folder)).result
        got = passalong(getter, "get", shared["link"], "--to", str(tmp_path / "in")).result
        assert tree(Path(got["path"])) == tree(folder)
        (row,) = passalong(getter, "transfers").result
        assert (row["state"], row["done"], row["share"]) == ("seeding", 200_030, shared["share"])
        assert passalong(getter, "pause", row["transfer"]).result[0]["state"] == "paused"
        assert passalong(getter, "resume", row["transfer"]).result[0]["state"] != "paused"
        assert passalong(getter, "recheck", row["transfer"]).result[0]["state"] == "seeding"
        limits = passalong(getter, "limit", "--up", "7").result
        assert (limits["up"], limits["down"]) == (7, 0)
        refused = passalong(getter, "--no-dht", "--dht-bootstrap", "127.0.0.1:1", "transfers")
        assert (refused.code, refused.kind) == (2, "node-running")
        locked = passalong(getter, "erase", "--yes")
        assert (locked.code, locked.kind) == (1, "profile-locked")
        passalong(getter, "remove", row["transfer"], "--delete-files", "--yes")
        assert not Path(got["path"]).exists()
        assert passalong(getter, "get", shared["link"][:-1]).kind == "link-cut"


def test_a_node_that_was_killed_is_not_missed(giver: Path, folder: Path) -> None:
    with started(giver, "node") as running:
        running.event("ready")
        running.kill()
    assert (giver / "node.json").exists()
    assert passalong(giver, "transfers").result == []
    assert passalong(giver, "share", str(folder), "--until-sent", "0").code == 0


def test_a_share_is_read_once_while_the_profile_is_not_free_yet(giver: Path, film: Path) -> None:
    holder = Profile.open(giver, clock=WallClock(), passphrase=lambda: None)
    with started(giver, "share", str(film), "--until-sent", "0") as running:
        running.event("progress", done=BIG // 2)
        holder.close()
        ended = running.end()
    assert ended.result["bytes"] == BIG
    assert [line["done"] for line in ended.lines[:-1]].count(0) == 1


def test_two_shares_at_once_are_two(giver: Path, folder: Path, film: Path) -> None:
    with sharing(giver, str(folder)), sharing(giver, str(film)) as (_, second):
        assert (second["bytes"], second["files"]) == (BIG, 1)


# --- one's own data -------------------------------------------------------------------------------


def test_a_backup_and_the_words_bring_a_person_back(giver: Path, folder: Path, tmp_path: Path) -> None:
    me = passalong(giver, "id").result
    passalong(giver, "share", str(folder), "--until-sent", "0")
    words = " ".join(passalong(giver, "words").result["words"])
    saved = passalong(giver, "backup", str(tmp_path / "me.backup")).result
    assert saved["records"] == passalong(giver, "state").result["records"]
    back = tmp_path / "back"
    restored = passalong(back, "restore", str(tmp_path / "me.backup"), stdin=words + "\n").result
    assert (restored["person"], restored["name"]) == (me["person"], me["name"])
    assert restored["device"] != me["device"]
    assert passalong(back, "state").result == passalong(giver, "state").result
    again = passalong(back, "restore", str(tmp_path / "me.backup"), stdin=words)
    assert (again.code, again.kind) == (1, "profile-in-use")


def test_a_bad_backup_or_bad_words_leave_nothing_behind(giver: Path, tmp_path: Path) -> None:
    words = " ".join(passalong(giver, "words").result["words"])
    whole = tmp_path / "me.backup"
    passalong(giver, "backup", str(whole))
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[:-10])
    theirs = " ".join(["abandon"] * 23 + ["art"])
    before = sorted(tmp_path.iterdir())
    for file, said, code, kind in (
        (whole, theirs, 1, "backup-refused"),
        (whole, words + " more", 2, "words-wrong"),  # they can be nobody's
        (cut, words, 1, "backup-refused"),
    ):
        refused = passalong(tmp_path / "back", "restore", str(file), stdin=said)
        assert (refused.code, refused.kind) == (code, kind)
    assert sorted(tmp_path.iterdir()) == before


def test_erased_is_gone(giver: Path, folder: Path) -> None:
    passalong(giver, "share", str(folder), "--until-sent", "0")
    assert passalong(giver, "erase").kind == "not-confirmed"
    assert passalong(giver, "erase", "--yes").result is None
    assert not giver.exists()
    assert tree(folder).keys() == SIZES.keys()


def test_a_passphrase_is_asked_of_file_or_environment(giver: Path, tmp_path: Path) -> None:
    (tmp_path / "right").write_text("open sesame\n")
    (tmp_path / "wrong").write_text("open poppy\n")
    right = ("--passphrase-file", str(tmp_path / "right"))
    me = passalong(giver, *right, "id").result
    assert passalong(giver, "id", more={"PASSALONG_PASSPHRASE": "open sesame"}).result == me
    refused = passalong(giver, "id")
    assert (refused.code, refused.kind) == (1, "passphrase-needed")
    refused = passalong(giver, "--passphrase-file", str(tmp_path / "wrong"), "id")
    assert (refused.code, refused.kind) == (1, "passphrase-wrong")
