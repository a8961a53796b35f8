"""Which way a surface looks at each corner, so that what is round looks round. Child process only."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.share.models.meshes import Indices

type Flat = NDArray[np.float32]

_CREASE: Final = float(np.cos(np.radians(38.0)))
"""Of faces that meet at a greater angle, the edge between them is seen."""
_NEIGHBOURS: Final = 24


def face_normals(corners: Flat) -> Flat:
    """Return for triangles (n, corner, axis) the direction that each looks in; none where it has no area."""
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return unit(across)


def unit(vectors: Flat) -> Flat:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    made: Flat = (vectors / np.maximum(length, 1e-20)).astype(np.float32, copy=False)
    return made


def corner_normals(places: Flat, triangles: Indices) -> Flat:
    """Return for each corner of each triangle the mean of those around it that look about the same way."""
    faces = face_normals(places[triangles])
    corner = _welded(places)[triangles].ravel()
    face = np.repeat(np.arange(len(triangles)), 3)
    order = np.argsort(corner, kind="stable")
    starts = np.flatnonzero(np.diff(corner[order], prepend=-1))
    degree = np.diff(starts, append=len(order))
    begin, many = np.repeat(starts, degree), np.repeat(degree, degree)
    place = np.arange(len(order)) - begin
    own = faces[face[order]]
    total = own.copy()
    for step in range(1, min(int(degree.max()), _NEIGHBOURS)):
        has = many > step
        other = order[begin[has] + (place[has] + step) % many[has]]
        near = faces[face[other]]
        alike = (near * own[has]).sum(axis=1) > _CREASE
        total[has] += near * alike[:, None]
    found = np.empty_like(total)
    found[order] = total
    return unit(found).reshape(-1, 3, 3)


def _welded(places: Flat) -> Indices:
    """Return a number for each place, the same for corners that are at the same one."""
    grid = np.round(places * np.float32(2e4)).astype(np.int64)
    key = (grid[:, 0] << 42) ^ ((grid[:, 1] & 0x1FFFFF) << 21) ^ (grid[:, 2] & 0x1FFFFF)
    _, number = np.unique(key, return_inverse=True)
    return np.asarray(number, dtype=np.int64)
