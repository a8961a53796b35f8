"""Being started with the session, and being what opens links: written where this system looks. Blocking.

Everything is this person's own: nothing needs rights that they do not have, and all of it can be taken back.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from desktop.files import write_atomically
from desktop.ui.system.entries import (
    MIME_TYPES,
    Opens,
    autostart_entry,
    desktop_entry,
    launch_agent,
    windows_command,
)

_ENTRY: Final = "passalong.desktop"
_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_CLASSES: Final = r"Software\Classes"
_SECONDS: Final = 10.0


class Registry(Protocol):
    """The part of the Windows registry that is the person's own."""

    def read(self, key: str, name: str) -> str | None: ...
    def write(self, key: str, name: str, value: str) -> None: ...
    def delete(self, key: str, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class LinuxPlaces:
    """The folders of the XDG Base Directory Specification."""

    data: Path
    config: Path


class Linux:
    """Desktop files, and xdg-mime for who opens what."""

    def __init__(self, places: LinuxPlaces, program: Sequence[str], icon: str) -> None:
        self._autostart = places.config / "autostart" / _ENTRY
        self._entry = places.data / "applications" / _ENTRY
        self._program = program
        self._icon = icon

    def starts_with_session(self) -> bool:
        return self._autostart.exists()

    def start_with_session(self, *, on: bool) -> None:
        """Write the entry or take it away. Raises OSError."""
        if on:
            self._autostart.parent.mkdir(parents=True, exist_ok=True)
            entry = autostart_entry(self._program, self._icon)
            write_atomically(self._autostart, entry.encode(), keep_previous=False)
        else:
            self._autostart.unlink(missing_ok=True)

    def opens(self, kind: Opens) -> bool:
        return self._entry.exists() and self._asked("query", "default", MIME_TYPES[kind]) == _ENTRY

    def open_from_now_on(self, kind: Opens) -> None:
        """Write the entry and have the system prefer it. Raises OSError."""
        self._entry.parent.mkdir(parents=True, exist_ok=True)
        entry = desktop_entry(self._program, self._icon, tuple(Opens))
        write_atomically(self._entry, entry.encode(), keep_previous=False)
        self._asked("default", _ENTRY, MIME_TYPES[kind])

    def _asked(self, *words: str) -> str:
        """Return what xdg-mime says, nothing if it is not there."""
        try:
            done = subprocess.run(  # noqa: S603 - fixed words
                ["xdg-mime", *words],  # noqa: S607 - wherever this system has it
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.strip()


class MacOS:
    """A launch agent; who opens what stands in the application's own bundle there."""

    def __init__(self, home: Path, program: Sequence[str]) -> None:
        self._agent = home / "Library" / "LaunchAgents" / "app.passalong.plist"
        self._program = program

    def starts_with_session(self) -> bool:
        return self._agent.exists()

    def start_with_session(self, *, on: bool) -> None:
        """Write the entry or take it away. Raises OSError."""
        if on:
            self._agent.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._agent, launch_agent(self._program), keep_previous=False)
        else:
            self._agent.unlink(missing_ok=True)


class Windows:
    """Values below HKEY_CURRENT_USER."""

    def __init__(self, registry: Registry, program: Sequence[str]) -> None:
        self._registry = registry
        self._program = program

    def starts_with_session(self) -> bool:
        return self._registry.read(_RUN, "Passalong") is not None

    def start_with_session(self, *, on: bool) -> None:
        if on:
            command = windows_command(self._program, "open", "--in-background")
            self._registry.write(_RUN, "Passalong", command)
        else:
            self._registry.delete(_RUN, "Passalong")

    def opens(self, kind: Opens) -> bool:
        key = rf"{_CLASSES}\{self._class(kind)}\shell\open\command"
        return self._registry.read(key, "") == self._command

    def open_from_now_on(self, kind: Opens) -> None:
        """Register the scheme; Windows may still ask the person the first time."""
        name = self._class(kind)
        if kind is Opens.TORRENTS:
            self._registry.write(rf"{_CLASSES}\.torrent", "", name)
        else:
            self._registry.write(rf"{_CLASSES}\{name}", "URL Protocol", "")
        self._registry.write(rf"{_CLASSES}\{name}\shell\open\command", "", self._command)

    @property
    def _command(self) -> str:
        return windows_command(self._program, "open", "%1")

    def _class(self, kind: Opens) -> str:
        return "Passalong.torrent" if kind is Opens.TORRENTS else kind.value


def own_program() -> tuple[str, ...]:
    """Return the words that start this Passalong again."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "desktop")
