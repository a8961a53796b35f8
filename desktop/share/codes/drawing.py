"""Drawing a link as a QR code (ISO/IEC 18004). The one home of segno."""

from io import BytesIO
from pathlib import Path
from typing import Final

import segno

from desktop.errors import CodeNotWritten

_KINDS: Final = frozenset({"svg", "png"})
_SCALE: Final = 6


type Code = tuple[tuple[bool, ...], ...]
"""Rows of fields, True where they are dark."""


def code_of(link: str) -> Code:
    """Return the fields of a code that says `link`, without the quiet zone around it."""
    return tuple(tuple(map(bool, line)) for line in _made(link).matrix)


def draw_code(link: str, path: Path) -> None:
    """Write a picture of `link`, SVG or PNG by its name; whole, or what was there stays. Blocking.

    Raises CodeNotWritten.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _KINDS:
        raise CodeNotWritten(path=str(path), why="kind")
    drawn = BytesIO()
    _made(link).save(drawn, kind=kind, scale=_SCALE)
    scratch = path.with_name(f".{path.name}.part")
    try:
        scratch.write_bytes(drawn.getvalue())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise CodeNotWritten(path=str(path), why="place") from error


def _made(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)
