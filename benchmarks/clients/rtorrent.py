"""rTorrent, driven by a settings file and by the files that its events leave behind."""

from pathlib import Path
from typing import Final, override

from benchmarks.clients.client import LoneClient
from benchmarks.programs import wait_until


class Rtorrent(LoneClient):
    """It starts with the torrent it is to work on."""

    name = "rtorrent"
    program = "rtorrent"
    versions = ("v1", "hybrid")
    version_option = "-h"
    no_hybrid_magnet_until = (0, 9, 8)

    @override
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        self._begin(str(torrent), folder, event="hash_done")
        self.wait_whole(seconds)

    @override
    def get(self, source: str, folder: Path) -> None:
        self._begin(source, folder, event="finished")

    @override
    def wait_whole(self, seconds: float) -> None:
        wait_until(self._mark.exists, seconds, self.program)

    @property
    def _mark(self) -> Path:
        return self.home / "whole"

    def _begin(self, source: str, folder: Path, event: str) -> None:
        settings = self.home / "rtorrent.rc"
        text = _SETTINGS.format(
            address=self.address,
            port=self.port,
            folder=folder,
            session=self.home,
            event=event,
            mark=self._mark,
            source=source,
        )
        settings.write_text(text, encoding="utf-8")
        self._run(self.program, "-n", "-o", f"import={settings}")


_SETTINGS: Final = """\
system.daemon.set = true
session.path.set = {session}
directory.default.set = {folder}
network.bind_address.set = {address}
network.port_range.set = {port}-{port}
network.port_random.set = no
trackers.use_udp.set = no
dht.mode.set = off
protocol.pex.set = no
method.set_key = event.download.{event}, whole, "execute=touch,{mark}"
load.start = "{source}"
"""
