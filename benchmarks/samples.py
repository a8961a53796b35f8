"""What the benchmarks pass along, and the one verifier of all that was received."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB
_FILES_IN_FOLDER: Final = 100


@dataclass(frozen=True, slots=True)
class Case:
    """So many files of one size: one file by itself, or a folder of folders."""

    name: str
    files: int
    size: int

    @property
    def total(self) -> int:
        return self.files * self.size


CASES: Final = {
    "big": Case("big", 1, 1024 * MIB),
    "small": Case("small", 1000, 100 * KIB),
}


def make(case: Case, parent: Path) -> Path:
    """Write the files of `case`, which nothing can compress, below `parent`; return what to share."""
    if case.files == 1:
        path = parent / f"{case.name}.bin"
        _write(path, case.size)
        return path
    folder = parent / case.name
    for number in range(case.files):
        path = folder / f"{number // _FILES_IN_FOLDER:02}" / f"{number:04}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, case.size)
    return folder


def files_in(path: Path) -> list[Path]:
    """Return the files at or below `path`, relative to its parent and sorted."""
    found = (file for file in (path, *path.rglob("*")) if file.is_file())
    return sorted(file.relative_to(path.parent) for file in found)


def same(source: Path, received: Path) -> bool:
    """Say whether both hold the same files under the same names, byte for byte."""
    names = files_in(source)
    return names == files_in(received) and all(
        _same_bytes(source.parent / name, received.parent / name) for name in names
    )


def _write(path: Path, size: int) -> None:
    with path.open("wb") as file:
        while size > 0:
            file.write(os.urandom(min(size, MIB)))
            size -= MIB


def _same_bytes(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    return all(mine == theirs for mine, theirs in zip(_blocks(one), _blocks(other), strict=True))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(MIB):
            yield block
