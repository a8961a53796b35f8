"""Which triangle is in front at each pixel: a depth buffer of one number for each. Child process only."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.share.models.camera import Flat, View
from desktop.share.models.meshes import Indices

_AT_ONCE: Final = 1_000_000
_MOST: Final = 60_000_000
"""Pixels to look at; of more, only some of the triangles are drawn."""
_DEPTHS: Final = 2**30
_LEAST_AREA: Final = 1e-9
_SLACK: Final = -1e-4
"""So that no pixel falls between two triangles that share an edge."""


class Front(NamedTuple):
    """For each pixel, whether the model is there, how near, and which triangle it is."""

    is_model: NDArray[np.bool_]
    near: Flat
    triangle: Indices
    edges: "_Edges"
    wide: int
    is_approximate: bool

    def weights(self, at: Indices) -> Flat:
        """Return how much of each corner there is at these pixels."""
        return self.edges.weights(self.triangle[at], at % self.wide, at // self.wide)


class _Edges(NamedTuple):
    """Where a triangle begins, and what tells how far along its two edges a pixel is."""

    x: Flat
    y: Flat
    second: Flat
    third: Flat

    @classmethod
    def of(cls, x: Flat, y: Flat) -> "_Edges":
        ax, ay = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
        bx, by = x[:, 2] - x[:, 0], y[:, 2] - y[:, 0]
        area = ax * by - bx * ay
        with np.errstate(divide="ignore"):
            over = np.where(np.abs(area) > _LEAST_AREA, 1 / area, np.nan).astype(np.float32)
        return cls(
            x[:, 0], y[:, 0], np.stack([by, -bx], 1) * over[:, None], np.stack([-ay, ax], 1) * over[:, None]
        )

    def weights(self, triangle: Indices, column: Indices, line: Indices) -> Flat:
        right = column.astype(np.float32) + np.float32(0.5) - self.x[triangle]
        down = line.astype(np.float32) + np.float32(0.5) - self.y[triangle]
        second = right * self.second[triangle, 0] + down * self.second[triangle, 1]
        third = right * self.third[triangle, 0] + down * self.third[triangle, 1]
        return np.stack([1 - second - third, second, third], axis=1)


class _Boxes(NamedTuple):
    """The pixels among which each triangle is: the first column and line, and how many."""

    left: Indices
    top: Indices
    columns: Indices
    lines: Indices

    @classmethod
    def of(cls, x: Flat, y: Flat, wide: int, high: int) -> "_Boxes":
        left, right = _span(x, wide)
        top, bottom = _span(y, high)
        return cls(left, top, np.maximum(right - left + 1, 0), np.maximum(bottom - top + 1, 0))


def front_of(view: View, triangles: Indices, wide: int, high: int) -> Front:
    x, y, near = view.x[triangles], view.y[triangles], view.near[triangles]
    boxes = _Boxes.of(x, y, wide, high)
    edges = _Edges.of(x, y)
    sizes = np.where(np.isnan(edges.second[:, 0]), 0, boxes.columns * boxes.lines)
    step = max(1, -(-int(sizes.sum()) // _MOST))
    drawn = np.flatnonzero(sizes)[::step]
    low = float(near.min())
    scale = (_DEPTHS - 1) / max(float(near.max()) - low, 1e-9)
    keys = np.zeros(wide * high, dtype=np.int64)
    ends = np.cumsum(sizes[drawn])
    begin = 0
    while begin < len(drawn):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + _AT_ONCE)))
        _fill(keys, drawn[begin:end], boxes, edges, ((near - low) * scale, sizes), wide)
        begin = end
    is_model = keys > 0
    nearness = ((keys >> 32) / scale + low).astype(np.float32)
    return Front(is_model, nearness, (keys & 0xFFFFFFFF) - 1, edges, wide, step > 1)


def _fill(
    keys: NDArray[np.int64],
    drawn: Indices,
    boxes: _Boxes,
    edges: _Edges,
    depths: tuple[Flat, Indices],
    wide: int,
) -> None:
    """Enter some triangles: of all that are at a pixel, the highest number is the nearest triangle's."""
    deep, sizes = depths
    many = sizes[drawn]
    triangle = np.repeat(drawn, many)
    number = np.arange(len(triangle)) - np.repeat(np.cumsum(many) - many, many)
    columns = boxes.columns[triangle]
    column = boxes.left[triangle] + number % columns
    line = boxes.top[triangle] + number // columns
    weights = edges.weights(triangle, column, line)
    inside = (weights >= _SLACK).all(axis=1)
    triangle, weights = triangle[inside], np.clip(weights[inside], 0, 1)
    depth = (deep[triangle] * weights).sum(axis=1).astype(np.int64).clip(0, _DEPTHS)
    np.maximum.at(keys, line[inside] * wide + column[inside], (depth << 32) | (triangle + 1))


def _span(values: Flat, most: int) -> tuple[Indices, Indices]:
    """Return the first and the last pixel whose middle lies between the least and the greatest of each."""
    first = np.ceil(values.min(axis=1) - 0.5).clip(0, most).astype(np.int64)
    last = np.floor(values.max(axis=1) - 0.5).clip(-1, most - 1).astype(np.int64)
    return first, last
