"""A file through a tunnel, beside a bare forwarder: what admission and all else around the bytes cost.

    python -m benchmarks.tunnel [--rounds N] [--size MIB]

Both ends are processes of their own, each with a bare libtorrent session on loopback. The bare forwarder does
nothing but carry bytes between a local connection and a stream of an iroh call.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import libtorrent as lt
import msgspec

from benchmarks.bare_pair import LOOPBACK, add, make, say, session
from benchmarks.programs import Program, module
from desktop.clock import WallClock
from desktop.net.calls.endpoint import Call, CallOptions, Endpoint, Stream
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.knock import Knock, name_of, names_of
from desktop.net.tunnel.near_end import Wanted
from desktop.net.tunnel.tunnels import ALPN, Tunnels
from desktop.reach import Reach

KINDS: Final = ("bare forwarder", "passalong")
SHARE: Final = bytes(32)
SECRET: Final = bytes(range(16))
_CHUNK: Final = 256 * 1024
_LIMIT: Final = 300.0
_MIB: Final = 1024 * 1024

type Read = Callable[[int], Awaitable[bytes]]
type Write = Callable[[bytes], Awaitable[None]]


async def _pump(read: Read, write: Write) -> None:
    while data := await read(_CHUNK):
        await write(data)


async def _forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, stream: Stream) -> None:
    async def send(data: bytes) -> None:
        writer.write(data)
        await writer.drain()

    await asyncio.gather(_pump(reader.read, stream.write), _pump(stream.read, send))


async def _serve_bare(call: Call, port: int) -> None:
    while True:
        stream = await call.accept_stream()
        reader, writer = await asyncio.open_connection(LOOPBACK, port, limit=2 * _CHUNK)
        asyncio.create_task(_forward(reader, writer, stream))  # noqa: RUF006 - it ends with the process


def _tunnels(endpoint: Endpoint, port: int, names: frozenset[bytes]) -> Tunnels:
    async def admit(caller: bytes, knock: Knock) -> frozenset[bytes] | None:
        del caller, knock
        return names

    return Tunnels(
        endpoint.endpoint_id,
        lambda reach, alpn: endpoint.dial(reach, alpn, seconds=5),
        lambda: port,
        admit,
        Allowance(WallClock(), is_free=False),
    )


def _infohash(entry: Any) -> bytes:
    found: bytes = lt.torrent_info(entry).info_hashes().v2.to_bytes()
    return found


async def _checked(handle: Any) -> None:
    states = lt.torrent_status.states
    while handle.status().state in {states.checking_files, states.checking_resume_data}:  # noqa: ASYNC110 - libtorrent knows of no events here
        await asyncio.sleep(0.005)


def plain_session() -> Any:
    """Return a bare session that speaks plain, as it may inside a call."""
    swarms = session()
    disabled = int(lt.enc_policy.disabled)
    swarms.apply_settings({"in_enc_policy": disabled, "out_enc_policy": disabled})
    return swarms


async def seed(kind: str, path: Path, entry: Any) -> None:
    """Give `path`; say where."""
    swarms = plain_session()
    add(swarms, lt.torrent_info(entry), path.parent, lt.torrent_flags.seed_mode)
    endpoint = await Endpoint.open(os.urandom(32), CallOptions(bind=LOOPBACK), (ALPN,))
    say(event="ready", reach=msgspec.msgpack.encode(endpoint.reach()).hex())
    call = await endpoint.accept()
    assert call is not None
    port = swarms.listen_port()
    if kind == KINDS[0]:
        await _serve_bare(call, port)
    await _tunnels(endpoint, port, names_of(None, _infohash(entry))).serve(call)


async def get(kind: str, entry: Any, folder: Path, reach: Reach) -> None:
    """Get it; say how long it took, in seconds of the clock and of the processor."""
    swarms = plain_session()
    endpoint = await Endpoint.open(os.urandom(32), CallOptions(bind=LOOPBACK), (ALPN,))
    began = time.perf_counter()
    if kind == KINDS[0]:
        call = await endpoint.dial(reach, ALPN, seconds=5)

        async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _forward(reader, writer, await call.open_stream())

        server = await asyncio.start_server(forward, LOOPBACK, 0, limit=2 * _CHUNK)
        handle = add(swarms, lt.torrent_info(entry), folder)
        handle.connect_peer(server.sockets[0].getsockname())
    else:
        tunnels = _tunnels(endpoint, swarms.listen_port(), frozenset())
        handle = add(swarms, lt.torrent_info(entry), folder)
        await _checked(handle)  # before that, a session refuses whoever is led to it
        await tunnels.lead(Wanted(SHARE, SECRET, name_of(_infohash(entry))), reach)
    while not handle.status().is_seeding:  # noqa: ASYNC110 - libtorrent knows of no events here
        await asyncio.sleep(0.02)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    say(event="done", seconds=seconds, cpu=used.ru_utime + used.ru_stime, resident=used.ru_maxrss * 1024)


def once(kind: str, path: Path, folder: Path) -> dict[str, float]:
    """Pass `path` along once; return what the receiver says of it."""
    torrent = folder / "share.torrent"
    giving = module("tunnel", "seed", kind, str(path), str(torrent))
    with Program(giving, folder / "give.log") as giver:
        reach = giver.event(_LIMIT)["reach"]
        getting = module("tunnel", "get", kind, str(torrent), str(folder / "in"), reach)
        with Program(getting, folder / "get.log") as getter:
            return dict(getter.event(_LIMIT))


def main(arguments: list[str]) -> None:
    match arguments:
        case ["seed", kind, path, torrent]:
            entry = make(Path(path), "v2")
            Path(torrent).write_bytes(lt.bencode(entry))
            asyncio.run(seed(kind, Path(path), entry))
        case ["get", kind, torrent, folder, reach]:
            found = msgspec.msgpack.decode(bytes.fromhex(reach), type=Reach)
            asyncio.run(get(kind, lt.bdecode(Path(torrent).read_bytes()), Path(folder), found))
            signal.pause()
        case _:
            compare(arguments)


def compare(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tunnel")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=512, metavar="MIB")
    options = parser.parse_args(arguments)
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "big.bin"
        with path.open("wb") as file:
            for _ in range(options.size):
                file.write(os.urandom(_MIB))
        for number in range(options.rounds):
            for kind in KINDS if number % 2 else reversed(KINDS):
                folder = Path(home) / f"{number} {kind}"
                (folder / "in").mkdir(parents=True)
                found = once(kind, path, folder)
                seconds[kind].append(found["seconds"])
                speed = options.size * _MIB / 1e6 / found["seconds"]
                print(
                    f"round {number + 1}  {kind:15} {found['seconds']:6.2f} s  {speed:5.0f} MB/s"
                    f"  CPU {found['cpu']:5.2f} s  {found['resident'] / 1e6:4.0f} MB",
                    flush=True,
                )
                (folder / "in" / path.name).write_bytes(b"")
    quotients = [bare / own for bare, own in zip(*(seconds[kind] for kind in KINDS), strict=True)]
    print(json.dumps({"bare / passalong": [round(quotient, 2) for quotient in sorted(quotients)]}))
    print(f"median {statistics.median(quotients):.2f}; goal >= 0.9")


if __name__ == "__main__":
    main(sys.argv[1:])
