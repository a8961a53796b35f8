"""The near side: starts a process that looks at what strangers made, asks it, and ends it."""

import asyncio
import os
import sys
from types import TracebackType
from typing import Final, Self

_KEPT: Final = frozenset(
    {
        "PATH",
        "SYSTEMROOT",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "LANG",
        "LC_ALL",
    }
)
"""All of our surroundings that it is told of: a passphrase may be among the rest."""
_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""numpy's threads would each reserve memory, and a process with threads cannot give up the network."""


class Child:
    """One process of `module`; in a context it is started and, however that is left, ended."""

    def __init__(self, module: str, answer_bytes: int) -> None:
        self._module = module
        self._answer_bytes = answer_bytes
        self._process: asyncio.subprocess.Process | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # what lies in the folder we happen to be in must not be imported
            "-m",
            self._module,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=self._answer_bytes,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name in _KEPT} | _ONE_THREAD,
        )

    async def ask(self, question: bytes, seconds: float) -> bytes:
        """Return the line that it answers; nothing, and it is ended, if it cannot or takes too long."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        said = b""
        try:
            async with asyncio.timeout(seconds):
                self._process.stdin.write(question + b"\n")
                await self._process.stdin.drain()
                said = await line_of(self._process.stdout)
        except (TimeoutError, ConnectionError):
            said = b""
        finally:  # given up in the middle, it would give this answer to the next question
            if not said.endswith(b"\n"):
                await self.end()
        return said if said.endswith(b"\n") else b""

    async def end(self) -> None:
        """End it, and return once it is gone."""
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end()


async def line_of(stream: asyncio.StreamReader) -> bytes:
    """Return the line that the child says, however many pieces it comes in; nothing if it is too long."""
    try:
        return await stream.readline()
    except ValueError:
        return b""
