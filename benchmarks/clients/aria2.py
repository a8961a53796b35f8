"""aria2, a program per job that ends when it has got everything."""

from pathlib import Path
from typing import override

from benchmarks.clients.client import LoneClient


class Aria2(LoneClient):
    """It knows v1 only."""

    name = "aria2"
    program = "aria2c"
    versions = ("v1", "hybrid")
    no_hybrid_until = (1, 36, 0)

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        self._aria2(str(torrent), folder, "--seed-ratio=0.0", "--bt-seed-unverified=true")

    @override
    def get(self, source: str, folder: Path) -> None:
        self._aria2(source, folder, "--seed-time=0")

    @override
    def wait_whole(self, seconds: float) -> None:
        self.programs[-1].succeed(seconds)

    def _aria2(self, source: str, folder: Path, *options: str) -> None:
        self._run(
            *(
                self.program,
                "--no-conf=true",
                "--quiet=true",
                f"--dir={folder}",
                f"--listen-port={self.port}",
            ),
            *(
                "--enable-dht=false",
                "--enable-dht6=false",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
            ),
            *("--disable-ipv6=true", "--allow-overwrite=true", *options, source),
        )
