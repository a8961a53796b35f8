"""What the doctor looks at, on a real profile."""

import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import CheckResult, Examine, NetworkOptions
from tests.node.peers import open_node, run, unheard


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = open_node(tmp_path)
    yield node
    node.close()


def check(node: Node, name: str) -> CheckResult:
    found: list[CheckResult] = []

    async def work() -> None:
        checks = msgspec.convert(await carry_out(node, Examine(), unheard), list[CheckResult])
        found.extend(check for check in checks if check.check == name)

    run(work())
    return found[0]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_port_is_tried_at_the_address_that_is_used(node: Node, address: str) -> None:
    node.network = NetworkOptions(bind=address)
    assert check(node, "ports").ok
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as other:
        other.bind((address, node.swarm_port()))
        other.listen()
        assert not check(node, "ports").ok


def test_an_address_that_is_not_there_is_no_port(node: Node) -> None:
    node.network = NetworkOptions(bind="192.0.2.1")
    assert not check(node, "ports").ok


def test_what_is_got_can_be_put_into_a_folder_only(node: Node, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder, ok in (("new/below", True), ("file", False), ("file/below", False)):
        node.profile.change_settings(downloads=str(tmp_path / folder))
        assert check(node, "downloads").ok is ok
