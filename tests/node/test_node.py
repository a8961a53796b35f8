"""A node as a whole: what breaks in it is heard of, and it leaves in order."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import StoreFull
from tests.node.peers import open_node, run, running


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


def test_where_others_reach_us_is_chosen_once_and_running_changes_no_settings(tmp_path: Path) -> None:
    node = open_node(tmp_path)
    chosen = node.profile.settings
    ports = (chosen.swarm_port, chosen.call_port)
    node.close()
    assert len({0, *ports}) == 3
    settings = (tmp_path / "profile" / "settings.json").read_bytes()

    async def work() -> None:
        async with running(tmp_path) as node:
            assert (node.swarm_port(), node.call_port()) == ports
            assert node.person_link()

    run(work())
    assert (tmp_path / "profile" / "settings.json").read_bytes() == settings
