"""A reader that leaves, streams that cannot show a character, and terminals that are none."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.terminal import Lines, Terminal
from tests.cli.fakes import Tty

LEAVES_EARLY = """
import sys
from desktop.cli.terminal import Lines, Terminal
lines = Lines(Terminal.of_process().stdout)
sys.stdin.readline()
for number in range(10_000):
    lines.put("x" * 100)
sys.exit(7)
"""


def test_a_reader_that_leaves_ends_nothing() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LEAVES_EARLY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"go\n")
        process.stdin.close()
        said = process.stderr.read()
    assert process.returncode == 7
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", [("--json", "id"), ("id",), ("--help",), ("--json", "nonsense")])
def test_an_answer_that_finds_no_room_is_missed(tmp_path: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "desktop", "--profile", str(tmp_path / "me"), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in said.stderr
    assert "Exception" not in said.stderr
    assert said.returncode == (2 if "nonsense" in words else 1)
    assert ("The answer could not be written" in said.stderr) == ("nonsense" not in words)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_talk_that_finds_no_room_is_not_missed(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "desktop", "--profile", str(tmp_path / "me"), "name", "Fred"],
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert (said.returncode, said.stdout) == (0, b"")


def test_a_name_that_a_stream_cannot_show_breaks_nothing() -> None:
    script = "from desktop.cli.terminal import *; Lines(Terminal.of_process().stdout).put('夏 の x')"
    shown = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert shown.stdout == b"? ? x" + os.linesep.encode()


def test_a_bar_is_seen_where_only_ascii_can_be_shown() -> None:
    script = "from desktop.cli.terminal import *; Lines(Terminal.of_process().stdout).put('██░ “x”')"
    shown = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert shown.stdout == b'##. "x"' + os.linesep.encode()


@pytest.mark.parametrize(
    ("environment", "draws_and_colours"),
    [
        ({}, (True, True)),
        ({"TERM": "dumb"}, (False, False)),
        ({"NO_COLOR": "1"}, (True, False)),
        ({"NO_COLOR": ""}, (True, True)),
    ],
)
def test_only_a_terminal_that_can_is_drawn_on(
    environment: dict[str, str], draws_and_colours: tuple[bool, bool]
) -> None:
    terminal = Terminal(Tty(), Tty(), Tty(), environment)
    assert (terminal.can_draw(terminal.stderr), terminal.has_colours(terminal.stderr)) == draws_and_colours
    assert not terminal.can_draw(io.StringIO())


def test_nothing_is_asked_unless_both_ends_are_a_terminal() -> None:
    assert Terminal(Tty(), io.StringIO(), Tty(), {}).can_ask
    assert not Terminal(io.StringIO(), Tty(), Tty(), {}).can_ask
    assert not Terminal(Tty(), Tty(), io.StringIO(), {}).can_ask


def test_lines_are_written_whole() -> None:
    stream = io.StringIO()
    Lines(stream).put("one")
    assert stream.getvalue() == "one\n"
