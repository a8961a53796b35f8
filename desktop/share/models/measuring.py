"""How large a mesh is, whether it leaves a gap, and how much is in it. Child process only."""

import numpy as np
from trimesh import Trimesh

from desktop import limits
from desktop.share.models.meshes import Mesh


def size_of(mesh: Mesh) -> tuple[float, float, float]:
    """Return width, depth and height of what the triangles span."""
    across, deep, high = np.ptp(mesh.corners, axis=0).tolist()
    return across, deep, high


def closeness(mesh: Mesh) -> tuple[bool | None, float | None]:
    """Return whether it is watertight, and if so its volume; None where that would take too long to say."""
    if len(mesh.triangles) > limits.MODEL_TRIANGLES_CLOSELY:
        return None, None
    shape = Trimesh(mesh.corners, mesh.triangles, process=False)
    if not shape.is_watertight:  # an STL repeats each corner; parts that touch must not grow together
        shape.merge_vertices()
        shape.update_faces(shape.nondegenerate_faces())
    is_watertight = bool(shape.is_watertight)
    return is_watertight, abs(float(shape.volume)) if is_watertight else None
