"""What a person is asked on the way: whether they are sure, recovery words, a passphrase."""

import io
from pathlib import Path

import pytest

from desktop import errors
from desktop.node import protocol as p
from tests.cli.fakes import CommandLine, FakeRunner, Tty

LINK = "passalong:abcdefgh"
RENAMED = {"name": "Amber"}
TEA = "tea for two"


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
