"""A node as a whole: what breaks in it is heard of, and it leaves in order."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import StoreFull
from tests.node.peers import run, running


def test_what_a_person_can_act_on_hides_no_mistake_of_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            assert node.swarms is not None
            node.swarms._start("breaks", _break(ZeroDivisionError()))
            node.swarms._start("breaks too", _break(StoreFull(path="store.db")))
            await asyncio.Event().wait()

    with pytest.raises(StoreFull):
        run(work())
    assert "ZeroDivisionError" in caplog.text


async def _break(error: Exception) -> None:
    raise error
