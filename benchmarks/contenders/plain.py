"""A server that hands out files and a program that fetches them: nothing is hashed beforehand."""

import getpass
from pathlib import Path
from typing import Final, override

from benchmarks.contenders.contender import START_SECONDS, Contender
from benchmarks.programs import LOOPBACK, free_port, listening, wait_until
from benchmarks.samples import files_in


class Rsync(Contender):
    """The daemon, not over ssh: no encryption, and no hashing beforehand."""

    name = "rsync"
    needs = ("rsync",)

    @override
    def prepare(self) -> None:
        self._port = free_port()
        settings = f"use chroot = no\n[share]\npath = {self.task.source.parent}\n"
        self._settings.write_text(settings, encoding="utf-8")

    @override
    def send(self) -> None:
        where = (f"--config={self._settings}", f"--address={LOOPBACK}", f"--port={self._port}")
        self._start(self.senders, ["rsync", "--daemon", "--no-detach", *where])
        wait_until(lambda: listening(self._port), START_SECONDS, "rsync to listen")

    @override
    def receive(self) -> None:
        address = f"rsync://{LOOPBACK}:{self._port}/share/{self.task.source.name}"
        command = ["rsync", "--recursive", "--times", address, str(self.task.inbox)]
        self._start(self.receivers, command).succeed(self.task.seconds)

    @property
    def _settings(self) -> Path:
        return self.task.home / "rsyncd.conf"


class Http(Contender):
    """nginx and curl: nothing is hashed, nothing is verified; about what the machine can do."""

    name = "nginx+curl"
    needs = ("nginx", "curl")

    @override
    def prepare(self) -> None:
        self._port = free_port()
        fields = {
            "person": getpass.getuser(),
            "home": self.task.home,
            "port": self._port,
            "root": self.task.source.parent,
        }
        self._settings.write_text(_NGINX_SETTINGS.format(**fields), encoding="utf-8")
        orders = (
            f'url = "http://{LOOPBACK}:{self._port}/{file}"\noutput = "{self.task.inbox / file}"\n'
            for file in files_in(self.task.source)
        )
        self._orders.write_text("".join(orders), encoding="utf-8")

    @override
    def send(self) -> None:
        self._start(self.senders, ["nginx", "-c", str(self._settings), "-p", str(self.task.home)])
        wait_until(lambda: listening(self._port), START_SECONDS, "nginx to listen")

    @override
    def receive(self) -> None:
        command = ["curl", "--silent", "--fail", "--create-dirs", "--config", str(self._orders)]
        self._start(self.receivers, command).succeed(self.task.seconds)

    @property
    def _settings(self) -> Path:
        return self.task.home / "nginx.conf"

    @property
    def _orders(self) -> Path:
        return self.task.home / "curl.conf"


_NGINX_SETTINGS: Final = """\
user {person};
daemon off;
pid {home}/nginx.pid;
error_log {home}/nginx.log;
events {{}}
http {{
    access_log off;
    sendfile on;
    server {{
        listen 127.0.0.1:{port};
        root {root};
    }}
}}
"""
