"""Reading a link from a picture: the near side of the child process in `looking`."""

import asyncio
import sys
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import NoCodeInPicture
from desktop.share.links import is_link

_SECONDS: Final = 20.0
_ANSWER_BYTES: Final = 64 * limits.KIB


async def read_code(path: Path) -> str:
    """Return the first Passalong link in a picture. Raises NoCodeInPicture, whatever is wrong with it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # what lies in the folder we happen to be in must not be imported
        "-m",
        "desktop.share.codes.looking",
        str(path),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_ANSWER_BYTES,
        start_new_session=True,
    )
    assert child.stdout is not None
    try:
        async with asyncio.timeout(_SECONDS):
            said = await line_of(child.stdout)
    except TimeoutError:
        said = b""
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()
    found = next((text for text in _texts(said) if is_link(text)), None)
    if found is None:
        raise NoCodeInPicture(path=str(path))
    return found


async def line_of(stream: asyncio.StreamReader) -> bytes:
    """Return the line that the child says, however many pieces it comes in; nothing if it is too long."""
    try:
        return await stream.readline()
    except ValueError:
        return b""


def _texts(said: bytes) -> list[str]:
    try:
        return msgspec.json.decode(said, type=list[str])
    except ValueError:
        return []  # it was ended before it could say anything
