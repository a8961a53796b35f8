"""The port that links name: kept whenever it can be, and left to whoever has it."""

import socket

import pytest

from desktop.net.torrent.session import SwarmOptions, free_port, open_session

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


def test_a_private_session_listens_on_loopback_and_asks_nobody() -> None:
    session = open_session(SwarmOptions.for_tunnels(upload_limit=1, download_limit=2, downloads_at_once=3))
    settings = session.get_settings()
    assert settings["listen_interfaces"] == "127.0.0.1:0"
    ways = ("dht", "lsd", "upnp", "natpmp", "incoming_utp", "outgoing_utp", "outgoing_tcp")
    assert not any(settings[f"enable_{way}"] for way in ways)
    assert (settings["upload_rate_limit"], settings["download_rate_limit"]) == (1024, 2048)
