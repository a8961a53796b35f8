"""Seeing models: the near side of the child process in `looking`."""

from typing import Final

import msgspec

from desktop import limits
from desktop.share.apart.pool import Pool
from desktop.share.models.sights import Look, NoSight, Seen, Sight, Why

_MODULE: Final = "desktop.share.models.looking"
_SECONDS: Final = 30.0
_ANSWER_BYTES: Final = 8 * limits.MIB


class Viewer(Pool):
    """Looks at models."""

    def __init__(self, at_once: int = 2) -> None:
        super().__init__(_MODULE, _ANSWER_BYTES, at_once)

    async def look(self, look: Look) -> Seen:
        """Return what there is to see; whatever a file does to the process, it is only not seen."""
        try:
            question = msgspec.json.encode(look)
        except UnicodeEncodeError:  # a name that is no text
            return NoSight(Why.DAMAGED)
        return _seen(look, await self.ask(question, _SECONDS))


def _seen(look: Look, said: bytes) -> Seen:
    """Return what the process says, if it can be what was asked for: a stranger's bytes may speak for it."""
    try:
        seen: Seen = msgspec.json.decode(said, type=Seen)
    except ValueError:
        return NoSight(Why.TOO_MUCH)  # it was ended before it could say anything
    if isinstance(seen, Sight) and seen.drawing is not None:
        drawing = seen.drawing
        pixels = look.width * look.height
        if (drawing.width, drawing.height) != (look.width, look.height):
            return NoSight(Why.TOO_MUCH)
        if len(drawing.shades) != pixels or len(drawing.cover) != pixels:
            return NoSight(Why.TOO_MUCH)
    return seen
