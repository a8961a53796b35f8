"""The port that links name: kept whenever it can be, and left to whoever has it."""

import socket

import pytest

from desktop.net.torrent.session import free_port

HERE = "127.0.0.1"


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_port_is_taken_if_either_protocol_has_it(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind((HERE, 0))
        if kind is socket.SOCK_STREAM:
            other.listen()
        port = other.getsockname()[1]
        assert free_port(HERE, port) not in {0, port}


def test_a_connection_that_has_just_ended_keeps_no_port() -> None:
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((HERE, port)) as client:
            accepted, _ = server.accept()
            accepted.close()  # whoever hangs up first keeps the port for a while
            assert client.recv(1) == b""
    assert free_port(HERE, port) == port
