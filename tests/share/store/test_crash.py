"""Killed at any moment: everything acknowledged is there, exactly once."""

import random
from collections.abc import Iterable
from pathlib import Path

from desktop.share.records.envelope import check_signature, decode_record
from desktop.share.store.store import Store
from tests.share.crashing import PROCESSES, Word, preload, share_until_killed
from tests.share.stores import open_store, wires

KILLS = 30
OUTCOMES = {"adding": "added", "editing": "edited", "removing": "removed"}


def killed_after(path: Path, start: int, words: int) -> list[Word]:
    """Let a process share until it has said so many `words`, kill it, and return all that it said."""
    here, there = PROCESSES.Pipe(duplex=False)
    worker = PROCESSES.Process(target=share_until_killed, args=(path, start, there))
    worker.start()
    there.close()
    said: list[Word] = [here.recv() for _ in range(words)]
    worker.kill()
    try:
        while True:
            said.append(here.recv())
    except EOFError:
        pass
    worker.join()
    worker.close()
    here.close()
    return said


def acknowledged(said: Iterable[Word], before: dict[str, str | None]) -> dict[str, str | None]:
    """Return the names by title that must be there after `said`."""
    expected = dict(before)
    for word, title in said:
        if word == "removed":
            del expected[title]
        elif word in {"added", "edited"}:
            expected[title] = "edited" if word == "edited" else None
    return expected


def there(store: Store) -> dict[str, str | None]:
    shares = [share for share, _ in store.shares()]
    names = {share.title: share.name for share in shares}
    assert len(names) == len(shares)
    return names


def test_everything_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    preload()
    path = tmp_path / "store.db"
    chance = random.Random(2)  # noqa: S311 - where it is killed is no secret
    found: dict[str, str | None] = {}
    for kill in range(KILLS):
        said = killed_after(path, kill * 100_000, chance.randint(1, 60))
        expected = acknowledged(said, found)
        store = open_store(path)
        found = there(store)
        *_, (last, title) = said
        if last in OUTCOMES:  # begun and not acknowledged: done or not, never in part
            done = acknowledged([(OUTCOMES[last], title)], expected)
            assert found in (expected, done)
        else:
            assert found == expected
        assert store.check() == []
        store.close()
    check_records(path)


def check_records(path: Path) -> None:
    records = [decode_record(wire) for wire in wires(path)]
    for record in records:
        check_signature(record)
    assert len({record.envelope.seq for record in records}) == len(records)
    store = open_store(path)
    before, rebuilt = store.state(), store.rebuild()
    assert (rebuilt.records, rebuilt.state_hash, rebuilt.damaged) == (before.records, before.state_hash, 0)
    store.close()
