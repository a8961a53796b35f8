"""Bare libtorrent, a process for each part: the least that passing files this way can cost.

    python -m benchmarks.bare_pair make PATH TORRENT v1|v2|hybrid [TRACKER]
    python -m benchmarks.bare_pair seed PATH TORRENT
    python -m benchmarks.bare_pair get TORRENT FOLDER PORT

`make` only writes a torrent, for programs that cannot, and prints its magnet link and its padding. `seed`
makes a v2 torrent and prints its port. `get` says that it is done when libtorrent says so and has flushed:
before that, files on disk are not whole.
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any, Final

import libtorrent as lt

LOOPBACK: Final = "127.0.0.1"
_FLAGS: Final = {
    "v1": lt.create_torrent.v1_only,
    "v2": lt.create_torrent.v2_only,
    "hybrid": 0,
}


def make(path: Path, version: str, tracker: str | None = None) -> Any:
    torrent = lt.create_torrent(lt.list_files(str(path)), 0, _FLAGS[version])
    if tracker:
        torrent.add_tracker(tracker)
    lt.set_piece_hashes(torrent, str(path.parent))
    return torrent.generate()


def padding(entry: Any) -> list[int]:
    """Return the sizes of what lies between files (BEP 47), each called `.pad` and its size."""
    files = entry[b"info"].get(b"files", ())
    return [file[b"length"] for file in files if b"p" in file.get(b"attr", b"")]


def session() -> Any:
    """Return a session as libtorrent makes it, but without uTP, which crawls on loopback, and on its own."""
    return lt.session(
        {
            "listen_interfaces": f"{LOOPBACK}:0",
            "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
            "enable_outgoing_utp": False,
            "enable_incoming_utp": False,
            "enable_dht": False,
            "enable_lsd": False,
            "enable_upnp": False,
            "enable_natpmp": False,
        }
    )


def add(swarms: Any, torrent: Any, folder: Path, flags: int = 0) -> Any:
    wanted = lt.add_torrent_params()
    wanted.ti = torrent
    wanted.save_path = str(folder)
    wanted.flags = flags
    return swarms.add_torrent(wanted)


def say(**fields: object) -> None:
    print(json.dumps(fields), flush=True)


def seed(path: Path, torrent: Path) -> None:
    entry = make(path, "v2")
    torrent.write_bytes(lt.bencode(entry))
    swarms = session()
    add(swarms, lt.torrent_info(entry), path.parent, lt.torrent_flags.seed_mode)
    say(event="ready", port=swarms.listen_port())
    signal.sigwait({signal.SIGTERM})


def get(torrent: Path, folder: Path, port: int) -> None:
    swarms = session()
    handle = add(swarms, lt.torrent_info(str(torrent)), folder)
    handle.connect_peer((LOOPBACK, port))
    while True:
        swarms.wait_for_alert(1000)
        for alert in swarms.pop_alerts():
            if isinstance(alert, lt.torrent_error_alert | lt.file_error_alert):
                sys.exit(alert.message())
            if isinstance(alert, lt.torrent_finished_alert):
                handle.flush_cache()
            if isinstance(alert, lt.cache_flushed_alert):
                say(event="done")
                signal.sigwait({signal.SIGTERM})
                return


def main(arguments: list[str]) -> None:
    # Held back from the first moment, so that it waits for sigwait instead of ending us half way.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    match arguments:
        case ["make", path, torrent, version, *tracker]:
            entry = make(Path(path), version, *tracker)
            Path(torrent).write_bytes(lt.bencode(entry))
            say(magnet=lt.make_magnet_uri(lt.torrent_info(entry)), padding=padding(entry))
        case ["seed", path, torrent]:
            seed(Path(path), Path(torrent))
        case ["get", torrent, folder, port]:
            get(Path(torrent), Path(folder), int(port))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
