"""What other processes do until they are killed; started fresh, for a test's own threads must not matter."""

import multiprocessing
import os
import random
import sqlite3
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.share.shares import Audience, NewShare
from desktop.share.store.database import Database
from desktop.share.store.migrations import MIGRATIONS
from tests.share.stores import TRANSFER, open_store

# One server process imports everything once and forks the rest, where there is fork.
if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
EXIT_CODE = 9

type Word = tuple[str, str]


def preload() -> None:
    PROCESSES.set_forkserver_preload(["pytest", __name__])  # a child imports the main module too


def share_until_killed(path: Path, start: int, tell: Connection) -> None:
    """Say what is about to be done, do it, say that it is done."""
    chance = random.Random(start)  # noqa: S311 - no secret
    store = open_store(path)
    for number in range(start, start + 10_000):
        name = str(number)
        tell.send(("adding", name))
        new = NewShare(title=name, audience=Audience.LINK)
        share, _ = store.add_share(new, TRANSFER, b"t" * chance.randrange(9_000))
        tell.send(("added", name))
        match chance.randrange(4):
            case 0:
                tell.send(("removing", name))
                store.remove_share(share.share)
                tell.send(("removed", name))
            case 1:
                tell.send(("editing", name))
                store.edit_share(share.share, name="edited")
                tell.send(("edited", name))
            case 2:
                store.save_progress(share.share, b"r" * 500, 1, 2, None)


def migrate_and_die(path: Path, statements: Sequence[str]) -> None:
    """Die inside the transaction of a migration, after `statements`."""

    def migration(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)
        os._exit(EXIT_CODE)

    Database.open(path, [*MIGRATIONS, migration])
