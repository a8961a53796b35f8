"""Transmission's daemon, driven over its RPC (versions 3 and 4)."""

import base64
import http.client
import json
from pathlib import Path
from typing import Any, override

from benchmarks.clients.client import START_SECONDS, Client
from benchmarks.programs import LOOPBACK, ProgramFailed, free_port, wait_until


class Transmission(Client):
    """It knows v1 only, and reads what it seeds once more before it offers it."""

    name = "transmission"
    refuses_loopback = True
    program = "transmission-daemon"
    versions = ("v1", "hybrid")
    no_hybrid_until = (3, 0)

    def __init__(self, home: Path, address: str = LOOPBACK) -> None:
        super().__init__(home, address)
        self._control = free_port()
        self._rpc = http.client.HTTPConnection(LOOPBACK, self._control, timeout=10)
        self._session = ""

    @override
    def prepare(self) -> None:
        pass

    @override
    def start(self) -> None:
        self._run(
            *(self.program, "--foreground", "--config-dir", str(self.home)),
            *("--port", str(self._control), "--rpc-bind-address", LOOPBACK, "--no-auth"),
            *("--peerport", str(self.port), "--bind-address-ipv4", self.address),
            *("--no-dht", "--no-lpd", "--no-utp", "--no-portmap", "--no-incomplete-dir"),
        )

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        self._add(str(torrent), folder)
        self.wait_whole(seconds)

    @override
    def get(self, source: str, folder: Path) -> None:
        self._add(source, folder)

    @override
    def wait_whole(self, seconds: float) -> None:
        wait_until(self._whole, seconds, "transmission")

    @override
    def end(self) -> None:
        self._rpc.close()
        super().end()

    def _whole(self) -> bool:
        rows = self._call("torrent-get", fields=["leftUntilDone", "status", "metadataPercentComplete"])[
            "torrents"
        ]
        seeding = 6
        return any(row["status"] == seeding and row["metadataPercentComplete"] == 1 for row in rows)

    def _add(self, source: str, folder: Path) -> None:
        wait_until(self._answers, START_SECONDS, "transmission to start")
        is_link = source.startswith("magnet:")
        what = (
            {"filename": source}
            if is_link
            else {"metainfo": base64.b64encode(Path(source).read_bytes()).decode()}
        )
        self._call("torrent-add", **what, **{"download-dir": str(folder)})

    def _answers(self) -> bool:
        try:
            self._call("session-get")
        except ConnectionError:
            self._rpc.close()
            return False
        return True

    def _call(self, method: str, **arguments: object) -> Any:
        body = json.dumps({"method": method, "arguments": arguments})
        header = "X-Transmission-Session-Id"
        self._rpc.request("POST", "/transmission/rpc", body, {header: self._session})
        answer = self._rpc.getresponse()
        text = answer.read()
        if answer.status == http.HTTPStatus.CONFLICT:
            # Its guard against foreign web pages: the first refusal names the word to repeat.
            self._session = answer.headers[header]
            return self._call(method, **arguments)
        found = json.loads(text)
        if found["result"] != "success":
            raise ProgramFailed(f"transmission: {found['result']}")
        return found["arguments"]
