"""Names that a stranger chose, made safe to be file names here.

Pure; the system is an argument, so that every system's rules are tested on each.
"""

import unicodedata
from collections.abc import Iterator, Sequence
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


_JUNK: Final = frozenset(
    {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".spotlight-v100", ".trashes", ".fseventsd"}
    | {"__macosx", "$recycle.bin", ".directory", ".thumbnails"}
)
_JUNK_BEGINNINGS: Final = ("._", "~$", ".~lock.")


class System(StrEnum):
    """Whose rules file names follow."""

    WINDOWS = "win32"
    MACOS = "darwin"
    LINUX = "linux"

    @classmethod
    def of(cls, platform: str) -> "System":
        """Return the rules for a value of `sys.platform`."""
        return cls(platform) if platform in set(cls) else cls.LINUX


def is_junk(name: str) -> bool:
    """Return whether systems and programs put files or folders of this name beside people's own."""
    return name.lower() in _JUNK or name.startswith(_JUNK_BEGINNINGS)


def is_hidden(name: str) -> bool:
    """Return whether systems hide what is called so; some overlook joiners."""
    return name.lstrip("".join(_JOINERS)).startswith(".")


def safe_name(name: str, system: System) -> str:
    """Return `name` as one component of a path that `system` can hold; `name` itself where it can."""
    safe = "".join(_safe_character(character, system) for character in name)
    if safe in {"", ".", ".."}:
        return "_"
    if system is not System.WINDOWS:
        return _shortened(safe)
    return _without_trailing_traps(_shortened(_without_device(safe)))


def safe_path(path: str, system: System) -> str:
    """Return the relative `path` (components joined by "/") with every component safe."""
    return "/".join(safe_name(part, system) for part in path.split("/"))


def safe_paths(paths: Sequence[str], system: System) -> list[str]:
    """Return each path made safe: none is another, or a folder of another, to a system that ignores case."""
    safe = [safe_path(path, system) for path in paths]
    taken = {key for path in safe for key in _folder_keys(path)}
    next_numbers: dict[str, int] = {}
    return [_first_free(path, taken, next_numbers) for path in safe]


def numbered(path: str, number: int) -> str:
    """Return "photo (2).jpg" for "photo.jpg" and 2."""
    folder, slash, name = path.rpartition("/")
    stem, suffix = _split(name)
    return folder + slash + _fitted(stem, f" ({number}){suffix}")


def collision_key(path: str) -> str:
    """Return what two paths share if Windows or macOS would take them for one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _folder_keys(path: str) -> Iterator[str]:
    key = collision_key(path)
    return (key[:end] for end, character in enumerate(key) if character == "/")


def _first_free(path: str, taken: set[str], next_numbers: dict[str, int]) -> str:
    """Return `path` or its first free number, and take it.

    Numbers tried once are not tried again: a stranger may send thousands of names that become the same.
    """
    key = collision_key(path)
    if key not in taken:
        taken.add(key)
        return path
    family = collision_key(numbered(path, limits.TORRENT_FILES))
    number = next_numbers.get(family, 2)
    while True:
        free, number = numbered(path, number), number + 1
        key = collision_key(free)
        if key not in taken:
            break
    next_numbers[family] = number
    taken.add(key)
    return free


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


def _without_device(name: str) -> str:
    return f"_{name}" if name.partition(".")[0].rstrip().casefold() in _WINDOWS_DEVICES else name


def _without_trailing_traps(name: str) -> str:
    kept = name.rstrip(". ")
    return kept + "_" * (len(name) - len(kept))


def _shortened(name: str) -> str:
    """Return `name` cut to what file systems hold, its suffix kept."""
    return _fitted(*_split(name))


def _split(name: str) -> tuple[str, str]:
    """Return what stands before the suffix of `name`, and the suffix with its dot if it can be one."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or " " in suffix or len(suffix.encode()) > limits.NAME_BYTES // 4:
        return name, ""
    return stem, dot + suffix


def _fitted(stem: str, end: str) -> str:
    """Return `stem` + `end`, with the stem cut so that both fit into a name."""
    return stem.encode()[: limits.NAME_BYTES - len(end.encode())].decode(errors="ignore") + end
