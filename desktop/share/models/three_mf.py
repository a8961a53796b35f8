"""Reading a 3MF: a zip of XML in which objects are made of meshes and of other objects. Child process only.

Ours and not trimesh's: that unpacks everything without limit, and needs two large libraries for it. Nothing
is written to the disk, and nothing in it is run.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import numpy as np

from desktop import limits
from desktop.share.models.meshes import Mesh, Numbers, Unreadable, joined
from desktop.share.models.sights import Why
from desktop.share.models.three_mf_parts import Key, Object, Part, Placed, read_part, root_of

_SMALL: Final = 4 * limits.MIB
"""What unpacks to less is no bomb, however well it was packed."""


def read_3mf(data: bytes) -> Mesh:
    """Return all that would be printed, where it would stand. Raises Unreadable, and what zipfile raises."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        _hold_to_limits(package)
        return _Assembly(package).whole()


class _Assembly:
    """Puts objects together, each part of the package being read when it is needed first."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._parts: dict[str, Part] = {}
        self._meshes: dict[Key, Mesh] = {}
        self._placed = 0
        self._weight = 0

    def whole(self) -> Mesh:
        part = self._part(root_of(self._package))
        whole = joined([mesh for item in part.build for mesh in self._of(item, 0)])
        return Mesh(whole.corners * part.unit, whole.triangles)

    def _part(self, name: str) -> Part:
        if name not in self._parts:
            self._parts[name] = read_part(self._package, name)
        return self._parts[name]

    def _of(self, placed: Placed, depth: int) -> Iterator[Mesh]:
        """Yield the meshes of an object where it goes. Raises Unreadable where that never ends."""
        self._placed += 1
        if self._placed > limits.MODEL_PARTS or depth > limits.MODEL_DEPTH:
            raise Unreadable(Why.TOO_LARGE)
        made = self._part(placed.key[0]).objects.get(placed.key[1])
        if made is None:
            raise Unreadable(Why.DAMAGED)
        if not made.is_printed:
            return
        if made.triangles:
            yield _moved(self._mesh(placed.key, made), placed.place)
        for inner in made.parts:
            for mesh in self._of(inner, depth + 1):
                yield _moved(mesh, placed.place)

    def _mesh(self, key: Key, made: Object) -> Mesh:
        if key not in self._meshes:
            corners = np.frombuffer(made.corners, dtype=np.float64).reshape(-1, 3)
            triangles = np.frombuffer(made.triangles, dtype=np.int64).reshape(-1, 3)
            if triangles.min() < 0 or triangles.max() >= len(corners):
                raise Unreadable(Why.DAMAGED)  # joined to others, it would take their corners
            self._meshes[key] = Mesh(corners, triangles)
        mesh = self._meshes[key]
        self._weight += max(len(mesh.triangles), len(mesh.corners) // 3)
        if self._weight > limits.MODEL_TRIANGLES:  # a small file can place a large object many times
            raise Unreadable(Why.TOO_LARGE)
        return mesh


def _moved(mesh: Mesh, place: Numbers | None) -> Mesh:
    return mesh if place is None else Mesh(mesh.corners @ place[:3] + place[3], mesh.triangles)


def _hold_to_limits(package: zipfile.ZipFile) -> None:
    """Refuse bombs by what the directory says; what is unpacked never becomes more than that."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.MODEL_ENTRIES or unpacked > limits.MODEL_INFLATED_BYTES:
        raise Unreadable(Why.TOO_LARGE)
    if unpacked > max(_SMALL, packed * limits.MODEL_INFLATION):
        raise Unreadable(Why.TOO_LARGE)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:  # entries that share bytes unpack to more than there is
            raise Unreadable(Why.DAMAGED)
        end = entry.header_offset + entry.compress_size
