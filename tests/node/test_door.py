"""The word that a node leaves on the disk for command lines: only a node's own counts."""

import os
import socket
from pathlib import Path

import msgspec
import pytest

from desktop.errors import NodeOfOtherVersion
from desktop.node.door import find_door, forget_door
from tests.node.callers import ask, open_door, run


def test_a_killed_node_leaves_nothing_that_is_taken_for_a_node(tmp_path: Path) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            pass
        left = tmp_path / "node.json"
        left.write_bytes(msgspec.json.encode(door))
        with socket.socket(socket.AF_UNIX) as dead:  # its socket file stays, too, and nobody listens
            dead.bind(str(door.path))
        assert find_door(tmp_path) == door
        with pytest.raises(ConnectionError):
            await ask(door, "Ada")
        async with open_door(tmp_path) as other:
            forget_door(tmp_path, door)  # late: another node has left its own word since
            assert find_door(tmp_path) == other
            assert await ask(other, "Ada") == {"name": "Ada"}
        left.write_bytes(msgspec.json.encode(door))
        forget_door(tmp_path, door)
        assert find_door(tmp_path) is None

    run(work())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"version":1}', b'{"version":"1"}'])
def test_a_damaged_word_of_a_node_counts_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "node.json").write_bytes(data)
    assert find_door(tmp_path) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have names there")
def test_a_pipe_in_place_of_a_nodes_word_counts_as_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "node.json")
    assert find_door(tmp_path) is None


def test_the_word_of_another_version_says_so(tmp_path: Path) -> None:
    (tmp_path / "node.json").write_bytes(b'{"version":2,"door":"elsewhere"}')
    with pytest.raises(NodeOfOtherVersion):
        find_door(tmp_path)
