"""A disk that takes nothing more: what is there can still be looked at and carried to safety."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.command_line import passalong

FULL: Final = """
import resource, sys
from desktop.start import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main())
"""
"""No file can grow any more. What goes to a pipe still arrives."""


def on_full_disk(profile: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FULL, "--profile", str(profile), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        cwd=Path(__file__).parents[1],
    )


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "song.mp3").write_bytes(b"la" * 500)
    passalong(tmp_path / "me", "share", str(tmp_path / "song.mp3"), "--until-sent", "0")
    return tmp_path / "me"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit that Windows has not")
@pytest.mark.parametrize("command", ["id", "transfers", "words", "state", "limit", "doctor"])
def test_what_is_there_can_be_read(profile: Path, command: str) -> None:
    before = {path.name: path.read_bytes() for path in profile.iterdir() if path.is_file()}
    ended = on_full_disk(profile, command)
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    assert {
        path.name: path.read_bytes() for path in profile.iterdir() if path.is_file()
    }.items() >= before.items()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit that Windows has not")
@pytest.mark.parametrize("words", [("node",), ("name", "Fred"), ("limit", "--up", "5"), ("rebuild",)])
def test_what_would_change_something_says_why_it_cannot(profile: Path, words: tuple[str, ...]) -> None:
    ended = on_full_disk(profile, *words)
    assert ended.returncode == 1
    assert "safe" in ended.stderr or "Nothing was changed" in ended.stderr, ended.stderr
    assert "Traceback" not in ended.stderr
