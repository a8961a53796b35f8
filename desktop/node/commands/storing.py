"""Commands about the space that Passalong takes on this computer, and how to have it back."""

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desktop.events import TransferRow
from desktop.files import standing_part
from desktop.ids import id_text
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.node.transfers import rest
from desktop.paths import LOG_FILE
from desktop.profile.folder import STORE_FILE
from desktop.share.shares import Role

_RECORDS: Final = (STORE_FILE, f"{STORE_FILE}-*")
_COPIES: Final = (f"{STORE_FILE}.before-v*",)
_LOGS: Final = (f"{LOG_FILE}*",)


async def show_storage(node: Node, command: protocol.ShowStorage, tell: Tell) -> protocol.StorageResult:
    del command, tell
    return await _storage(node)


async def free_storage(node: Node, command: protocol.FreeStorage, tell: Tell) -> protocol.StorageResult:
    """Take away the log and old copies of the records; what was put aside as damaged stays."""
    del command, tell
    await node.desk.run(_free, node.profile.folder)
    return await _storage(node)


async def _storage(node: Node) -> protocol.StorageResult:
    if node.transfers is not None:
        rows = node.transfers.rows()
    else:
        rows = await node.desk.run(rest.rows, node.store)
    return await node.desk.run(_measured, node, rows)


def _measured(node: Node, rows: list[TransferRow]) -> protocol.StorageResult:
    folder = node.profile.folder
    return protocol.StorageResult(
        got=_got(node, rows),
        records=_size(_files(folder, _RECORDS)),
        copies=_size(_files(folder, _COPIES)),
        log=_size(_files(folder, _LOGS)),
        free=_free_at(node.downloads()),
    )


def _got(node: Node, rows: list[TransferRow]) -> tuple[protocol.StoredResult, ...]:
    """Return what came to this computer, largest first. What is shared from here is the person's own."""
    folders = {
        share.share: transfer.folder for share, transfer in node.store.shares() if transfer.role is Role.GET
    }
    got = [
        protocol.StoredResult(id_text(row.transfer), row.name, row.done, folders[row.transfer])
        for row in rows
        if row.done and row.transfer in folders
    ]
    return tuple(sorted(got, key=lambda stored: (-stored.bytes, stored.name)))


def _free(folder: Path) -> None:
    with contextlib.suppress(OSError):  # what cannot go stays, and is seen to be there still
        for copy in _files(folder, _COPIES):
            copy.unlink(missing_ok=True)
        for log in _files(folder, _LOGS):
            log.write_bytes(b"")  # emptied, not removed: it is being written to


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return [file for pattern in patterns for file in folder.glob(pattern) if file.is_file()]


def _size(files: Iterable[Path]) -> int:
    size = 0
    for file in files:
        with contextlib.suppress(FileNotFoundError):  # SQLite's own come and go
            size += file.stat().st_size
    return size


def _free_at(folder: Path) -> int | None:
    standing = standing_part(folder)
    try:
        return shutil.disk_usage(standing).free if standing is not None else None
    except OSError:
        return None
