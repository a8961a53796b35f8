"""Reading a link from a picture: the near side of the child process in `looking`."""

import os
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import NoCodeInPicture
from desktop.share.apart.child import Child
from desktop.share.links import is_link

_SECONDS: Final = 20.0
_ANSWER_BYTES: Final = 64 * limits.KIB


async def read_code(path: Path) -> str:
    """Return the first Passalong link in a picture. Raises NoCodeInPicture, whatever is wrong with it."""
    try:
        question = msgspec.json.encode(os.fspath(path))
    except UnicodeEncodeError as error:
        raise NoCodeInPicture(path=str(path)) from error
    async with Child("desktop.share.codes.looking", _ANSWER_BYTES) as child:
        said = await child.ask(question, _SECONDS)
    found = next((text for text in _texts(said) if is_link(text)), None)
    if found is None:
        raise NoCodeInPicture(path=str(path))
    return found


def _texts(said: bytes) -> list[str]:
    try:
        return msgspec.json.decode(said, type=list[str])
    except ValueError:
        return []  # it was ended before it could say anything
