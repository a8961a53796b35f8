"""The word that a running node leaves in its profile: where it listens and what opens it; blocking."""

from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop.errors import NodeOfOtherVersion
from desktop.files import open_ordinary, write_atomically
from desktop.limits import DOOR_FILE_BYTES
from desktop.node.protocol import PROTOCOL_VERSION, NetworkOptions

_FILE_NAME: Final = "node.json"


class Door(msgspec.Struct, frozen=True):
    """Where a running node listens and what opens it. `path` or `port` is None.

    `lasting` is false for a node that some command line runs for its own command only.
    """

    version: int
    path: Annotated[str, Meta(min_length=1)] | None
    port: Annotated[int, Meta(ge=1, le=65535)] | None
    token: str
    network: NetworkOptions
    lasting: bool


class AnyVersion(msgspec.Struct):
    """What every version says first."""

    version: int


def post_door(profile: Path, door: Door) -> None:
    write_atomically(profile / _FILE_NAME, msgspec.json.encode(door), keep_previous=False)


def take_door_down(profile: Path) -> None:
    (profile / _FILE_NAME).unlink(missing_ok=True)


def find_door(profile: Path) -> Door | None:
    """Return where the node of this profile listens, None if none does. Raises NodeOfOtherVersion."""
    try:
        with open_ordinary(profile / _FILE_NAME) as file:
            data = file.read(DOOR_FILE_BYTES)
        if msgspec.json.decode(data, type=AnyVersion).version != PROTOCOL_VERSION:
            raise NodeOfOtherVersion
        return msgspec.json.decode(data, type=Door)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def forget_door(profile: Path, door: Door) -> None:
    """Take away the word of a node that was killed, unless another one has left its own since. Blocking."""
    if find_door(profile) == door:
        take_door_down(profile)
