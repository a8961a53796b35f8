"""How fast `rebuild` is, against a bare loop that decodes, verifies and inserts the same rows.

    python -m benchmarks.rebuild [--records 100000] [--rounds 5]

Both read the same file. The bare loop is what one would write by hand on sqlite3, msgspec and PyNaCl: no
bounds, no rules, no state hash, one thread.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import nacl.bindings

from desktop.clock import Seconds, hybrid_time
from desktop.ids import DeviceId, ObjectId, PersonId
from desktop.keys import PublicKey, SigningKey
from desktop.share.records.device import DeviceRecord, DeviceStatement
from desktop.share.records.envelope import VERSION, Envelope, Record
from desktop.share.records.kinds import SHARE, TRANSFER, Body, ShareBody, TransferBody, encode_body
from desktop.share.shares import Audience, Role
from desktop.share.store.author import private_space
from desktop.share.store.ledger import row_of
from desktop.share.store.schema import RECORDS, SHARES, TRANSFERS
from desktop.share.store.store import Store
from tests.clocks import TestClock

IDENTITY, DEVICE = SigningKey(b"i" * 32), SigningKey(b"d" * 32)
PERSON = PersonId(IDENTITY.public)
NOW = int(TestClock().now())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        fill(path, options.records)
        times: dict[str, list[float]] = {"bare loop": [], "rebuild": []}
        for _ in range(options.rounds):
            times["bare loop"].append(seconds(lambda: bare_loop(path)))
            times["rebuild"].append(seconds(lambda: rebuild(path)))
    print(f"{options.records} records, {options.rounds} interleaved rounds: seconds (min / median / max)")
    for name, taken in times.items():
        median = statistics.median(taken)
        rate = options.records / median
        print(f"{name:10} {min(taken):7.2f} / {median:.2f} / {max(taken):.2f}   {rate:8.0f} records/s")
    ratio = statistics.median(times["bare loop"]) / statistics.median(times["rebuild"])
    print(f"rebuild runs at {ratio:.2f}x the speed of the bare loop")


def seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def open_store(path: Path) -> Store:
    statement = DeviceStatement(
        person=PERSON,
        device=DeviceId(DEVICE.public),
        endpoint=PublicKey(bytes(32)),
        address=PublicKey(bytes(32)),
        created=Seconds(NOW),
    )
    record = DeviceRecord.signed_by(IDENTITY, statement).wire
    return Store.open(path, clock=TestClock(), person=PERSON, device=DEVICE, device_record=record)


def rebuild(path: Path) -> None:
    with closing(open_store(path)) as store:
        assert store.rebuild().damaged == 0


def bare_loop(path: Path) -> None:
    """Insert the same rows into the same tables, emptied first."""
    share_columns, transfer_columns = ([column.name for column in table.c] for table in (SHARES, TRANSFERS))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM transfers")
        connection.execute("DELETE FROM shares")
        for wire in connection.execute("SELECT wire FROM records").fetchall():
            envelope = msgspec.msgpack.decode(wire[0][64:], type=Envelope)
            nacl.bindings.crypto_sign_open(
                wire[0][:64] + b"passalong/1/record\0" + wire[0][64:], envelope.device
            )
            if envelope.kind == SHARE:
                share = msgspec.msgpack.decode(envelope.body, type=ShareBody)
                about = nacl.bindings.crypto_generichash_blake2b_salt_personal(wire[0][64:], digest_size=32)
                row = msgspec.structs.asdict(share) | {
                    "share": about,
                    "created": envelope.created,
                    "person": envelope.author,
                    "trackers": msgspec.json.encode(share.trackers).decode(),
                    "web_seeds": msgspec.json.encode(share.web_seeds).decode(),
                }
                connection.execute(insertion("shares", share_columns), [row[name] for name in share_columns])
            else:
                transfer = msgspec.msgpack.decode(envelope.body, type=TransferBody)
                row = msgspec.structs.asdict(transfer) | {
                    "share": envelope.object,
                    "device": envelope.device,
                    "items": msgspec.json.encode(transfer.items).decode(),
                    "only": msgspec.json.encode(transfer.only).decode(),
                    "peers": msgspec.json.encode(transfer.peers).decode(),
                }
                connection.execute(
                    insertion("transfers", transfer_columns), [row[name] for name in transfer_columns]
                )
        connection.execute("COMMIT")


def insertion(table: str, columns: list[str]) -> str:
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of our own


def fill(path: Path, count: int) -> None:
    store = open_store(path)
    with store._database.write() as connection:  # noqa: SLF001 - a hundred thousand commits would take a while
        connection.execute(RECORDS.insert(), [row_of(record) for record in records(count)])
    store.close()


def records(count: int) -> Iterator[Record]:
    """Yield shares, each with a transfer."""
    for seq in range(1, count, 2):
        share = ShareBody(
            origin=None,
            title=f"Pictures of a long walk, part {seq}",
            name=f"walk-{seq}",
            infohash_v1=None,
            infohash_v2=seq.to_bytes(32),
            size=seq * 1_000,
            files=seq,
            audience=Audience.LINK,
            secret=bytes(16),
            trackers=(),
            web_seeds=(),
        )
        transfer = TransferBody(
            folder="/home/somebody/Pictures/walks",
            role=Role.SHARE,
            items=(),
            place=None,
            paused=False,
            only=(),
            peers=(),
            finished=Seconds(NOW),
            added=Seconds(NOW + seq),
        )
        founding = signed(seq, SHARE, ObjectId(b""), share)
        yield founding
        yield signed(seq + 1, TRANSFER, founding.about, transfer)


def signed(seq: int, kind: str, about: ObjectId, body: Body) -> Record:
    envelope = Envelope(
        v=VERSION,
        group=private_space(PERSON),
        author=PERSON,
        device=DeviceId(DEVICE.public),
        seq=seq,
        seen=(),
        kind=kind,
        object=about,
        created=Seconds(NOW),
        clock=hybrid_time(NOW * 1000, seq % 60_000),
        expires=Seconds(0),
        body=encode_body(body),
    )
    return Record.signed_by(DEVICE, envelope)


if __name__ == "__main__":
    main()
