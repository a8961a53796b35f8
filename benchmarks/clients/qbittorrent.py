"""qBittorrent without its window, driven over its web API (version 2.8 and later)."""

import http.client
import json
import uuid
from pathlib import Path
from typing import Any, ClassVar, Final, override
from urllib.parse import urlencode

from benchmarks.clients.client import START_SECONDS, PeerTaker, StayingClient
from benchmarks.programs import LOOPBACK, ProgramFailed, free_port, wait_until

_QBITTORRENT_SETTINGS: Final = """\
[LegalNotice]
Accepted=true

[BitTorrent]
Session\\BTProtocol=TCP
Session\\DHTEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo
Session\\InterfaceAddress=127.0.0.1
Session\\LSDEnabled=false
Session\\Port={port}
Session\\RefreshInterval={refresh}

[Network]
PortForwardingEnabled=false

[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\LocalHostAuth=false
WebUI\\Port={control}
WebUI\\UseUPnP=false
"""


class Qbittorrent(StayingClient, PeerTaker):
    """With its defaults, but over TCP only, which is its best on loopback."""

    name = "qbittorrent-nox"
    program = "qbittorrent-nox"
    versions = ("v2", "hybrid", "v1")
    knows_padding = True
    refresh_milliseconds: ClassVar[int] = 1500
    """How often it looks at its torrents: it says that one is done up to this much later."""

    def __init__(self, home: Path, address: str = LOOPBACK) -> None:
        super().__init__(home, address)
        self._control = free_port()
        self._web = http.client.HTTPConnection(LOOPBACK, self._control, timeout=10)

    @override
    def prepare(self) -> None:
        path = self.home / "qBittorrent" / "config" / "qBittorrent.conf"
        path.parent.mkdir(parents=True)
        settings = _QBITTORRENT_SETTINGS.format(
            control=self._control,
            port=self.port,
            refresh=self.refresh_milliseconds,
        )
        path.write_text(settings, encoding="utf-8")

    @override
    def start(self) -> None:
        self._run(self.program, f"--profile={self.home}")

    @override
    def wait_ready(self) -> None:
        wait_until(self._answers, START_SECONDS, "qbittorrent-nox to start")

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        # Its own "create torrent" starts to seed without reading everything a second time, so neither do we.
        self._add(str(torrent), folder, skip_checking="true")
        self.wait_whole(seconds)

    @override
    def get(self, source: str, folder: Path) -> None:
        self._add(source, folder)

    @override
    def tell_peer(self, port: int) -> None:
        wait_until(lambda: bool(self._torrents()), START_SECONDS, "qbittorrent-nox to list the torrent")
        fields = {"hashes": self._torrents()[0]["hash"], "peers": f"{LOOPBACK}:{port}"}
        self._ask(
            "POST", "torrents/addPeers", urlencode(fields).encode(), "application/x-www-form-urlencoded"
        )

    @override
    def wait_whole(self, seconds: float) -> None:
        wait_until(self._whole, seconds, "qbittorrent-nox")

    @override
    def end(self) -> None:
        self._web.close()
        super().end()

    def _whole(self) -> bool:
        return any(
            row["state"] in {"uploading", "stalledUP", "queuedUP", "forcedUP"} for row in self._torrents()
        )

    def _torrents(self) -> Any:
        return json.loads(self._ask("GET", "torrents/info"))

    def _add(self, source: str, folder: Path, **fields: str) -> None:
        self.wait_ready()
        fields |= {"savepath": str(folder), "paused": "false", "contentLayout": "Original"}
        if source.startswith("magnet:"):
            body, kind = _form(fields | {"urls": source})
        else:
            body, kind = _form(fields, Path(source))
        answer = self._ask("POST", "torrents/add", body, kind)
        if answer != b"Ok.":
            raise ProgramFailed(f"qbittorrent-nox refused a torrent: {answer!r}")

    def _answers(self) -> bool:
        try:
            self._ask("GET", "app/version")
        except ConnectionError:
            self._web.close()
            return False
        return True

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        self._web.request(method, f"/api/v2/{path}", body, {"Content-Type": kind} if kind else {})
        return self._web.getresponse().read()


class PromptQbittorrent(Qbittorrent):
    """Tuned to say at once what it knows: what its engine does, rather than what a person sees."""

    name = "qbittorrent prompt"
    refresh_milliseconds = 50


def _form(fields: dict[str, str], torrent: Path | None = None) -> tuple[bytes, str]:
    """Return the body and the type of a form with an optional file (RFC 7578)."""
    border = uuid.uuid4().hex
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if torrent is not None:
        head = 'Content-Disposition: form-data; name="torrents"; filename="share.torrent"'
        kind = "Content-Type: application/x-bittorrent"
        parts.append(f"--{border}\r\n{head}\r\n{kind}\r\n\r\n".encode() + torrent.read_bytes() + b"\r\n")
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"
