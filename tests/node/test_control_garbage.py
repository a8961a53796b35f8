"""No bytes that arrive at the local socket break the node or are answered."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop import limits
from tests.node.callers import ask, open_door, run, say

GARBAGE: Final = [
    b"",
    b"\n",
    b"hello\n",
    b"{}\n",
    b"\xff\xfe\n",
    b'{"version":1,"token":"\xff"}\n',
    b'{"version":1,"token":"\\ud800","network":{},"command":{"command":"words"}}\n',
    b'{"version":1,"token":"","network":{},"command":{"command":"node"}}\n',
    b"[" * 100_000 + b"\n",
    b'{"version":1,"x":' + b"[" * 100_000 + b"\n",
    b"x" * (limits.CONTROL_LINE_BYTES + 2) + b"\n",
    b"x" * (limits.CONTROL_LINE_BYTES + 2),
]


@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_not_answered_and_harms_nobody(
    tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            assert await say(door, data) == b""
            assert await ask(door, "Ada") == {"name": "Ada"}

    run(work())
    assert caplog.text == ""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=5))
@example([b'{"version":1', b"}\n"])
def test_no_bytes_break_the_node(tmp_path: Path, pieces: list[bytes]) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            for piece in pieces:
                await say(door, piece)
            assert await ask(door, "Ada") == {"name": "Ada"}

    run(work())
