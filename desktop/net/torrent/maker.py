"""Making a torrent: the node's side of the child process in `making`."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import error_from
from desktop.net.torrent.making import Job, Made, Outcome, Step

logger = logging.getLogger(__name__)

_LINE_BYTES: Final = 64 * limits.KIB
_LAST_WORDS: Final = 1 * limits.KIB
# Ctrl-C in the terminal is for us to pass on; `start_new_session` sees to it everywhere but on Windows.
_APART: Final[int] = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


@dataclass(frozen=True, slots=True)
class NewTorrent:
    """The bytes of a `.torrent`, and what was left out: links to elsewhere, pipes, devices; profiles."""

    data: bytes
    left_out: int
    left_out_example: str
    profiles: tuple[str, ...]


class MakerDied(Exception):
    """The child process ended without an outcome, or spoke nonsense: out of memory, or a mistake of ours."""


async def make_torrent(job: Job, on_step: Callable[[int, int], None]) -> NewTorrent:
    """Read and hash the job's files in a child process; `on_step` hears bytes done and in all.

    Cancelling ends the child. Raises what `making` found wrong with the files.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # what lies in the folder we happen to be in, perhaps just received, must not be imported
        "-m",
        "desktop.net.torrent.making",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE_BYTES,
        start_new_session=True,
        creationflags=_APART,
    )
    assert child.stderr is not None
    last_words = asyncio.create_task(_last_words(child.stderr), name="last words of a maker")
    try:
        return await _converse(child, job, on_step)
    except MakerDied as died:
        logger.error("the maker of a torrent ended with %s: %s", died, await last_words)  # noqa: TRY400 - its trace matters, not ours
        raise
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()
        await last_words


async def _last_words(stream: asyncio.StreamReader) -> str:
    """Return the end of what the child says on stderr; reading all the while, lest it wait for us."""
    kept = b""
    while said := await stream.read(_LINE_BYTES):
        kept = (kept + said)[-_LAST_WORDS:]
    return kept.decode(errors="replace")


async def _converse(
    child: asyncio.subprocess.Process, job: Job, on_step: Callable[[int, int], None]
) -> NewTorrent:
    """Return what the child makes of a job. Raises MakerDied, and what it found wrong with the files."""
    try:
        return await _hear_out(child, job, on_step)
    except (ValueError, asyncio.IncompleteReadError) as error:  # no JSON, a line without end, half a torrent
        if child.returncode is None:
            child.kill()
        raise MakerDied(await child.wait()) from error


async def _hear_out(
    child: asyncio.subprocess.Process, job: Job, on_step: Callable[[int, int], None]
) -> NewTorrent:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(msgspec.json.encode(job))
    child.stdin.close()
    decoder = msgspec.json.Decoder(Outcome)
    async for line in child.stdout:
        outcome = decoder.decode(line)
        if isinstance(outcome, Step):
            on_step(outcome.done, outcome.total)
        elif isinstance(outcome, Made):
            data = await child.stdout.readexactly(outcome.length)
            return NewTorrent(data, outcome.left_out, outcome.left_out_example, outcome.profiles)
        else:
            raise error_from(outcome.kind, dict(outcome.data))
    raise MakerDied(await child.wait())
