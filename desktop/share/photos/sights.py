"""What is asked about a photo and what is seen of it: values that cross to the child process and back."""

from typing import Final

import msgspec

ENDINGS: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})
"""What counts as a photo."""


class PhotoLook(msgspec.Struct, frozen=True):
    """The middle of a photo is wanted, upright, in exactly this size."""

    path: str
    width: int
    height: int


class Photo(msgspec.Struct, frozen=True):
    """A small picture: three bytes for each pixel, red, green and blue, row after row from the top."""

    width: int
    height: int
    pixels: bytes
