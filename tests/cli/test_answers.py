"""What an answer says, in words and in JSON, and that none of it can harm a terminal."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cli import answers
from desktop.cli.commands import COMMANDS
from desktop.node import protocol as p
from desktop.share.offers import Direction, OfferState
from tests.cli.fakes import CommandLine, FakeRunner
from tests.hostile import harmful, made, plain_json

LINK = "passalong:abcdefgh"
ROW = {
    "transfer": "q7x2mzkp" + "a" * 44,
    "share": "s" * 52,
    "name": "Photos",
    "state": "failed",
    "done": 1,
    "total": 4,
    "down": 0,
    "up": 0,
    "peers": 0,
    "reason": {"kind": "disk-full", "folder": "/x", "missing": 1_000},
    "role": "get",
    "audience": "link",
    "added": "2026-03-01T10:00:00Z",
    "finished": None,
    "sent": 0,
    "arrived": 0,
    "ends": None,
}
RENAMED = {"name": "Amber"}
ENOUGH = {
    "begin": ("magnet:?x",),
    "look": ("a",),
    "models": ("a",),
    "model": ("a",),
    "read": ("magnet:?x",),
    "share": ("a",),
    "get": ("l",),
    "name": ("N",),
    "backup": ("f",),
    "restore": ("f",),
    "passphrase": ("--remove",),
    "erase": ("--yes",),
    "devices end": ("abcdefgh", "--yes"),
    "transfers move": ("abcdefgh", "d"),
}
TRANSFER_COMMANDS = ("pause", "resume", "remove", "recheck", "transfers show")
CLOSELY = ("transfers choose", "transfers picture")
ANSWERS = (
    "offers accept",
    "offers decline",
    *(
        f"people {word}"
        for word in ("look", "add", "accept", "decline", "remove", "block", "unblock", "verify", "change")
    ),
    "recover",
)


def complete(name: str) -> tuple[str, ...]:
    if name == "people change":
        return (*name.split(), "abcdefgh", "--note", "next door")
    about_one = ("abcdefgh",) if name in TRANSFER_COMMANDS + CLOSELY + ANSWERS else ()
    return (*name.split(), *ENOUGH.get(name, about_one))


def test_what_is_given_for_some_days_says_until_when() -> None:
    line = CommandLine(FakeRunner(ending=[ROW | {"ends": "2026-07-08T12:00:00Z"}]))
    assert line.start("transfers") == 0
    assert "until 2026-07-0" in line.out
    shared = msgspec.to_builtins(
        p.ShareResult("s" * 52, LINK, None, None, None, 3, 1, ends="2026-07-08T12:00:00Z")
    )
    line = CommandLine(FakeRunner(ending=shared))
    assert line.start("share", "a", "--until-sent", "0", "--days", "1") == 0
    assert "The link works until 2026-07-0" in line.err


def test_what_is_all_here_does_not_wait() -> None:
    whole = ROW | {"state": "waiting", "done": 4, "reason": {"kind": "not-running", "finished": True}}
    line = CommandLine(FakeRunner(ending=[whole]))
    assert line.start("transfers") == 0
    assert "waiting" not in line.out
    assert "All of it is here." in line.out


def test_a_profile_that_was_left_out_is_named() -> None:
    line = CommandLine(FakeRunner(news=(p.LeftOutNews(0, "", ("me/old",)),), ending=RENAMED))
    assert line.start("name", "Amber") == 0
    assert line.err.startswith("Left out: “me/old”, which holds somebody's keys")


def test_an_offer_tells_what_they_say_and_what_is_in_it() -> None:
    offer = msgspec.to_builtins(
        p.OfferResult(
            offer="o" * 52,
            person="p" * 52,
            name="Ann",
            direction=Direction.IN,
            title="Lake",
            bytes=5,
            files=9,
            names=tuple(f"Lake/{number}.jpg" for number in range(9)),
            text="from the lake",
            state=OfferState.OFFERED,
            trouble=None,
            online=True,
            seen=None,
            at="2026-01-01T00:00:00Z",
            transfer=None,
        )
    )
    line = CommandLine(FakeRunner(ending=[offer]))
    assert line.start("offers") == 0
    assert "“from the lake”" in line.out
    assert "Lake/0.jpg, Lake/1.jpg, Lake/2.jpg, Lake/3.jpg, Lake/4.jpg, …" in line.out


def test_transfers_tell_their_reason_as_a_sentence() -> None:
    line = CommandLine(FakeRunner(ending=[ROW, ROW | {"reason": None}]))
    assert line.start("--json", "transfers") == 0
    first, second = line.objects[-1]["result"]
    assert set(first) == set(ROW)
    assert first["reason"].startswith("There is not enough room on the disk with “/x”: 1 kB more")
    assert second["reason"] is None


def test_the_doctor_is_content_even_when_something_is_wrong() -> None:
    checks = [{"check": "dht", "ok": False, "data": {}}, {"check": "clock", "ok": True}]
    line = CommandLine(FakeRunner(ending=checks))
    assert line.start("--json", "doctor") == 0
    wrong, well = line.objects[-1]["result"]
    assert (wrong["check"], wrong["ok"], well["fix"]) == ("dht", False, None)
    assert wrong["text"]
    assert wrong["fix"]


THIS = {"device": "abcdefgh2", "this": True, "since": "2026-01-02T12:00:00Z", "ended": None}
ENDED = {"device": "ijklmnop3", "this": False, "since": "2025-01-02T12:00:00Z", "ended": THIS["since"]}


def test_ones_own_computers_are_listed_with_what_became_of_them() -> None:
    line = CommandLine(FakeRunner(ending=[THIS, ENDED]))
    assert line.start("devices") == 0
    first, second = line.out.splitlines()
    assert first.split()[0] == "abcdefgh"
    assert first.endswith("this computer")
    assert second.split()[0] == "ijklmnop"
    assert "ended 2026-01-0" in second


def test_ending_a_computer_answers_with_its_row() -> None:
    line = CommandLine(FakeRunner(ending=ENDED))
    assert line.start("--json", "devices", "end", "ijklmnop", "--yes") == 0
    assert line.objects == [{"result": ENDED}]
    assert line.runner.commands == [p.EndDevice("ijklmnop")]


@pytest.mark.parametrize("form", COMMANDS, ids=lambda form: str(form.name))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_result_can_harm_a_terminal(form: Any, data: st.DataObject) -> None:
    result_type = answers._FORMS[form.command_type].result_type
    ending = None if result_type is type(None) else data.draw(plain_json(result_type))
    line = CommandLine(FakeRunner(ending=ending))
    code = line.start(*complete(form.name))
    assert not harmful(line.out + line.err)
    assert code == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(*map(made, [p.ProgressNews, p.WaitingNews, p.LeftOutNews, p.SentNews]))))
def test_no_news_can_harm_a_terminal(news: list[Any]) -> None:
    line = CommandLine(FakeRunner(news=tuple(news), ending=RENAMED))
    assert line.start("name", "N") == 0
    assert not harmful(line.out + line.err)


def test_json_stays_one_ascii_line_whatever_a_name_holds() -> None:
    line = CommandLine(FakeRunner(ending={"name": "夏\u2028\n\x1b[2J\ud800"}))
    assert line.start("--json", "name", "N") == 0
    assert line.out.isascii()
    assert line.out.count("\n") == 1
    assert json.loads(line.out)["result"]["name"] == "夏\u2028\n\x1b[2J\ud800"
