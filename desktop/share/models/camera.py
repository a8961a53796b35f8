"""Where a model is seen from: a little from above, left of the front, Z up. Child process only."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

type Flat = NDArray[np.float32]

DISTANCE: Final = 5.0
"""Of the eye, in radii of the model: near enough that what is behind is a little smaller."""
_TURN: Final = float(np.radians(-32.0))
_TILT: Final = float(np.radians(26.0))
_MARGIN: Final = 0.08


class View(NamedTuple):
    """Points as they are seen: x and y in pixels, and how near, growing towards the eye."""

    x: Flat
    y: Flat
    near: Flat


class Camera(NamedTuple):
    """What brings points of the picture's space to their pixels."""

    scale: float
    left: float
    top: float

    @classmethod
    def on(cls, turned: Flat, wide: int, high: int) -> "Camera":
        """Return the one that shows all these points as large as they fit."""
        near = 1 / (DISTANCE - turned[:, 2])
        x, y = turned[:, 0] * near, turned[:, 1] * near
        low_x, top_x, low_y, top_y = (float(value) for value in (x.min(), x.max(), y.min(), y.max()))
        room = 1 - 2 * _MARGIN
        scale = min(wide * room / max(top_x - low_x, 1e-6), high * room / max(top_y - low_y, 1e-6))
        return cls(scale, wide / 2 - (low_x + top_x) / 2 * scale, high / 2 + (low_y + top_y) / 2 * scale)

    def view(self, turned: Flat) -> View:
        near: Flat = np.reciprocal(np.float32(DISTANCE) - turned[:, 2])
        x: Flat = turned[:, 0] * near * np.float32(self.scale) + np.float32(self.left)
        y: Flat = np.float32(self.top) - turned[:, 1] * near * np.float32(self.scale)
        return View(x, y, near)


def upright(corners: NDArray[np.float64]) -> Flat:
    """Return corners around the middle of what they span, of radius 1."""
    low, top = corners.min(axis=0), corners.max(axis=0)
    radius = float(np.linalg.norm(top - low)) / 2
    return ((corners - (low + top) / 2) / radius).astype(np.float32)


def turned_to_eye(points: Flat) -> Flat:
    """Return points with x to the right, y up, and z towards the eye."""
    cos, sin = np.cos(_TURN), np.sin(_TURN)
    right = points[:, 0] * cos - points[:, 1] * sin
    away = points[:, 0] * sin + points[:, 1] * cos
    cos, sin = np.cos(_TILT), np.sin(_TILT)
    up = points[:, 2] * cos + away * sin
    towards = points[:, 2] * sin - away * cos
    return np.stack([right, up, towards], axis=1).astype(np.float32)
