"""Reading a mesh from the bytes of a file. Runs in the child process of `looking` only.

What a file claims of itself is held against its size and our limits before it is parsed.
"""

import re
import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from trimesh.exchange.obj import load_obj
from trimesh.exchange.ply import load_ply
from trimesh.exchange.stl import load_stl_ascii, load_stl_binary

from desktop import limits
from desktop.share.models.sights import Why

type Numbers = NDArray[np.float64]
type Indices = NDArray[np.int64]

_STL_HEAD: Final = 84
_STL_TRIANGLE: Final = 50
_STL_START: Final = 4 * limits.KIB
_PLY_HEAD: Final = 64 * limits.KIB
_PLY_ELEMENTS: Final = 16
_CORNERS: Final = 3
_FARTHEST: Final = 1e9
"""In millimetres: a thousand kilometres away is no model but a mistake, and breaks sums."""


class Unreadable(Exception):
    """There is no mesh to be had."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Mesh(NamedTuple):
    """Corners in millimetres, and which three of them make each triangle."""

    corners: Numbers
    triangles: Indices


def joined(meshes: list[Mesh]) -> Mesh:
    """Return several meshes as one. Raises Unreadable if it is too large."""
    if sum(len(mesh.triangles) for mesh in meshes) > limits.MODEL_TRIANGLES:
        raise Unreadable(Why.TOO_LARGE)
    if not meshes:
        raise Unreadable(Why.EMPTY)
    before = np.cumsum([0, *(len(mesh.corners) for mesh in meshes[:-1])])
    return Mesh(
        np.concatenate([mesh.corners for mesh in meshes]),
        np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, before.tolist(), strict=True)]),
    )


def checked(mesh: Mesh) -> Mesh:
    """Return what of a mesh can be drawn, and no corner that is not part of it. Raises Unreadable."""
    corners, triangles = mesh
    if not len(triangles) or not len(corners):
        raise Unreadable(Why.EMPTY)
    if len(triangles) > limits.MODEL_TRIANGLES:
        raise Unreadable(Why.TOO_LARGE)
    if triangles.min() < 0 or triangles.max() >= len(corners):
        raise Unreadable(Why.DAMAGED)
    somewhere = (np.abs(corners) <= _FARTHEST).all(axis=1)  # what is no number is not less either
    if not somewhere.all():
        triangles = triangles[somewhere[triangles].all(axis=1)]
    if not len(triangles):
        raise Unreadable(Why.DAMAGED)
    used = np.zeros(len(corners), dtype=bool)
    used[triangles] = True
    if not used.all():
        corners, triangles = corners[used], (np.cumsum(used) - 1)[triangles]
    if not (np.ptp(corners, axis=0) > 0).any():
        raise Unreadable(Why.EMPTY)
    return Mesh(corners, triangles)


def read_stl(data: bytes) -> Mesh:
    """Binary or ASCII: many a binary one begins with the word of the other, so its length decides."""
    text = data.lower() if data[:_STL_START].lstrip().lower().startswith(b"solid") else b""
    is_text = b"facet" in text[:_STL_START] or b"endsolid" in text[:_STL_START]
    if len(data) >= _STL_HEAD:
        (claimed,) = struct.unpack_from("<I", data, _STL_HEAD - 4)
        whole = _STL_HEAD + claimed * _STL_TRIANGLE
        if whole == len(data) or (not is_text and whole < len(data)):
            _hold_to_limit(claimed)
            return _mesh_of(load_stl_binary(BytesIO(data[:whole])))
    if not is_text or b"endsolid" not in text:  # cut short, or no STL at all
        raise Unreadable(Why.DAMAGED)
    _hold_to_limit(text.count(b"endloop"))
    return _mesh_of(load_stl_ascii(BytesIO(data)))


def read_obj(data: bytes) -> Mesh:
    _hold_to_limit(len(re.findall(rb"^\s*f\s", data, re.MULTILINE)))
    return _mesh_of(load_obj(BytesIO(data), skip_materials=True))


def read_ply(data: bytes) -> Mesh:
    head = data[:_PLY_HEAD].partition(b"end_header")
    counts = re.findall(rb"^element\s+(\S+)\s+(\d{1,20})\s*$", head[0], re.MULTILINE)
    if not data.startswith(b"ply") or not head[1] or len(counts) > _PLY_ELEMENTS:
        raise Unreadable(Why.DAMAGED)
    for _, count in counts:
        if int(count) > len(data):  # each takes a byte at least
            raise Unreadable(Why.DAMAGED)
    _hold_to_limit(sum(int(count) for name, count in counts if name == b"face"))
    return _mesh_of(load_ply(BytesIO(data), skip_materials=True))


def _hold_to_limit(triangles: int) -> None:
    if triangles > limits.MODEL_TRIANGLES:
        raise Unreadable(Why.TOO_LARGE)


def _mesh_of(loaded: Mapping[str, Any]) -> Mesh:
    """Return what trimesh read: one geometry, or several by name."""
    parts = loaded.get("geometry")
    if parts is not None:
        return joined([_mesh_of(part) for part in parts.values() if part.get("faces") is not None])
    faces = loaded.get("faces")
    if faces is None:
        raise Unreadable(Why.EMPTY)
    return Mesh(
        np.asarray(loaded["vertices"], dtype=np.float64).reshape(-1, 3), _fanned(np.asarray(faces, np.int64))
    )


def _fanned(faces: Indices) -> Indices:
    """Return faces of more than three corners as triangles around their first one."""
    wide = faces.shape[1] if faces.ndim > 1 else 0
    if wide < _CORNERS:
        raise Unreadable(Why.DAMAGED)
    fans = [faces[:, [0, corner, corner + 1]] for corner in range(1, wide - 1)]
    return fans[0] if len(fans) == 1 else np.concatenate(fans)


READERS: Final[Mapping[str, Callable[[bytes], Mesh]]] = MappingProxyType(
    {".stl": read_stl, ".obj": read_obj, ".ply": read_ply}
)
"""By how a file's name ends; `three_mf` reads the rest."""
