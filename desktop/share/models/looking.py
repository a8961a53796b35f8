"""The child process that reads, measures and draws a stranger's models, one after the other.

Each line of its input is a `Look` as JSON, and it answers with what is seen.
"""

import logging
from pathlib import Path
from typing import Final

import msgspec

from desktop import limits
from desktop.files import open_ordinary
from desktop.share.apart.means import answer_all
from desktop.share.models.drawing import draw
from desktop.share.models.measuring import closeness, size_of
from desktop.share.models.meshes import READERS, Mesh, Unreadable, checked
from desktop.share.models.sights import Look, NoSight, Seen, Sight, Why
from desktop.share.models.three_mf import read_3mf

_MEMORY: Final = 2 * limits.GIB
_SECONDS: Final = 20


def see(look: Look) -> Seen:
    """Return what there is to see, or why there is nothing.

    Whatever else an ill-made file brings about in what reads it counts as damage too, but for want of memory,
    which ends the process.
    """
    try:
        mesh = checked(_mesh_in(Path(look.path)))
        watertight, volume = closeness(mesh) if look.closely else (None, None)
        drawing = draw(mesh, look.width, look.height) if look.width and look.height else None
    except Unreadable as unreadable:
        return NoSight(unreadable.why)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - libraries raise anything on such bytes
        return NoSight(Why.DAMAGED)
    return Sight(size_of(mesh), len(mesh.triangles), watertight, volume, drawing)


def _mesh_in(path: Path) -> Mesh:
    data = _bytes_of(path)
    reader = READERS.get(path.suffix.lower(), read_3mf)
    return reader(data)


def _bytes_of(path: Path) -> bytes:
    """Return the whole file as it is now: what changes it later changes nothing here."""
    try:
        with open_ordinary(path) as file:
            data = file.read(limits.MODEL_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(Why.GONE) from error
    except PermissionError as error:
        raise Unreadable(Why.NO_PERMISSION) from error
    except OSError as error:
        raise Unreadable(Why.DAMAGED) from error
    if len(data) > limits.MODEL_BYTES:
        raise Unreadable(Why.TOO_LARGE)
    if not data:
        raise Unreadable(Why.EMPTY)
    return data


def answer(question: bytes) -> bytes:
    return msgspec.json.encode(see(msgspec.json.decode(question, type=Look)))


if __name__ == "__main__":
    logging.disable()  # libraries say on stderr what they think of a file; nobody reads it
    answer_all(answer, memory=_MEMORY, seconds=_SECONDS)
