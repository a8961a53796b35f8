"""Transfers that are stopped in the middle go on from there, and a node ends in order."""

import asyncio
import time
from pathlib import Path
from typing import Final

import msgspec
import pytest

from desktop.clock import WallClock
from desktop.errors import PortUnusable
from desktop.events import TransferState
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import Get, SetLimits
from tests.node.peers import (
    LAB,
    get,
    open_node,
    run,
    running,
    share,
    some_bytes,
    unheard,
    until,
)

ELSEWHERE: Final = msgspec.structs.replace(LAB, bind="192.0.2.1")
"""An address that no computer has."""


async def _stopped_in_the_middle(home: Path, link: str) -> int:
    """Get a part of what `link` leads to, slowly, and stop; return how much was there."""
    async with running(home / "getter") as getter:
        await carry_out(getter, SetLimits(down=4_000), unheard)
        getting = asyncio.ensure_future(get(getter, Get(link, str(home / "in"))))
        row = await until(getter, lambda row: row.done > 8_000_000)
        getting.cancel()
        began = time.monotonic()
    assert time.monotonic() - began < 2
    return row.done


@pytest.mark.parametrize("clean", [True, False])
def test_stopped_in_the_middle_it_goes_on_from_there(tmp_path: Path, *, clean: bool) -> None:
    (tmp_path / "film").write_bytes(some_bytes(20_000_000))

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, tmp_path / "film")
            done = await _stopped_in_the_middle(tmp_path, shared.link)
        if not clean:
            (tmp_path / "getter" / "profile" / "running").touch()  # as a node that was killed leaves it
        async with running(tmp_path / "getter") as getter:
            await until(getter, lambda row: row.state is TransferState.WAITING)
            await until(getter, lambda row: row.done > done // 4)  # of pieces begun, not all is kept
            async with running(tmp_path / "giver"):
                await carry_out(getter, SetLimits(down=0), unheard)
                await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert (tmp_path / "in" / "film").read_bytes() == some_bytes(20_000_000)


def test_a_place_not_proved_yet_is_left_alone_after_a_restart(tmp_path: Path) -> None:
    """Files of those names and sizes lie there: stopped before they are looked at, they stay as they are."""
    (tmp_path / "film").write_bytes(some_bytes(300_000))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "film").write_bytes(b"m" * 300_000)
    torrent = tmp_path / "film.torrent"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, tmp_path / "film", torrent=torrent)
            async with running(tmp_path / "getter") as getter:
                getting = asyncio.ensure_future(get(getter, Get(str(torrent), str(tmp_path / "in"))))
                await until(getter, lambda row: row.path is not None)
                getting.cancel()
            async with running(tmp_path / "getter") as getter:
                await get(getter, Get(shared.link, str(tmp_path / "in")))

    run(work())
    assert (tmp_path / "in" / "film").read_bytes() == b"m" * 300_000
    assert (tmp_path / "in" / "film (2)").read_bytes() == some_bytes(300_000)


def test_the_mark_of_a_running_node_goes_when_it_ends_in_order(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path):
            assert (tmp_path / "profile" / "running").exists()
        assert not (tmp_path / "profile" / "running").exists()

    run(work())


def test_the_mark_stays_when_the_node_never_began(tmp_path: Path) -> None:
    mark = tmp_path / "profile" / "running"

    async def work() -> None:
        async with running(tmp_path):
            pass
        mark.touch()  # as a node that was killed leaves it
        node = Node.open(tmp_path / "profile", lambda: None, WallClock(), ELSEWHERE)
        with pytest.raises(PortUnusable):
            async with node.running():
                pass
        node.close()
        assert mark.exists()
        async with running(tmp_path):
            pass
        assert not mark.exists()

    run(work())


def test_the_mark_stays_until_all_is_compared(tmp_path: Path) -> None:
    """What a power cut left behind is not believed because a node ran for a moment since."""
    (tmp_path / "film").write_bytes(some_bytes(20_000_000))
    mark = tmp_path / "getter" / "profile" / "running"

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            shared = await share(giver, tmp_path / "film")
            await _stopped_in_the_middle(tmp_path, shared.link)
        mark.touch()
        getter = open_node(tmp_path / "getter")
        async with getter.running():  # and ends at once, before it has looked at all
            assert getter.transfers is not None
            assert not getter.transfers.is_sure
        getter.close()
        assert mark.exists()
        async with running(tmp_path / "getter") as getter:
            await until(getter, lambda row: row.state is TransferState.WAITING)
            assert getter.transfers is not None
            assert getter.transfers.is_sure
        assert not mark.exists()

    run(work())
