"""Entries that a system reads: desktop files (Linux), launch agents (macOS), commands (Windows). Pure.

Sources: Desktop Entry Specification 1.5, Desktop Application Autostart Specification 0.5, launchd.plist(5),
"Registering an Application to a URI Scheme" (Microsoft).
"""

import plistlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

_APPLICATION: Final = "Passalong"


class Opens(StrEnum):
    """What Passalong may be asked to open."""

    LINKS = "passalong"
    MAGNETS = "magnet"
    TORRENTS = "torrent"


MIME_TYPES: Final = {
    Opens.LINKS: "x-scheme-handler/passalong",
    Opens.MAGNETS: "x-scheme-handler/magnet",
    Opens.TORRENTS: "application/x-bittorrent",
}


def desktop_entry(program: Sequence[str], icon: str, opens: Sequence[Opens], *, hidden: bool = False) -> str:
    """Return the text of a desktop file that starts `program`, with what it is to open behind it."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={_APPLICATION}",
        "Comment=Pass files along to each other",
        f"Exec={' '.join(map(_quoted, program))} open %u",
        f"Icon={icon}",
        "Categories=Network;FileTransfer;",
        "StartupNotify=true",
        "StartupWMClass=passalong",
    ]
    if opens:
        lines.append("MimeType=" + "".join(f"{MIME_TYPES[kind]};" for kind in opens))
    if hidden:
        lines.append("NoDisplay=true")
    return "\n".join(lines) + "\n"


def autostart_entry(program: Sequence[str], icon: str) -> str:
    """Return the text of a desktop file that is started with the session, without showing the window."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_APPLICATION}",
        f"Exec={' '.join(map(_quoted, program))} open --in-background",
        f"Icon={icon}",
        "X-GNOME-Autostart-enabled=true",
    ]
    return "\n".join(lines) + "\n"


def launch_agent(program: Sequence[str]) -> bytes:
    """Return the property list with which macOS starts it when the person logs in."""
    return plistlib.dumps(
        {
            "Label": "app.passalong",
            "ProgramArguments": [*program, "open", "--in-background"],
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
    )


def windows_command(program: Sequence[str], *words: str) -> str:
    """Return one line as Windows takes it apart again (CommandLineToArgvW)."""
    return " ".join(f'"{part}"' for part in (*program, *words))


def _quoted(word: str) -> str:
    """Return a word as an Exec line has it.

    Reserved characters stand behind a backslash, and as in every value of such a file a backslash is written
    twice; percent signs are doubled.
    """
    inside = "".join(f"\\{character}" if character in '"`$\\' else character for character in word)
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'
