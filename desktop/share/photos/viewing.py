"""Seeing photos: the near side of the child process in `looking`."""

from typing import Final

import msgspec

from desktop import limits
from desktop.share.apart.pool import Pool
from desktop.share.photos.sights import Photo, PhotoLook

_MODULE: Final = "desktop.share.photos.looking"
_SECONDS: Final = 15.0
_ANSWER_BYTES: Final = 8 * limits.MIB


class PhotoViewer(Pool):
    """Looks at photos."""

    def __init__(self) -> None:
        super().__init__(_MODULE, _ANSWER_BYTES)

    async def look(self, look: PhotoLook) -> Photo | None:
        """Return the photo in the size that is wanted; None whatever its file does to the process."""
        try:
            question = msgspec.json.encode(look)
        except UnicodeEncodeError:  # a name that is no text
            return None
        said = await self.ask(question, _SECONDS)
        try:
            photo = msgspec.json.decode(said, type=Photo | None)
        except ValueError:
            return None  # it was ended before it could say anything
        # A stranger's bytes may speak for the process: what it says must be what was asked for.
        if photo is None or (photo.width, photo.height) != (look.width, look.height):
            return None
        return photo if len(photo.pixels) == 3 * look.width * look.height else None
