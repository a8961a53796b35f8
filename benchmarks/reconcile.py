"""What it costs to find out in what two large sets differ: bytes, journeys, time; and to renew one.

    python -m benchmarks.reconcile [--items N] [--differ N] [--rounds N] [--reference FOLDER]

FOLDER is a checkout of https://github.com/hoytech/negentropy; its JavaScript then does the same beside ours.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.measure import Spread, table
from desktop.net.reconcile import Reconciler, SealedSet

_YEAR: Final = 31_536_000
_ADDED: Final = 1_000
_REFERENCE: Final = """
const [folder, ours, theirs] = process.argv.slice(1);
const { Negentropy, NegentropyStorageVector } = require(folder + "/js/Negentropy.js");
const fs = require("fs");
function held(path) {
    const set = new NegentropyStorageVector(), data = fs.readFileSync(path);
    for (let at = 0; at < data.length; at += 40)
        set.insert(Number(data.readBigUInt64BE(at)), new Uint8Array(data.subarray(at + 8, at + 40)));
    set.seal();
    return set;
}
(async () => {
    const a = held(ours), b = held(theirs), began = process.hrtime.bigint();
    const first = new Negentropy(a), second = new Negentropy(b);
    let message = await first.initiate();
    while (message !== null) [message] = await first.reconcile((await second.reconcile(message))[0]);
    console.log(Number(process.hrtime.bigint() - began) / 1e9);
})();
"""

type Items = list[tuple[int, bytes]]


def made(chance: random.Random, count: int) -> Items:
    return [(1_700_000_000 + chance.randrange(_YEAR), chance.randbytes(32)) for _ in range(count)]


def reconcile(ours: SealedSet, theirs: SealedSet) -> tuple[float, int, int, int]:
    """Return seconds, bytes, journeys there and back, and how many ids were found."""
    began = time.perf_counter()
    first, second = Reconciler(ours), Reconciler(theirs)
    message: bytes | None = first.initiate()
    size = journeys = found = 0
    while message is not None:
        reply, _, _ = second.reconcile(message)
        size += len(message) + len(reply or b"")
        journeys += 1
        message, have, need = first.reconcile(reply or b"")
        found += len(have) + len(need)
    return time.perf_counter() - began, size, journeys, found


def reference(folder: Path, ours: Items, theirs: Items) -> float:
    """Return the seconds that the reference takes for the same, both sets sealed before."""
    with tempfile.TemporaryDirectory(prefix="passalong-reconcile-") as place:
        paths = [Path(place, name) for name in ("ours", "theirs")]
        for path, items in zip(paths, (ours, theirs), strict=True):
            path.write_bytes(b"".join(at.to_bytes(8, "big") + item for at, item in items))
        command = ["node", "-e", _REFERENCE, str(folder.resolve()), *map(str, paths)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reconcile", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--differ", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reference", type=Path)
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - the same at every run
    half = options.differ // 2
    items = made(chance, options.items + half)
    chance.shuffle(items)
    ours, theirs = items[:-half], items[half:]
    began = time.perf_counter()
    sealed = SealedSet(ours)
    sealing, others = time.perf_counter() - began, SealedSet(theirs)
    times: dict[str, list[float]] = {"ours": [], "reference": [], "renewing": []}
    for _ in range(options.rounds):
        seconds, size, journeys, found = reconcile(sealed, others)
        times["ours"].append(seconds)
        if options.reference:
            times["reference"].append(reference(options.reference, ours, theirs))
        new = made(chance, _ADDED)
        began = time.perf_counter()
        sealed.renewed(new)
        times["renewing"].append(time.perf_counter() - began)
    print(f"{options.items:,} items, {found} found: {size / 1024:.1f} KiB (goal 60), {journeys} journeys (5)")
    print(f"sealing {sealing:.2f} s; goals: three times the reference, renewing after {_ADDED:,} in 0.050 s")
    spreads = ((name, Spread.of(series)) for name, series in times.items())
    print(
        table(
            ("seconds", "min - median - max"), [(name, spread.text(3)) for name, spread in spreads if spread]
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
