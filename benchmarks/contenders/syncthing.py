"""Syncthing: two devices that know each other and share one folder. Everything is encrypted on the way."""

import http.client
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, override

from benchmarks.contenders.contender import START_SECONDS, Contender
from benchmarks.programs import LOOPBACK, ProgramFailed, free_port, wait_until
from benchmarks.samples import files_in

_KEY: Final = "benchmark"


@dataclass(frozen=True, slots=True)
class Device:
    """One of the two: its identity, its ports, its folder."""

    home: Path
    identity: str
    port: int
    control: int
    folder: Path

    @classmethod
    def made(cls, home: Path, folder: Path) -> "Device":
        done = subprocess.run(
            ["syncthing", "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"],
            check=True,
            capture_output=True,
            text=True,
        )
        found = re.search(r"Device ID: (\S+)", done.stdout + done.stderr)
        if found is None:
            raise ProgramFailed("syncthing made no device")
        return cls(home, found[1], free_port(), free_port(), folder)

    def configure(self, other: "Device", kind: str) -> None:
        settings = _SETTINGS.format(me=self, other=other, kind=kind, key=_KEY, host=LOOPBACK)
        (self.home / "config.xml").write_text(settings, encoding="utf-8")

    def status(self) -> dict[str, Any]:
        """Return how the folder stands; nothing as long as the program does not answer yet."""
        control = http.client.HTTPConnection(LOOPBACK, self.control, timeout=10)
        try:
            control.request("GET", "/rest/db/status?folder=share", headers={"X-API-Key": _KEY})
            answer = control.getresponse()
            text = answer.read()
        except ConnectionError:
            return {}
        finally:
            control.close()
        found: dict[str, Any] = json.loads(text) if answer.status == http.HTTPStatus.OK else {}
        return found


class Syncthing(Contender):
    name = "syncthing"
    needs = ("syncthing",)

    @override
    def prepare(self) -> None:
        source = self.task.source
        self._files = len(files_in(source))
        self._sender = Device.made(self.task.home / "sender", source.parent)
        self._receiver = Device.made(self.task.home / "receiver", self.task.inbox)
        self._sender.configure(self._receiver, "sendonly")
        self._receiver.configure(self._sender, "receiveonly")

    @override
    def send(self) -> None:
        self._start(self.senders, self._command(self._sender))
        wait_until(lambda: self._whole(self._sender), START_SECONDS + self.task.seconds, "syncthing to scan")

    @override
    def receive(self) -> None:
        self._start(self.receivers, self._command(self._receiver))
        wait_until(lambda: self._whole(self._receiver), self.task.seconds, "syncthing")

    def _whole(self, device: Device) -> bool:
        status = device.status()
        return status.get("state") == "idle" and status["localFiles"] == self._files

    @staticmethod
    def _command(device: Device) -> list[str]:
        return ["syncthing", "serve", f"--home={device.home}", "--no-browser", "--no-restart", "--no-upgrade"]


_SETTINGS: Final = """\
<configuration version="36">
  <folder id="share" path="{me.folder}" type="{kind}" fsWatcherEnabled="false">
    <device id="{me.identity}"/>
    <device id="{other.identity}"/>
    <markerName>.</markerName>
  </folder>
  <device id="{me.identity}"><address>dynamic</address></device>
  <device id="{other.identity}"><address>tcp://{host}:{other.port}</address></device>
  <gui enabled="true" tls="false">
    <address>{host}:{me.control}</address>
    <apikey>{key}</apikey>
  </gui>
  <options>
    <listenAddress>tcp://{host}:{me.port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <setLowPriority>false</setLowPriority>
    <crashReportingEnabled>false</crashReportingEnabled>
    <urAccepted>-1</urAccepted>
  </options>
</configuration>
"""
