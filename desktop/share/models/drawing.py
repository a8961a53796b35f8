"""Drawing a mesh as a picture that needs no graphics card. Child process only.

Light from the upper left, some from the sky and some from the right; darker where parts come close to each
other; a soft shadow on the ground. Drawn twice as large and averaged, which smooths the edges.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.share.models.camera import DISTANCE, Camera, Flat, View, turned_to_eye, upright
from desktop.share.models.filling import Front, front_of
from desktop.share.models.meshes import Indices, Mesh
from desktop.share.models.normals import corner_normals, face_normals, unit
from desktop.share.models.sights import Drawing

_FINER: Final = 2
_SMOOTHED: Final = 60_000
"""Triangles; of more, each is too small for its edges to be seen."""

_KEY: Final = (-0.50, 0.66, 0.56)
_FILL: Final = (0.90, 0.05, 0.42)
_SHINE: Final = 28

_SHADOW_POINTS: Final = 40_000
_SHADOW_LEANS: Final = (0.16, 0.10)
"""How far to the right and to the back a shadow falls, for each height."""
_SHADOW: Final = 0.34
_COARSE: Final = 4
"""Pixels of the picture to one of the shadow, which is soft anyway."""

type Mask = NDArray[np.bool_]


def draw(mesh: Mesh, width: int, height: int) -> Drawing:
    wide, high = width * _FINER, height * _FINER
    points = upright(mesh.corners)
    turned = turned_to_eye(points)
    fallen = turned_to_eye(_fallen(points, mesh.triangles))
    camera = Camera.on(np.concatenate([turned, fallen]), wide, high)
    front = front_of(camera.view(turned), mesh.triangles, wide, high)
    shades = np.zeros(wide * high, dtype=np.float32)
    at = np.flatnonzero(front.is_model)
    shades[at] = _lit(turned, mesh.triangles, front, at)
    grid = front.is_model.reshape(high, wide)
    shades = shades.reshape(high, wide) * _closed_in(front.near.reshape(high, wide), grid)
    shadow = _shadow(camera.view(fallen), wide, high)
    return _averaged(shades, grid, shadow, is_approximate=front.is_approximate)


# --- light ------------------------------------------------------------------------------------------------


def _lit(turned: Flat, triangles: Indices, front: Front, at: NDArray[np.int64]) -> Flat:
    """Return how bright the model is, 0 to 1, at each pixel where it is."""
    shown = triangles[front.triangle[at]]
    corners = turned[shown]
    weights = front.weights(at)
    if len(triangles) <= _SMOOTHED:
        facing = corner_normals(turned, triangles)[front.triangle[at]]
        facing = unit((facing * weights[:, :, None]).sum(axis=1))
    else:
        facing = face_normals(corners)
    places = (corners * weights[:, :, None]).sum(axis=1)
    to_eye = unit(np.array([0, 0, DISTANCE], dtype=np.float32) - places)
    away = (facing * to_eye).sum(axis=1) < 0
    facing[away] *= -1  # seen from behind: an open mesh, or one that is inside out
    return _brightness(facing, to_eye)


def _brightness(facing: Flat, to_eye: Flat) -> Flat:
    key, fill = (unit(np.array(light, dtype=np.float32)) for light in (_KEY, _FILL))
    wrapped = np.clip((facing @ key + 0.25) / 1.25, 0, 1) ** 1.25
    sky = 0.5 + 0.5 * facing[:, 1]
    from_right = np.clip(facing @ fill, 0, 1)
    shine = np.clip((facing * unit(to_eye + key)).sum(axis=1), 0, 1) ** _SHINE
    edge = (1 - np.clip((facing * to_eye).sum(axis=1), 0, 1)) ** 3
    light = 0.08 + 0.15 * sky + 0.60 * wrapped + 0.11 * from_right + 0.12 * shine + 0.10 * edge * sky
    bright: Flat = np.clip(light, 0, 1)
    return bright


def _closed_in(near: Flat, is_model: Mask) -> Flat:
    """Return how much light gets to where other parts are nearer to the eye all around."""
    depth = np.where(is_model, DISTANCE - 1 / np.maximum(near, 1e-6), 0).astype(np.float32)
    weight = is_model.astype(np.float32)
    light = np.ones_like(depth)
    for part, strength in ((0.012, 1.6), (0.04, 0.9)):
        reach = max(2, round(depth.shape[1] * part))
        around = _blurred(depth, reach) / np.maximum(_blurred(weight, reach), 1e-3)
        light *= 1 - np.clip((around - depth) * strength, 0, 0.42)
    return light


# --- shadow -----------------------------------------------------------------------------------------------


def _fallen(points: Flat, triangles: Indices) -> Flat:
    """Return where on the ground the shadow of points all over the surface is."""
    fallen = _scattered(points, triangles)
    floor = points[:, 2].min()
    above = fallen[:, 2] - floor
    fallen[:, 0] += above * _SHADOW_LEANS[0]
    fallen[:, 1] += above * _SHADOW_LEANS[1]
    fallen[:, 2] = floor
    return fallen


def _shadow(fallen: View, wide: int, high: int) -> Flat:
    """Return how dark the ground is: what falls on it is smeared."""
    columns, rows = wide // _COARSE, high // _COARSE
    x, y = (fallen.x / _COARSE).astype(np.int64), (fallen.y / _COARSE).astype(np.int64)
    inside = (x >= 0) & (x < columns) & (y >= 0) & (y < rows)
    hits = np.bincount(y[inside] * columns + x[inside], minlength=columns * rows).astype(np.float32)
    dark = np.clip(_blurred(hits.reshape(rows, columns), 1) * 4, 0, 1)
    for _ in range(3):
        dark = _blurred(dark, max(1, columns // 48))
    fine = np.zeros((high, wide), dtype=np.float32)
    grown = np.repeat(np.repeat(dark, _COARSE, axis=0), _COARSE, axis=1)
    fine[: grown.shape[0], : grown.shape[1]] = grown
    return _blurred(fine, _COARSE) * np.float32(_SHADOW)


def _scattered(points: Flat, triangles: Indices) -> Flat:
    """Return points all over the surface, more where there is more of it; the same ones each time."""
    chance = np.random.default_rng(7)
    corners = points[triangles]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    up_to = np.cumsum(area, dtype=np.float64)
    if up_to[-1] <= 0:
        return points[:1].copy()
    chosen = np.searchsorted(up_to, chance.random(_SHADOW_POINTS) * up_to[-1]).clip(0, len(area) - 1)
    one, other = chance.random((2, _SHADOW_POINTS, 1)).astype(np.float32)
    folds = (one + other) > 1
    one, other = np.where(folds, 1 - one, one), np.where(folds, 1 - other, other)
    first, second, third = (corners[chosen, corner] for corner in range(3))
    scattered: Flat = first + (second - first) * one + (third - first) * other
    return scattered


# --- the picture ------------------------------------------------------------------------------------------


def _blurred(values: Flat, reach: int) -> Flat:
    """Return the mean of all values around each, `reach` to every side."""
    for axis in (0, 1):
        padded = np.concatenate(
            [
                np.repeat(values.take([0], axis), reach + 1, axis),
                values,
                np.repeat(values.take([-1], axis), reach, axis),
            ],
            axis,
        )
        sums = np.cumsum(padded, axis=axis, dtype=np.float64)
        span = 2 * reach + 1
        length = values.shape[axis]
        upper = sums.take(range(span, span + length), axis)
        lower = sums.take(range(length), axis)
        values = ((upper - lower) / span).astype(np.float32)
    return values


def _averaged(shades: Flat, is_model: Mask, shadow: Flat, *, is_approximate: bool) -> Drawing:
    """Return the picture at its own size: shadow is shade 0, which the model lies over."""
    model = _halved(is_model.astype(np.float32))
    ground = _halved(shadow)
    cover = model + (1 - model) * ground
    lit = _halved(shades * is_model)
    level = np.divide(lit, cover, out=np.zeros_like(lit), where=cover > 0)
    height, width = cover.shape
    return Drawing(width, height, _bytes_of(level), _bytes_of(cover), is_approximate)


def _halved(values: Flat) -> Flat:
    high, wide = values.shape
    made: Flat = values.reshape(high // _FINER, _FINER, wide // _FINER, _FINER).mean(axis=(1, 3))
    return made


def _bytes_of(values: Flat) -> bytes:
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8).tobytes()
