"""Whole starts of the command line: what stands on stdout and stderr, and the exit code."""

import io
import json
import logging
import os
import signal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import errors, reasons
from desktop.cli import answers
from desktop.cli.commands import COMMANDS
from desktop.node import protocol as p
from desktop.share.offers import Direction, OfferState
from tests.cli.fakes import CommandLine, FakeRunner, Tty
from tests.hostile import harmful, made, plain_json

LINK = "passalong:abcdefgh"
SHARED = p.SharedNews("s" * 52, LINK, None, None, None, 3_400_000_000, 1_204)
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
TEA = "tea for two"
ENOUGH = {
    "begin": ("magnet:?x",),
    "look": ("a",),
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
TRANSFER_COMMANDS = ("pause", "resume", "remove", "recheck", "transfers show", "transfers choose")
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
    about_one = ("abcdefgh",) if name in TRANSFER_COMMANDS + ANSWERS else ()
    return (*name.split(), *ENOUGH.get(name, about_one))


def stop(number: signal.Signals) -> Any:
    return lambda: os.kill(os.getpid(), number)


def test_a_result_in_words() -> None:
    line = CommandLine(FakeRunner(ending=RENAMED))
    assert line.start("name", "Amber") == 0
    assert line.err == "Others see you as “Amber” now.\n"
    assert line.out == ""


def test_a_result_in_json() -> None:
    line = CommandLine(FakeRunner(ending=RENAMED))
    assert line.start("--json", "name", "Amber") == 0
    assert line.objects == [{"result": {"name": "Amber"}}]
    assert line.err == ""


def test_the_link_alone_stands_on_stdout() -> None:
    line = CommandLine(FakeRunner(news=(SHARED,), meanwhile=stop(signal.SIGINT)))
    assert line.start("share", "a") == 0
    assert line.out == f"{LINK}\n"
    assert "1,204 files, 3.4 GB" in line.err


def test_news_become_json_lines() -> None:
    news = (
        p.ProgressNews("receiving", 1, 4, down=1, peers=2),
        p.WaitingNews(reasons.NobodyHasIt()),
        p.LeftOutNews(2, "x"),
    )
    got = {"share": "s", "path": "/p", "bytes": 4, "files": 1, "seconds": 2.5}
    line = CommandLine(FakeRunner(news=news, ending=got))
    assert line.start("--json", "get", "l") == 0
    progress, waiting, left_out, result = line.objects
    assert progress["event"] == "progress"
    assert (progress["done"], progress["total"]) == (1, 4)
    assert waiting["event"] == "waiting"
    assert waiting["kind"] == "nobody-has-it"
    assert waiting["reason"].startswith("Nobody who has it")
    assert "why" not in waiting
    assert left_out == {"event": "left-out", "count": 2, "example": "x", "profiles": []}
    assert result == {"result": got}
    assert "Getting: 25 % of 4 bytes" in line.err


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


def test_a_link_that_works_for_no_day_is_no_link() -> None:
    assert CommandLine().start("share", "a", "--days", "0") == 2


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


@pytest.mark.parametrize(
    ("error", "code"), [(errors.LinkCut(), 2), (errors.PassphraseWrong(), 1), (errors.NodeGone(), 1)]
)
def test_an_error_is_one_sentence_and_an_exit_code(error: errors.AppError, code: int) -> None:
    line = CommandLine(FakeRunner(ending=error))
    assert line.start("--json", "transfers") == code
    assert line.objects[-1]["error"]["kind"] == error.kind
    assert line.err == line.objects[-1]["error"]["message"] + "\n"


def test_a_mistake_of_ours_goes_to_the_log_and_not_to_the_person(caplog: pytest.LogCaptureFixture) -> None:
    line = CommandLine(FakeRunner(ending=ZeroDivisionError("secret detail")))
    with caplog.at_level(logging.ERROR):
        assert line.start("--json", "transfers") == 1
    assert line.objects[-1]["error"]["kind"] == "bug"
    assert "Traceback" not in line.err
    assert "secret detail" not in line.err
    assert "secret detail" in caplog.text


def test_without_a_command_the_window_is_shown() -> None:
    line = CommandLine()
    assert line.start() == 0
    assert [shown.command for shown in line.parts.windows] == [p.OpenWindow()]


@pytest.mark.parametrize("words", [("frobnicate",), ("share",), ("limit", "--up", "x")])
def test_wrong_usage_ends_with_two_also_in_json(words: tuple[str, ...]) -> None:
    line = CommandLine()
    assert line.start("--json", *words) == 2
    assert set(line.objects[-1]["error"]) == {"kind", "message"}
    assert "usage: passalong" in line.err
    assert CommandLine().start(*words) == 2


def test_help_and_version_are_pages() -> None:
    line = CommandLine()
    assert line.start("--version") == 0
    assert line.out == "1.2.3\n"
    line = CommandLine()
    assert line.start("--json", "share", "--help") == 0
    assert line.objects == [{"result": None}]
    assert "usage: passalong share" in line.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_ends_in_order_with_130(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    line = CommandLine(FakeRunner(meanwhile=stop(number)))
    assert line.start("--json", "get", "l") == 130
    assert line.runner.ended_in_order
    assert line.objects[-1]["error"]["kind"] == "interrupted"
    assert signal.getsignal(number) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_node_that_was_ready_ends_with_0(number: signal.Signals) -> None:
    ready = p.ReadyNews("p" * 52, LINK, 1234)
    line = CommandLine(FakeRunner(news=(ready,), meanwhile=stop(number)))
    assert line.start("--json", "node") == 0
    assert line.runner.ended_in_order
    assert line.objects == [
        {"event": "ready", "person": "p" * 52, "link": LINK, "swarm_port": 1234},
        {"result": None},
    ]


def test_a_node_that_was_not_ready_ends_with_130() -> None:
    assert CommandLine(FakeRunner(meanwhile=stop(signal.SIGTERM))).start("node") == 130


def test_a_share_that_was_made_ends_with_0_and_its_result() -> None:
    line = CommandLine(FakeRunner(news=(SHARED,), meanwhile=stop(signal.SIGTERM)))
    assert line.start("--json", "share", "a") == 0
    event, ending = line.objects
    assert event["event"] == "shared"
    assert ending == {"result": {name: value for name, value in event.items() if name != "event"}}


@pytest.mark.parametrize(
    "words", [("erase",), ("remove", "abcdefgh", "--delete-files"), ("devices", "end", "abcdefgh")]
)
def test_without_a_terminal_destroying_needs_yes(words: tuple[str, ...]) -> None:
    line = CommandLine(FakeRunner(ending=[]))
    assert line.start("--json", *words) == 2
    assert line.objects[-1]["error"]["kind"] == "not-confirmed"
    assert not line.runner.commands


@pytest.mark.parametrize(("typed", "code"), [("yes\n", 0), ("YES\n", 0), ("no\n", 2), ("\n", 2), ("", 2)])
def test_on_a_terminal_destroying_is_asked_for(typed: str, code: int) -> None:
    line = CommandLine(FakeRunner(), stdin=Tty(typed), stderr=Tty())
    assert line.start("erase") == code
    assert len(line.runner.commands) == (0 if code else 1)


def test_yes_on_the_command_line_is_enough() -> None:
    line = CommandLine(FakeRunner())
    assert line.start("erase", "--yes") == 0
    assert line.runner.commands == [p.Erase()]


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


RESTORED = {"person": "p", "name": "Amber", "device": "d", "link": LINK}


def test_recovery_words_come_from_stdin() -> None:
    line = CommandLine(FakeRunner(ending=RESTORED), stdin=io.StringIO("one two\nthree\n"))
    assert line.start("restore", "f") == 0
    assert line.runner.commands == [p.Restore(file="/here/f", words="one two\nthree\n")]


def test_recovery_words_are_asked_for_on_a_terminal() -> None:
    line = CommandLine(FakeRunner(ending=RESTORED), stdin=Tty("a b c\nd\n\nrest"), stderr=Tty())
    assert line.start("restore", "f") == 0
    assert line.runner.commands == [p.Restore(file="/here/f", words="a b c d")]


def test_the_passphrase_comes_from_the_file_then_the_environment(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("tea for two\r\nsecond line\n", encoding="utf-8")
    sealed = FakeRunner(ending=RENAMED, passphrase=TEA, wrong=errors.PassphraseWrong())
    variable = {"PASSALONG_PASSPHRASE": TEA}
    assert CommandLine(sealed).start("--passphrase-file", str(tmp_path / "f"), "name", "N") == 0
    assert CommandLine(sealed, environment=variable).start("name", "N") == 0
    assert CommandLine(sealed, environment={"PASSALONG_PASSPHRASE": "x"}).start("name", "N") == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [(None, "path-missing"), (b"\xff\xfe", "path-unreadable"), (bytes(99), "path-unreadable")],
)
def test_a_passphrase_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, kind: str) -> None:
    if content is not None:
        (tmp_path / "f").write_bytes(content)
    line = CommandLine()
    line.start("--json", "--passphrase-file", str(tmp_path / "f"), "id")
    assert line.objects[-1]["error"]["kind"] == kind


def test_without_a_terminal_no_passphrase_is_asked_for() -> None:
    line = CommandLine(FakeRunner(passphrase=TEA, wrong=errors.PassphraseNeeded()))
    assert line.start("--json", "id") == 1
    assert line.objects[-1]["error"]["kind"] == "passphrase-needed"


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
