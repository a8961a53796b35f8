"""Magic Wormhole over a mailbox of its own on loopback. It encrypts, and sends a folder as one archive."""

from typing import Final, override

from benchmarks.contenders.contender import START_SECONDS, Contender
from benchmarks.programs import LOOPBACK, Program, free_port, listening, wait_until

_CODE: Final = "1-sample-code"


class Wormhole(Contender):
    name = "magic-wormhole"
    needs = ("wormhole", "twistd3")

    @override
    def prepare(self) -> None:
        port = free_port()
        self._url = f"ws://{LOOPBACK}:{port}/v1"
        folder = self.task.home
        self._mailbox = Program(
            [
                *("twistd3", "--nodaemon", f"--pidfile={folder / 'mailbox.pid'}", "wormhole-mailbox"),
                *(f"--port=tcp:{port}:interface={LOOPBACK}", f"--channel-db={folder / 'mailbox.db'}"),
            ],
            folder / "mailbox.log",
        )
        wait_until(lambda: listening(port), START_SECONDS, "the mailbox to listen")

    @override
    def send(self) -> None:
        self._start(self.senders, self._command("send", "--code", _CODE, str(self.task.source)))
        wait_until(self._offered, self.task.seconds, "wormhole to offer")

    @override
    def receive(self) -> None:
        command = self._command("receive", "--accept-file", "--output-file", str(self.task.received), _CODE)
        self._start(self.receivers, command).succeed(self.task.seconds)

    @override
    def stop(self) -> None:
        super().stop()
        self._mailbox.end()

    def _command(self, verb: str, *arguments: str) -> list[str]:
        options = ("--relay-url", self._url, "--transit-helper", "")
        return ["wormhole", *options, verb, "--hide-progress", *arguments]

    def _offered(self) -> bool:
        return _CODE in (self.task.home / "sender.log").read_text(encoding="utf-8")
