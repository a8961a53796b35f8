"""Names that a stranger chose, made safe to be file names here.

Pure; the system is an argument, so that every system's rules are tested on each.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from desktop import limits

_WINDOWS_FORBIDDEN: Final = frozenset('<>:"|?*\\')
_WINDOWS_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"}
)
_INVISIBLE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Joiners shape letters in several scripts and glue emoji together: names in those scripts need them.
_JOINERS: Final = frozenset("\u200c\u200d")


class System(StrEnum):
    """Whose rules file names follow."""

    WINDOWS = "win32"
    MACOS = "darwin"
    LINUX = "linux"

    @classmethod
    def of(cls, platform: str) -> "System":
        """Return the rules for a value of `sys.platform`."""
        return cls(platform) if platform in set(cls) else cls.LINUX


def safe_name(name: str, system: System) -> str:
    """Return `name` as one component of a path that `system` can hold; `name` itself where it can."""
    safe = "".join(_safe_character(character, system) for character in name)
    if system is System.WINDOWS:
        safe = _without_windows_traps(safe)
    if safe in {"", ".", ".."}:
        return "_"
    return _shortened(safe)


def safe_path(path: str, system: System) -> str:
    """Return the relative `path` (components joined by "/") with every component safe."""
    return "/".join(safe_name(part, system) for part in path.split("/"))


def safe_paths(paths: Sequence[str], system: System) -> list[str]:
    """Return each path made safe, no two the same to a system that ignores case."""
    taken: set[str] = set()
    safe = []
    for path in paths:
        free = _first_free(safe_path(path, system), taken)
        taken.add(collision_key(free))
        safe.append(free)
    return safe


def numbered(name: str, number: int) -> str:
    """Return "photo (2).jpg" for "photo.jpg" and 2."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or "/" in suffix or " " in suffix:
        stem, dot, suffix = name, "", ""
    return f"{stem} ({number}){dot}{suffix}"


def collision_key(path: str) -> str:
    """Return what two paths share if Windows or macOS would take them for one."""
    return unicodedata.normalize("NFC", path).casefold()


def _first_free(path: str, taken: set[str]) -> str:
    candidate, number = path, 2
    while collision_key(candidate) in taken:
        candidate, number = numbered(path, number), number + 1
    return candidate


def _safe_character(character: str, system: System) -> str:
    if character in _JOINERS:
        return character
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
        return ""
    if character == "/" or (system is System.WINDOWS and character in _WINDOWS_FORBIDDEN):
        return "_"
    if system is System.MACOS and character == ":":
        return "_"
    return character


def _without_windows_traps(name: str) -> str:
    kept = name.rstrip(". ")
    kept += "_" * (len(name) - len(kept))
    return f"_{kept}" if kept.partition(".")[0].rstrip().casefold() in _WINDOWS_DEVICES else kept


def _shortened(name: str) -> str:
    """Return `name` cut to what file systems hold, its suffix kept."""
    if len(name.encode()) <= limits.NAME_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) > limits.NAME_BYTES // 4:
        stem, dot, suffix = name, "", ""
    room = limits.NAME_BYTES - len((dot + suffix).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + suffix
