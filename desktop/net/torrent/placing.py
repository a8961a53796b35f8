"""Where a torrent's files lie on this computer. Blocking calls: run them off the loop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from desktop import keys
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.footing import Placed, Ways
from desktop.net.torrent.names import System, is_hidden, numbered, safe_path, safe_paths


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
    wished = [_with_top(safe_path(file.written, system), place) for file in contents.files]
    safe = safe_paths(wished, system)
    names = {file.index: path for file, path in zip(contents.files, safe, strict=True) if path != file.path}
    files = tuple(
        Placed(file.index, folder / path, file.size, folder / path.partition("/")[0], file.runs)
        for file, path in zip(contents.files, safe, strict=True)
    )
    top = folder / safe[0].partition("/")[0]
    return Placement(top=top, homes=(top,), files=files, names=names)


def place_own(contents: Contents, folder: Path) -> Placement:
    """Return where a person's own files lie under `folder`: under the very names they were read by."""
    top = folder / contents.files[0].written.partition("/")[0]
    return Placement(
        top=top,
        homes=(top,),
        files=tuple(Placed(file.index, folder / file.written, file.size, top) for file in contents.files),
        names={file.index: file.written for file in contents.files if file.written != file.path},
        is_resolved=True,
    )


def place_items(contents: Contents, items: Sequence[str]) -> Placement:
    """Return where the files of several joined `items` (absolute paths) lie."""
    homes = {Path(item).name: Path(item) for item in items}
    files = []
    for file in contents.files:
        item, _, rest = file.written.partition("/")[2].partition("/")
        home = homes[item]
        files.append(Placed(file.index, home / rest if rest else home, file.size, home))
    return Placement(
        top=Path(items[0]).parent,
        homes=tuple(homes.values()),
        files=tuple(files),
        names={file.index: str(file.disk) for file in files},
        is_resolved=True,
    )


def free_place(
    contents: Contents, folder: Path, system: System, is_taken: Callable[[Path], bool] = lambda _: False
) -> str:
    """Return a top name in `folder` that nothing has yet: the torrent's own, or numbered.

    `is_taken` says of a path at which nothing lies that it is not free for all that.
    """
    name = place_in_folder(contents, folder, None, system).top.name
    candidate, number = name, 2
    while _is_anything(folder / candidate) or is_taken(folder / candidate):
        candidate, number = numbered(name, number), number + 1
    return candidate


def _is_anything(path: Path) -> bool:
    return path.exists() or path.is_symlink()


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
    """Return whether every file is there at its full size, and no link leads to it."""
    ways = Ways()
    return all(_is_there(file, ways) for file in files)


def fingerprint(files: Sequence[Placed]) -> bytes:
    """Return 32 bytes that change when a file's size or time of change does, or when it is gone."""
    ways = Ways()
    traits = [_traits(file, ways) for file in files]
    return keys.digest(keys.Label.FINGERPRINT, msgspec.msgpack.encode(traits))


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


def _is_there(file: Placed, ways: Ways) -> bool:
    status = ways.file_at(file)
    return status is not None and status.st_size == file.size


def _traits(file: Placed, ways: Ways) -> tuple[int, int, int]:
    status = ways.file_at(file)
    return (file.index, -1, -1) if status is None else (file.index, status.st_size, status.st_mtime_ns)


def _with_top(path: str, place: str | None) -> str:
    """Return a stranger's path with nothing hidden in it, under `place` if that is settled.

    What begins with a dot is seen by nobody, and many a program obeys it: `.git`, `.envrc`, `.vscode`.
    """
    shown = "/".join(f"_{part}" if is_hidden(part) else part for part in path.split("/"))
    if place is None:
        return shown
    _, slash, rest = shown.partition("/")
    return place + slash + rest


def _inside(contents: Contents, path: str) -> str:
    return path.partition("/")[2] if contents.is_folder else path
