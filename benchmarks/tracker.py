"""A BitTorrent tracker on loopback, for clients that cannot be told of a peer (BEP 3, BEP 23)."""

import http.server
import socket
import struct
import threading
from collections import defaultdict
from typing import Final, Self, override
from urllib.parse import parse_qs, urlsplit

from benchmarks.programs import LOOPBACK, wait_until

_INTERVAL_SECONDS: Final = 5
_PATH: Final = "/announce"


class Tracker:
    """Knows who is in which swarm. Runs in threads of its own."""

    def __init__(self, address: str = LOOPBACK) -> None:
        self._swarms: dict[bytes, set[tuple[str, int]]] = defaultdict(set)
        self._guard = threading.Lock()
        tracker = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path, query = urlsplit(self.path)[2:4]
                if path != _PATH:
                    # Clients also ask for statistics ("scrape"), which nobody needs here.
                    self.send_error(http.HTTPStatus.NOT_FOUND)
                    return
                answer = tracker.answer(query, self.client_address[0])
                self.send_response(http.HTTPStatus.OK)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            @override
            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer((address, 0), Handler)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        address, port = self._server.server_address[:2]
        return f"http://{address!s}:{port}{_PATH}"

    def answer(self, query: str, address: str) -> bytes:
        """Take one announcement and return the others of its swarm, bencoded."""
        # Latin-1 maps every byte of the info-hash to one character and back.
        fields = parse_qs(query, encoding="latin-1")
        swarm = fields["info_hash"][0].encode("latin-1")
        peer = (address, int(fields["port"][0]))
        with self._guard:
            others = sorted(self._swarms[swarm] - {peer})
            if fields.get("event") == ["stopped"]:
                self._swarms[swarm].discard(peer)
            else:
                self._swarms[swarm].add(peer)
        peers = b"".join(socket.inet_aton(host) + struct.pack(">H", port) for host, port in others)
        return b"d8:intervali%de5:peers%d:%be" % (_INTERVAL_SECONDS, len(peers), peers)

    def wait_for(self, port: int, seconds: float) -> None:
        """Wait until the peer that listens on `port` is in some swarm."""
        wait_until(lambda: self._knows(port), seconds, f"announcement of port {port}")

    def _knows(self, port: int) -> bool:
        with self._guard:
            return any(port == known for swarm in self._swarms.values() for _, known in swarm)
