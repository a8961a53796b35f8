"""Being started with the session, and being what opens links: written where this system looks. Blocking.

Everything is this person's own: nothing needs rights that they do not have, and all of it can be taken back.
"""

import contextlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
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

if sys.platform == "win32":
    from desktop.ui.system.registry import OwnRegistry

_ENTRY: Final = "passalong.desktop"
_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_CLASSES: Final = r"Software\Classes"


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

    def open_from_now_on(self, kind: Opens) -> None:
        """Write the entry and have the system prefer it. Raises OSError."""
        self._entry.parent.mkdir(parents=True, exist_ok=True)
        entry = desktop_entry(self._program, self._icon, tuple(Opens))
        write_atomically(self._entry, entry.encode(), keep_previous=False)
        with contextlib.suppress(OSError):  # not there: the system asks the person, who finds the entry
            subprocess.Popen(  # noqa: S603 - fixed words; nobody waits for it
                ["xdg-mime", "default", _ENTRY, MIME_TYPES[kind]],  # noqa: S607 - wherever this system has it
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


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


class Belonging(Protocol):
    """What every system can do."""

    def starts_with_session(self) -> bool: ...
    def start_with_session(self, *, on: bool) -> None: ...


def this_system(environment: Mapping[str, str], home: Path, icon: str) -> Belonging:
    """Return where Passalong belongs on the system that runs it."""
    if sys.platform == "win32":
        return Windows(OwnRegistry(), own_program())
    if sys.platform == "darwin":
        return MacOS(home, own_program())
    data = environment.get("XDG_DATA_HOME") or home / ".local" / "share"
    config = environment.get("XDG_CONFIG_HOME") or home / ".config"
    return Linux(LinuxPlaces(Path(data), Path(config)), own_program(), icon)


def own_program() -> tuple[str, ...]:
    """Return the words that start this Passalong again."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "desktop")
