"""The far side: what the process itself gives up before it looks at anything, and how it answers.

Memory and time are limited where the system can do that (not on Windows; macOS holds nobody to the memory),
and so is the network (Linux, where people may make namespaces). What is looked at is therefore measured
first everywhere: see `desktop.limits`.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Final

_POLITENESS: Final = 5
"""So that the window does not stutter for it."""
_PAUSE: Final = 1
"""Seconds between being told to end by the system and being ended."""


def answer_all(answer: Callable[[bytes], bytes], *, memory: int, seconds: int) -> None:
    """Answer each line of the input with one; at most `seconds` of the processor for each.

    Whatever an ill-made thing brings about ends the process: then nobody relies on what is left of it.
    """
    _give_up_means(memory)
    for line in sys.stdin.buffer:
        _allow(seconds)
        sys.stdout.buffer.write(answer(line.removesuffix(b"\n")) + b"\n")
        sys.stdout.buffer.flush()


def _give_up_means(memory: int) -> None:
    """Let the system end this process should it want too much; write no file, start nothing, call nobody."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    os.nice(_POLITENESS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # where people may not make namespaces
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    for means, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # the system, or whoever started us, allows less
            resource.setrlimit(means, (most, most))


def _allow(seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds + _PAUSE
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, most))
