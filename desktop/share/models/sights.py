"""What is asked about a model and what is seen of it: values that cross to the child process and back."""

from enum import StrEnum

import msgspec


class Why(StrEnum):
    """Why there is nothing to see; part of the command line's stable interface."""

    GONE = "gone"
    NO_PERMISSION = "no-permission"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_MUCH = "too-much"
    """The child process could not do it with the memory and the time that it has."""


class Look(msgspec.Struct, frozen=True):
    """A picture of this size is wanted, none if it is 0; `closely`, with what takes a while to find out."""

    path: str
    width: int = 0
    height: int = 0
    closely: bool = False


class Drawing(msgspec.Struct, frozen=True):
    """A picture without colours, so that it fits light and dark: one byte for a pixel and plane.

    `shades` are 0 for the deepest shadow to 255 for the brightest light, `cover` is how much of the ground
    behind is hidden. `is_approximate`: only some of the triangles are drawn.
    """

    width: int
    height: int
    shades: bytes
    cover: bytes
    is_approximate: bool


class Sight(msgspec.Struct, frozen=True, tag="sight"):
    """What there is: sizes in millimetres. Without a close look, and where it cannot be told, None."""

    size: tuple[float, float, float]
    triangles: int
    watertight: bool | None
    volume: float | None
    """In cubic millimetres; only what is watertight has one."""
    drawing: Drawing | None


class NoSight(msgspec.Struct, frozen=True, tag="none"):
    """Nothing to see."""

    why: Why


Seen = Sight | NoSight
