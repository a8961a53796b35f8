"""A node as a whole: what breaks in it is heard of, and it leaves in order."""

import asyncio
from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import PortUnusable, StoreFull
from desktop.net.torrent.engine import Engine
from desktop.net.torrent.session import SwarmOptions, free_port
from desktop.node import node as node_module
from desktop.node.joining import join
from desktop.node.node import Node
from desktop.node.tasks import Tasks
from desktop.node.transfers.swarms import Swarms
from tests.node.peers import LAB, open_node, run, running


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


def mark_of(home: Path) -> Path:
    return home / "profile" / "running"


def test_what_is_late_is_waited_for_and_mistrusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_module, "_STOP_SECONDS", 0.05)

    async def work() -> None:
        free, done = asyncio.Event(), list[str]()

        async def change() -> None:
            await free.wait()
            done.append("whole")

        async with running(tmp_path) as node:
            assert node.transfers is not None
            assert node.swarms is not None
            swarms = node.swarms
            changing = asyncio.ensure_future(node.transfers._tools.tasks.wholly("late", change()))
            await node.desk.run(lambda: None)  # by then it has begun
            asyncio.get_running_loop().call_later(0.3, free.set)
        await changing
        assert done == ["whole"]
        assert (swarms.public._session, swarms.private._session) == (None, None)

    run(work())
    assert mark_of(tmp_path).exists()


class HalfNode(Node):
    """A node whose second session has nowhere to listen."""

    def _make_swarms(self, tasks: Tasks) -> Swarms:
        swarms = super()._make_swarms(tasks)
        self.made = Swarms(swarms.public, Engine(SwarmOptions(bind="192.0.2.1"), self._hear), tasks.start)
        return self.made


def test_where_only_one_session_can_listen_neither_goes_on(tmp_path: Path) -> None:
    node = HalfNode.open(tmp_path / "profile", lambda: None, WallClock(), LAB)
    assert isinstance(node, HalfNode)

    async def work() -> None:
        with pytest.raises(PortUnusable):
            async with node.running():
                pytest.fail("it runs")
        assert node.made.public._session is None

    run(work())
    node.close()


class BrokenNode(Node):
    """A node that breaks while it begins to take part in calls."""

    @property
    def device_record(self) -> bytes:
        raise ZeroDivisionError


def test_a_node_that_breaks_while_it_begins_leaves_its_port(tmp_path: Path) -> None:
    node = BrokenNode.open(tmp_path / "profile", lambda: None, WallClock(), LAB)

    async def work() -> None:
        with pytest.raises(ZeroDivisionError):
            async with node.running(join):
                pytest.fail("it runs")
        assert free_port("127.0.0.1", node.call_port()) == node.call_port()

    run(work())
    node.close()
