"""What a running node answers, long, cut or strange."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from desktop import limits
from desktop.errors import AppError, NodeGone, NodeOfOtherVersion
from desktop.node.control import answering
from desktop.node.door import Door, find_door
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    NameResult,
    NodeCommand,
    Tell,
)
from tests.node.callers import LAB, ask, run


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", NodeGone),
        (b'{"event":"sent","people":1}\n', NodeGone),
        (b'{"event":"done","result":', NodeGone),
        (b'{"event":"done"}\n', NodeOfOtherVersion),
        (b'{"event":"sent","people":"many"}\n', NodeOfOtherVersion),
        (b'{"event":"later"}\n', NodeOfOtherVersion),
        (b'{"event":"failed","kind":"later","data":{}}\n', NodeOfOtherVersion),
        (b"\xff\n", NodeOfOtherVersion),
        (b"[" * 100_000 + b"\n", NodeOfOtherVersion),
    ],
)
def test_an_answer_that_is_cut_or_strange_is_told_as_what_it_is(
    tmp_path: Path, answer: bytes, error: type[AppError]
) -> None:
    path = tmp_path / "node.socket"
    door = Door(PROTOCOL_VERSION, str(path), None, "token", LAB, lasting=True)

    async def answer_and_die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(answer)
        writer.close()

    async def work() -> None:
        async with await asyncio.start_unix_server(answer_and_die, path):
            with pytest.raises(error):
                await ask(door, "Ada")

    run(work())


def test_a_long_answer_arrives(tmp_path: Path) -> None:
    async def long(command: NodeCommand, tell: Tell) -> object:
        del command, tell
        return NameResult("x" * (2 * limits.CONTROL_LINE_BYTES))

    async def work() -> None:
        async with answering(tmp_path, LAB, long, lasting=True):
            door = find_door(tmp_path)
            assert door is not None
            result = await ask(door, "Ada")
        assert msgspec.convert(result, NameResult).name.startswith("xx")

    run(work())
