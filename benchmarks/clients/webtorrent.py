"""WebTorrent, a library for node (version 3) that shares no code with libtorrent.

`webtorrent.mjs` beside this module is the program around it.
"""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final, override

from benchmarks.clients.client import LoneClient

_SCRIPT: Final = Path(__file__).with_suffix(".mjs")


class Webtorrent(LoneClient):
    """It knows v1 only."""

    name = "webtorrent"
    program = "node"
    versions = ("hybrid", "v1")

    @override
    @classmethod
    def installed(cls) -> bool:
        return super().installed() and (_modules() / "webtorrent" / "index.js").exists()

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        self.get(str(torrent), folder)
        self.wait_whole(seconds)

    @override
    def get(self, source: str, folder: Path) -> None:
        self._run(self.program, str(_SCRIPT), str(_modules()), str(self.port), str(folder), source)

    @override
    def wait_whole(self, seconds: float) -> None:
        self.programs[-1].event(seconds)


@cache
def _modules() -> Path:
    """Return where `npm install --global` puts packages: node itself does not look there."""
    if shutil.which("npm") is None:
        return Path()
    told = subprocess.run(["npm", "root", "--global"], check=False, capture_output=True, text=True)
    return Path(told.stdout.strip())
