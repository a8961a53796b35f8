"""The passphrase, from the words typed to the keys on the disk."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.command_line import DEADLINE, node, passalong

SEALED: Final = {"sealed": True}
OPEN: Final = {"sealed": False}


@pytest.fixture
def me(tmp_path: Path) -> Path:
    return tmp_path / "me"


def words_in(file: Path, text: str) -> str:
    file.write_text(text)
    return str(file)


def test_it_is_set_changed_and_taken_away(me: Path, tmp_path: Path) -> None:
    first, second = words_in(tmp_path / "1", "open sesame\n"), words_in(tmp_path / "2", "open poppy\n")
    person = passalong(me, "id").result
    assert passalong(me, "passphrase", "--new-passphrase-file", first).result == SEALED
    assert passalong(me, "id").kind == "passphrase-needed"
    changed = passalong(me, "--passphrase-file", first, "passphrase", "--new-passphrase-file", second)
    assert changed.result == SEALED
    assert passalong(me, "--passphrase-file", first, "id").kind == "passphrase-wrong"
    assert passalong(me, "--passphrase-file", second, "passphrase", "--remove").result == OPEN
    assert passalong(me, "id").result == person


def test_a_running_node_does_it_too(me: Path, tmp_path: Path) -> None:
    file = words_in(tmp_path / "1", "open sesame")
    with node(me):
        assert passalong(me, "passphrase", "--new-passphrase-file", file).result == SEALED
    assert passalong(me, "id").kind == "passphrase-needed"
    assert passalong(me, "--passphrase-file", file, "id").code == 0


def test_what_cannot_be_a_passphrase_changes_nothing(me: Path, tmp_path: Path) -> None:
    for words, kind in (
        (("passphrase",), "usage"),
        (("passphrase", "--new-passphrase-file", words_in(tmp_path / "empty", "\n")), "usage"),
        (("passphrase", "--new-passphrase-file", str(tmp_path / "none")), "path-missing"),
        (("passphrase", "--remove", "--new-passphrase-file", str(tmp_path / "empty")), "usage"),
    ):
        refused = passalong(me, *words)
        assert (refused.code, refused.kind) == (2, kind)
    assert passalong(me, "id").code == 0


@pytest.mark.parametrize(("again", "code"), [(b"open poppy", 1), (b"open sesame", 0)])
def test_on_a_terminal_it_is_asked_twice(me: Path, again: bytes, code: int) -> None:
    passalong(me, "id")
    assert type_at_a_terminal(me, (b"New passphrase: ", b"open sesame"), (b"once more: ", again)) == code
    assert passalong(me, "id").code == (0 if code else 1)  # sealed only if it went well
    assert passalong(me, "id", more={"PASSALONG_PASSPHRASE": "open sesame"}).code == 0


def type_at_a_terminal(profile: Path, *dialogue: tuple[bytes, bytes]) -> int:
    """Answer each question of `passphrase` on a terminal of its own and return the exit code."""
    ours, theirs = pty.openpty()
    # The shell leads a session, so that the first terminal it opens becomes its own.
    words = ("-m", "desktop", "--profile", str(profile), "passphrase")
    shell = ("sh", "-c", 'exec "$@" <"$0" 2>"$0"', os.ttyname(theirs), sys.executable, *words)
    with subprocess.Popen(shell, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            for question, answer in dialogue:
                said = b""
                while not said.endswith(question):
                    said += os.read(ours, 1)
                os.write(ours, answer + b"\n")
            return process.wait(DEADLINE)
        finally:
            process.kill()
            os.close(ours)
            os.close(theirs)
