"""Other BitTorrent clients get what Passalong shares in public, and Passalong gets what they seed.

    python -m benchmarks.interop [--only NAME,NAME]

One line per way of passing; exit code 1 if one fails. Each starts with new profiles and cold processes, on
loopback. "Too old" are clients whose installed version cannot read the kind of torrent that Passalong makes.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks import passalong
from benchmarks.clients import CLIENTS, Client
from benchmarks.passalong import LAB_NETWORK
from benchmarks.programs import LOOPBACK, Program, ProgramFailed, TooSlow, module
from benchmarks.samples import KIB, Case, make, same
from benchmarks.tracker import Tracker

_SECONDS: Final = 60
_CASE: Final = Case("Sample ночь 夜", files=40, size=333 * KIB)
"""Some pieces of several files each, and a name that is not plain ASCII."""


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


class CannotRead(Exception):
    """The installed version of the client is too old for the kind of torrent that Passalong made."""


def share_in_public(bench: Bench) -> str:
    """Share the source, write its torrent, stop again, and return the magnet link."""
    shared = passalong.run(
        bench.profile,
        *("share", str(bench.source), "--public", "--tracker", bench.tracker.url),
        *("--torrent", str(bench.torrent), "--until-sent", "0"),
        network=LAB_NETWORK,
        seconds=_SECONDS,
    )
    if not bench.client.reads(version_of(shared)):
        raise CannotRead(version_of(shared))
    magnet: str = shared["magnet"]
    return magnet


def version_of(shared: dict[str, Any]) -> str:
    if shared["infohash_v1"] is None:
        return "v2"
    return "v1" if shared["infohash_v2"] is None else "hybrid"


def client_gets(bench: Bench, *, magnet: bool) -> None:
    """Let the client come first and Passalong after it, so that each may be the one who finds the other.

    They meet at the tracker, or, where a magnet link names none, by the client being told.
    """
    link = share_in_public(bench)
    told = magnet and bench.client.takes_peers
    bench.client.get(link if magnet else str(bench.torrent), bench.inbox)
    if not told:
        bench.tracker.wait_for(bench.client.port, _SECONDS)
    with passalong.running_node(bench.profile, _SECONDS) as node:
        if told:
            bench.client.tell_peer(node.swarm_port)
        bench.client.wait_whole(_SECONDS)


def client_seeds(bench: Bench, version: str, *, magnet: bool) -> None:
    """Tell Passalong of the client with `--peer`: it does not follow a stranger's trackers."""
    what = (str(bench.source), str(bench.torrent), version, bench.tracker.url)
    maker = Program(module("bare_pair", "make", *what), bench.home / "maker.log")
    link = maker.event(_SECONDS)["magnet"]
    maker.succeed(_SECONDS)
    bench.client.seed(bench.torrent, bench.source.parent, _SECONDS)
    bench.tracker.wait_for(bench.client.port, _SECONDS)
    passalong.run(
        bench.profile,
        *("get", link if magnet else str(bench.torrent), "--to", str(bench.inbox)),
        *("--peer", f"{LOOPBACK}:{bench.client.port}", "--timeout", str(_SECONDS)),
        network=LAB_NETWORK,
        seconds=_SECONDS,
    )


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
        stack.callback(bench.client.end)
        bench.client.prepare()
        bench.client.start()
        try:
            way(bench)
        except CannotRead as kind_of_torrent:
            return f"too old: {kind.version()} reads no {kind_of_torrent} torrents"
        except (ProgramFailed, TooSlow) as failure:
            return f"FAILED: {type(failure).__name__} {failure}"
        return (
            "ok"
            if same(source, bench.inbox / source.name)
            else "FAILED: what has arrived is not what was sent"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interop", description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME,NAME", help=", ".join(kind.name for kind in CLIENTS))
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="passalong-interop-") as place:
        source = make(_CASE, Path(place))
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
