"""Where a torrent's files lie on this computer. Blocking calls: run them off the loop."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from desktop import keys
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.names import System, numbered, safe_paths


@dataclass(frozen=True, slots=True)
class Placed:
    """One file: its index in the torrent, where it is to be on disk, its size in bytes."""

    index: int
    disk: Path
    size: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Every file's place. `names` are those that lie elsewhere than the torrent says, for the engine.

    `homes` are the files and folders that the share consists of; `top` is what to show a person.
    """

    top: Path
    homes: tuple[Path, ...]
    files: tuple[Placed, ...]
    names: dict[int, str]
    is_resolved: bool = False
    """No link led to the homes when they were shared, so one that does now is not ours to follow."""


def place_in_folder(contents: Contents, folder: Path, place: str | None, system: System) -> Placement:
    """Return where the files go under `folder`; `place` is the top name there, the torrent's own if None."""
    wished = [_with_top(file.written, place) for file in contents.files]
    safe = safe_paths(wished, system)
    names = {file.index: path for file, path in zip(contents.files, safe, strict=True) if path != file.path}
    files = tuple(
        Placed(file.index, folder / path, file.size) for file, path in zip(contents.files, safe, strict=True)
    )
    top = folder / safe[0].partition("/")[0]
    return Placement(top=top, homes=(top,), files=files, names=names)


def place_own(contents: Contents, folder: Path) -> Placement:
    """Return where a person's own files lie under `folder`: under the very names they were read by."""
    top = folder / contents.files[0].written.partition("/")[0]
    return Placement(
        top=top,
        homes=(top,),
        files=tuple(Placed(file.index, folder / file.written, file.size) for file in contents.files),
        names={file.index: file.written for file in contents.files if file.written != file.path},
        is_resolved=True,
    )


def place_items(contents: Contents, items: Sequence[str]) -> Placement:
    """Return where the files of several joined `items` (absolute paths) lie."""
    homes = {Path(item).name: Path(item) for item in items}
    files = []
    for file in contents.files:
        item, _, rest = file.written.partition("/")[2].partition("/")
        files.append(Placed(file.index, homes[item] / rest if rest else homes[item], file.size))
    return Placement(
        top=Path(items[0]).parent,
        homes=tuple(homes.values()),
        files=tuple(files),
        names={file.index: str(file.disk) for file in files},
        is_resolved=True,
    )


def free_place(contents: Contents, folder: Path, system: System) -> str:
    """Return a top name in `folder` that nothing has yet: the torrent's own, or numbered."""
    name = place_in_folder(contents, folder, None, system).top.name
    candidate, number = name, 2
    while (folder / candidate).exists() or (folder / candidate).is_symlink():
        candidate, number = numbered(name, number), number + 1
    return candidate


def chosen(contents: Contents, globs: Sequence[str]) -> frozenset[int] | None:
    """Return the indexes of the files whose path inside the share fits a glob; None without globs."""
    if not globs:
        return None
    return frozenset(
        file.index
        for file in contents.files
        if any(
            fnmatchcase(path, glob) for glob in globs for path in (file.path, _inside(contents, file.path))
        )
    )


def complete(files: Sequence[Placed]) -> bool:
    """Return whether every file is there at its full size."""
    return all(_is_there(file) for file in files)


def fingerprint(files: Sequence[Placed]) -> bytes:
    """Return 32 bytes that change when a file's size or time of change does, or when it is gone."""
    return keys.digest(keys.Label.FINGERPRINT, msgspec.msgpack.encode([_traits(file) for file in files]))


def delete_files(placement: Placement, since: int) -> list[Path]:
    """Delete the share's files and the folders that this leaves empty; nothing behind a link.

    Files that were changed after `since`, in seconds, are the person's own work: they stay and are returned.
    Raises OSError.
    """
    folders: set[Path] = set()
    changed: list[Path] = []
    for file in placement.files:
        inside = [
            parent
            for parent in file.disk.parents
            if any(parent.is_relative_to(home) for home in placement.homes)
        ]
        moved = placement.is_resolved and file.disk.parent.resolve() != file.disk.parent
        if moved or any(parent.is_symlink() for parent in inside) or file.disk.is_symlink():
            continue
        if _is_changed(file.disk, since):
            changed.append(file.disk)
        else:
            file.disk.unlink(missing_ok=True)
            folders.update(inside)
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        _remove_if_empty(folder)
    return changed


def _is_changed(file: Path, since: int) -> bool:
    try:
        return file.stat().st_mtime >= since + 1  # `since` was cut to whole seconds
    except FileNotFoundError:
        return False


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()


def _is_there(file: Placed) -> bool:
    try:
        status = file.disk.stat()
    except (OSError, ValueError):  # names that no disk can hold: too long, or with a NUL byte
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == file.size


def _traits(file: Placed) -> tuple[int, int, int]:
    try:
        status = file.disk.stat()
    except (OSError, ValueError):
        return (file.index, -1, -1)
    return (file.index, status.st_size, status.st_mtime_ns)


def _with_top(path: str, place: str | None) -> str:
    if place is None:
        # A stranger's share must not become a folder of settings that some program obeys.
        return f"_{path}" if path.startswith(".") else path
    _, slash, rest = path.partition("/")
    return place + slash + rest


def _inside(contents: Contents, path: str) -> str:
    return path.partition("/")[2] if contents.is_folder else path
