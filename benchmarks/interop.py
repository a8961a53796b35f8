"""Other BitTorrent clients get what Passalong shares in public, and Passalong gets what they seed.

    python -m benchmarks.interop [--only NAME,NAME]

One line per way of passing; exit code 1 if one fails. Each starts with new profiles and cold processes, on
loopback. "Too old" are clients whose installed version cannot use the kind of torrent that Passalong makes.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks import passalong
from benchmarks.clients import CLIENTS, Client, PeerTaker
from benchmarks.passalong import LAB_NETWORK
from benchmarks.programs import LOOPBACK, Program, ProgramFailed, TooSlow, module
from benchmarks.samples import KIB, same
from benchmarks.tracker import Tracker

_SECONDS: Final = 60
_NAME: Final = "Sample ночь 夜"
_FILES: Final = 40
_SIZE: Final = 333 * KIB
_GROWTH: Final = 1001
_PADDING: Final = ".pad"
"""Where clients that do not know BEP 47 put what hybrid torrents have between files."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything one way of passing needs: the client and the tracker run, the folders are empty."""

    source: Path
    home: Path
    tracker: Tracker
    client: Client

    @property
    def inbox(self) -> Path:
        return self.home / "in"

    @property
    def torrent(self) -> Path:
        return self.home / "share.torrent"

    @property
    def profile(self) -> Path:
        return self.home / "profile"


class TooOld(Exception):
    """The installed version of the client cannot use this kind of torrent or link."""


def make_sample(parent: Path) -> Path:
    """Write a folder in which no two files need the same padding, which rTorrent 0.9.8 could not bear."""
    folder = parent / _NAME
    folder.mkdir()
    for number in range(_FILES):
        (folder / f"{number:02}.bin").write_bytes(os.urandom(_SIZE + number * _GROWTH))
    return folder


def share_in_public(bench: Bench, *, magnet: bool) -> str:
    """Share the source, write its torrent, stop again, and say what the client is to be given."""
    shared = passalong.run(
        bench.profile,
        *("share", str(bench.source), "--public", "--tracker", bench.tracker.url),
        *("--torrent", str(bench.torrent), "--until-sent", "0"),
        network=LAB_NETWORK,
        seconds=_SECONDS,
    )
    version = version_of(shared)
    if not bench.client.reads(version):
        raise TooOld(f"{version} torrents")
    if magnet and not bench.client.takes_magnet(version):
        raise TooOld(f"{version} magnet links")
    return str(shared["magnet"] if magnet else bench.torrent)


def version_of(shared: dict[str, Any]) -> str:
    if shared["infohash_v1"] is None:
        return "v2"
    return "v1" if shared["infohash_v2"] is None else "hybrid"


def client_gets(bench: Bench, *, magnet: bool) -> None:
    """Let the client come first and Passalong after it, so that each may be the one who finds the other.

    They meet at the tracker, or, where a magnet link names none, by the client being told.
    """
    given = share_in_public(bench, magnet=magnet)
    told = bench.client if magnet and isinstance(bench.client, PeerTaker) else None
    bench.client.get(given, bench.inbox)
    if told is None:
        bench.tracker.wait_for(bench.client.port, _SECONDS)
    with passalong.running_node(bench.profile, _SECONDS) as node:
        if told is not None:
            told.tell_peer(node.swarm_port)
        bench.client.wait_whole(_SECONDS)


def client_seeds(bench: Bench, version: str, *, magnet: bool) -> None:
    """Tell Passalong of the client with `--peer`: it does not follow a stranger's trackers."""
    what = (str(bench.source), str(bench.torrent), version, bench.tracker.url)
    maker = Program(module("bare_pair", "make", *what), bench.home / "maker.log")
    made = maker.event(_SECONDS)
    maker.succeed(_SECONDS)
    if not bench.client.knows_padding:
        write_padding(bench.source, made["padding"])
    bench.client.seed(bench.torrent, bench.source.parent, _SECONDS)
    bench.tracker.wait_for(bench.client.port, _SECONDS)
    passalong.run(
        bench.profile,
        *("get", made["magnet"] if magnet else str(bench.torrent), "--to", str(bench.inbox)),
        *("--peer", f"{LOOPBACK}:{bench.client.port}", "--timeout", str(_SECONDS)),
        network=LAB_NETWORK,
        seconds=_SECONDS,
    )


def write_padding(source: Path, sizes: Iterable[int]) -> None:
    """Put beside the files what such a client has there when it got them by the same torrent."""
    for size in sizes:
        path = source / _PADDING / str(size)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(size))


def ways(kind: type[Client]) -> Iterator[tuple[str, Callable[[Bench], None]]]:
    for magnet in (False, True):
        by = "magnet" if magnet else ".torrent"
        yield f"passalong -> {kind.name}, {by}", partial(client_gets, magnet=magnet)
        for version in filter(kind.reads, kind.versions):
            label = f"{kind.name} -> passalong, {version} {by}"
            yield label, partial(client_seeds, version=version, magnet=magnet)


def outcome(kind: type[Client], way: Callable[[Bench], None], source: Path, home: Path) -> str:
    """Go one way and say how it went."""
    with ExitStack() as stack:
        bench = Bench(source, home, stack.enter_context(Tracker()), kind(home / "client"))
        bench.inbox.mkdir()
        stack.callback(shutil.rmtree, source / _PADDING, ignore_errors=True)
        stack.callback(bench.client.end)
        bench.client.prepare()
        bench.client.start()
        try:
            way(bench)
        except TooOld as what:
            return f"too old: {'.'.join(map(str, kind.version()))} cannot use {what}"
        except (ProgramFailed, TooSlow) as failure:
            return f"FAILED: {type(failure).__name__} {failure}"
    received = bench.inbox / source.name
    shutil.rmtree(received / _PADDING, ignore_errors=True)
    return "ok" if same(source, received) else "FAILED: what has arrived is not what was sent"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interop", description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME,NAME", help=", ".join(kind.name for kind in CLIENTS))
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="passalong-interop-") as place:
        source = make_sample(Path(place))
        for kind in CLIENTS:
            if options.only and kind.name not in options.only.split(","):
                continue
            if not kind.installed():
                print(f"{kind.name:52} not installed")
                continue
            for label, way in ways(kind):
                verdict = outcome(kind, way, source, Path(tempfile.mkdtemp(dir=place)))
                failed += verdict.startswith("FAILED")
                print(f"{label:52} {verdict}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
