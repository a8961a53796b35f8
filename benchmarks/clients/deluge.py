"""Deluge's daemon, driven by its console (version 2)."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final, override

from benchmarks.clients.client import START_SECONDS, Client
from benchmarks.programs import LOOPBACK, ProgramFailed, free_port, listening, wait_until

_CONSOLE: Final = "deluge-console"
_NAME: Final = "localclient"
_WORD: Final = "interop"
_ADMINISTRATOR: Final = 10


class Deluge(Client):
    """Another program around libtorrent. Its log is shut: 2.0.3 stumbles over it on Python 3.11."""

    name = "deluge"
    program = "deluged"
    versions = ("hybrid", "v1")
    knows_padding = True

    def __init__(self, home: Path, address: str = LOOPBACK) -> None:
        super().__init__(home, address)
        self._control = free_port()

    @override
    @classmethod
    def installed(cls) -> bool:
        return super().installed() and shutil.which(_CONSOLE) is not None

    @override
    def prepare(self) -> None:
        settings = {
            "listen_ports": [self.port, self.port],
            "random_port": False,
            **dict.fromkeys(("dht", "lsd", "natpmp", "upnp", "new_release_check"), False),
        }
        # Its settings are two JSON values one behind the other: what the file is, and what it holds.
        text = json.dumps({"file": 1, "format": 1}) + json.dumps(settings)
        (self.home / "core.conf").write_text(text, encoding="utf-8")
        (self.home / "auth").write_text(f"{_NAME}:{_WORD}:{_ADMINISTRATOR}\n", encoding="utf-8")

    @override
    def start(self) -> None:
        self._run(
            *(self.program, "--do-not-daemonize", "--config", str(self.home), "--loglevel", "none"),
            *("--ui-interface", LOOPBACK, "--port", str(self._control)),
            *("--interface", self.address, "--outgoing-interface", "lo"),
        )

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        self.get(str(torrent), folder)
        self.wait_whole(seconds)

    @override
    def get(self, source: str, folder: Path) -> None:
        wait_until(lambda: listening(self._control), START_SECONDS, "deluged to start")
        told = self._console("add", "--path", str(folder), source)
        if "Torrent added!" not in told:
            raise ProgramFailed(f"deluge refused a torrent: {told}")

    @override
    def wait_whole(self, seconds: float) -> None:
        wait_until(lambda: "[S]" in self._console("info"), seconds, self.name)

    def _console(self, *command: str) -> str:
        told = subprocess.run(
            [
                *(_CONSOLE, "--quiet", "--config", str(self.home / "console")),
                *("--daemon", LOOPBACK, "--port", str(self._control)),
                *("--username", _NAME, "--password", _WORD, *command),
            ],
            check=False,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
        return told.stdout
