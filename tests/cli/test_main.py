"""Whole starts of the command line: what stands on stdout and stderr, and the exit code."""

import logging
import os
import signal
from typing import Any

import pytest

from desktop import errors, reasons
from desktop.node import protocol as p
from tests.cli.fakes import CommandLine, FakeRunner

LINK = "passalong:abcdefgh"
SHARED = p.SharedNews("s" * 52, LINK, None, None, None, 3_400_000_000, 1_204)
RENAMED = {"name": "Amber"}


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


def test_a_link_that_works_for_no_day_is_no_link() -> None:
    assert CommandLine().start("share", "a", "--days", "0") == 2


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
