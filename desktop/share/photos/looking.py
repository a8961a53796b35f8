"""The child process that makes strangers' photos small and upright, one after the other.

Each line of its input is a `PhotoLook` as JSON; it answers with a `Photo`, or null where there is none to
see. The size of the file and of the photo is looked at before the photo is. Nothing else of the file comes
back: not where it was taken, nor with what.
"""

from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec
from PIL import Image, ImageOps

from desktop import limits
from desktop.files import open_ordinary
from desktop.share.apart.means import answer_all
from desktop.share.photos.sights import Photo, PhotoLook

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_MEMORY: Final = 1 * limits.GIB
_SECONDS: Final = 10
_GROUND: Final = (255, 255, 255)
"""Behind what is transparent, as on paper."""


def see(look: PhotoLook) -> Photo | None:
    """Return the photo, None if there is none to see."""
    try:
        return _small(look)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the library raises anything on such bytes
        return None


def _small(look: PhotoLook) -> Photo | None:
    with open_ordinary(Path(look.path)) as file:
        data = file.read(limits.PHOTO_BYTES + 1)
    if len(data) > limits.PHOTO_BYTES:
        return None
    with Image.open(BytesIO(data), formats=_FORMATS) as photo:
        if photo.width * photo.height > limits.PHOTO_PIXELS:
            return None
        side = max(look.width, look.height)
        photo.draft("RGB", (side * 2, side * 2))  # a JPEG is decoded no larger than is of use
        upright = ImageOps.exif_transpose(photo).convert("RGBA")
    fitted = ImageOps.fit(upright, (look.width, look.height), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", fitted.size, _GROUND)
    ground.paste(fitted, mask=fitted.getchannel("A"))
    return Photo(look.width, look.height, ground.tobytes())


def answer(question: bytes) -> bytes:
    return msgspec.json.encode(see(msgspec.json.decode(question, type=PhotoLook)))


if __name__ == "__main__":
    answer_all(answer, memory=_MEMORY, seconds=_SECONDS)
