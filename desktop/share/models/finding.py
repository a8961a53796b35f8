"""Finding the models in a folder and the folders in it: by their names, without opening any."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.errors import PathMissing, PathUnreadable

ENDINGS: Final = frozenset({".stl", ".3mf", ".obj", ".ply"})
"""What counts as a model."""
_NOT_LOOKED_INTO: Final = "__MACOSX"
"""What archives of one system leave on others: their models are none."""


@dataclass(frozen=True, slots=True)
class Model:
    """A file that may be one; `path` is from the folder on, `changed` in nanoseconds since 1970."""

    path: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Models:
    """Those of a folder, by name; `are_all` is false where there are more than are listed."""

    found: tuple[Model, ...]
    are_all: bool


def models_in(folder: Path) -> Models:
    """Return the models in a folder. Raises PathMissing or PathUnreadable. Blocking.

    Links are not followed: they may lead in circles. Folders within that may not be read are passed over.
    """
    try:
        os.scandir(folder).close()
    except FileNotFoundError as error:
        raise PathMissing(path=str(folder)) from error
    except OSError as error:
        raise PathUnreadable(path=str(folder)) from error
    found: list[Model] = []
    folders = [folder]
    looked_into = 0
    are_all = True
    while folders:
        looked_into += 1
        if looked_into > limits.MODEL_FOLDERS or len(found) >= limits.MODELS:
            are_all = False
            break
        inner: list[Path] = []
        for entry in _entries(folders.pop()):
            if entry.is_dir(follow_symlinks=False):
                inner.append(Path(entry.path))
            elif (model := _model(entry, folder)) is not None:
                found.append(model)
        folders += reversed(inner)
    return Models(tuple(sorted(found, key=_order)[: limits.MODELS]), are_all and len(found) <= limits.MODELS)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder and not hidden, by name."""
    try:
        with os.scandir(folder) as entries:
            known = sorted(entries, key=lambda entry: entry.name.casefold())
    except OSError:
        return
    yield from (entry for entry in known if not entry.name.startswith(".") and entry.name != _NOT_LOOKED_INTO)


def _model(entry: os.DirEntry[str], folder: Path) -> Model | None:
    if os.path.splitext(entry.name)[1].lower() not in ENDINGS:  # noqa: PTH122 - a path for each file is slow
        return None
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # it vanished meanwhile
    return Model(Path(entry.path).relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns)


def _order(model: Model) -> tuple[str, str]:
    """By name, wherever they are: what people look for is a name."""
    return model.path.rpartition("/")[2].casefold(), model.path
