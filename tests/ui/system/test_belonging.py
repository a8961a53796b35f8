"""What is written where systems look for it, and taken away again."""

import configparser
import plistlib
import re
import shlex
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.system.belonging import Linux, LinuxPlaces, MacOS, Windows
from desktop.ui.system.entries import MIME_TYPES, Opens, desktop_entry

PROGRAM = ("/opt/My Apps/python", "-m", "desktop")


class FakeRegistry:
    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}

    def read(self, key: str, name: str) -> str | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)


def entry_in(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names are as written
    parser.read_string(text)
    return parser["Desktop Entry"]


def read_word(written: str) -> str:
    """Read a quoted word of an Exec line as the specification has it."""
    assert written[0] == written[-1] == '"'
    value = written[1:-1].replace("\\\\", "\\")
    assert not re.search(r'(?<!\\)(\\\\)*["`$]', value)
    return re.sub(r'\\(["`$\\])', r"\1", value).replace("%%", "%")


def test_linux_starts_it_with_the_session_until_that_is_taken_back(tmp_path: Path) -> None:
    linux = Linux(LinuxPlaces(tmp_path / "data", tmp_path / "config"), PROGRAM, "passalong")
    assert not linux.starts_with_session()
    linux.start_with_session(on=True)
    assert linux.starts_with_session()
    written = entry_in((tmp_path / "config" / "autostart" / "passalong.desktop").read_text())
    assert shlex.split(written["Exec"]) == [*PROGRAM, "open", "--in-background"]
    linux.start_with_session(on=False)
    assert not linux.starts_with_session()


def test_a_linux_entry_names_what_it_opens(tmp_path: Path) -> None:
    linux = Linux(LinuxPlaces(tmp_path / "data", tmp_path / "config"), PROGRAM, "passalong")
    linux.open_from_now_on(Opens.MAGNETS)
    written = entry_in((tmp_path / "data" / "applications" / "passalong.desktop").read_text())
    assert written["MimeType"].split(";")[:-1] == list(MIME_TYPES.values())
    assert shlex.split(written["Exec"])[-2:] == ["open", "%u"]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_path_of_a_program_survives_the_entry(path: str) -> None:
    written = entry_in(desktop_entry((path,), "passalong", ()))["Exec"].removesuffix(" open %u")
    assert read_word(written) == path


def test_macos_starts_it_at_login_until_that_is_taken_back(tmp_path: Path) -> None:
    macos = MacOS(tmp_path, PROGRAM)
    macos.start_with_session(on=True)
    agent = plistlib.loads((tmp_path / "Library/LaunchAgents/app.passalong.plist").read_bytes())
    assert agent["ProgramArguments"] == [*PROGRAM, "open", "--in-background"]
    macos.start_with_session(on=False)
    assert not macos.starts_with_session()


def test_windows_keeps_it_in_the_persons_own_registry() -> None:
    registry = FakeRegistry()
    windows = Windows(registry, (r"C:\My Apps\passalong.exe",))
    windows.start_with_session(on=True)
    assert windows.starts_with_session()
    windows.start_with_session(on=False)
    assert not registry.values
    for kind in Opens:
        windows.open_from_now_on(kind)
    assert registry.values[r"Software\Classes\.torrent", ""] == "Passalong.torrent"
    command = registry.values[r"Software\Classes\magnet\shell\open\command", ""]
    assert command == r'"C:\My Apps\passalong.exe" "open" "%1"'
