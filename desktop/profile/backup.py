"""One file that brings a person back on another computer, sealed under the 24 words; any thread.

    magic 16 · version 2 · stream header 24 · words check 16 · header check 16
    then for each piece: length 4 · sealed bytes

The first piece is the `BackupAbout`, the others are the store; the last one says that it is the last. The
header check tells a damaged header from other words. Numbers are big-endian.
"""

import contextlib
import struct
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Final, Self

import msgspec

from desktop import keys
from desktop.clock import Seconds
from desktop.errors import BackupNotWritten, BackupRefused
from desktop.files import replacing, trouble_of
from desktop.ids import PersonId
from desktop.keys import Label, SealBroken, StreamOpener, StreamSealer
from desktop.limits import MIB
from desktop.profile.folder import unusable_on_trouble

_MAGIC: Final = b"passalong-backup"
_VERSION: Final = 1
_CHECK_BYTES: Final = 16
_START: Final = struct.Struct(f">{len(_MAGIC)}sH{keys.STREAM_HEADER_BYTES}s{_CHECK_BYTES}s")
_LENGTH: Final = struct.Struct(">I")
_PIECE_BYTES: Final = MIB


class BackupAbout(msgspec.Struct, frozen=True, array_like=True):
    """What a backup says about itself once the words have opened it."""

    person: PersonId
    created: Seconds
    settings: bytes
    records: int


class _Unfit(Exception):
    """`why` is that of BackupRefused."""

    def __init__(self, why: str = "damaged") -> None:
        super().__init__(why)
        self.why = why


class _Start(msgspec.Struct, frozen=True):
    """What stands before the pieces."""

    stream_header: bytes
    words_check: bytes

    @classmethod
    def of(cls, key: bytes, stream_header: bytes) -> Self:
        check = keys.digest(Label.BACKUP_CHECK, key + stream_header)[:_CHECK_BYTES]
        return cls(stream_header=stream_header, words_check=check)

    @classmethod
    def read(cls, file: IO[bytes]) -> Self:
        start = file.read(_START.size)
        if start[: len(_MAGIC)] != _MAGIC:
            raise _Unfit("not-a-backup")
        if len(start) < _START.size:
            raise _Unfit
        _, version, stream_header, words_check = _START.unpack(start)
        if version > _VERSION:
            raise _Unfit("too-new")
        found = cls(stream_header=stream_header, words_check=words_check)
        if start + file.read(_CHECK_BYTES) != found.packed():
            raise _Unfit
        return found

    def packed(self) -> bytes:
        start = _START.pack(_MAGIC, _VERSION, self.stream_header, self.words_check)
        return start + keys.digest(Label.BACKUP_CHECK, start)[:_CHECK_BYTES]


def write_backup(target: Path, identity_seed: bytes, about: BackupAbout, store_copy: Path) -> int:
    """Write a backup with the records in `store_copy` in place of `target`; return its size in bytes.

    Raises BackupNotWritten, with what was there before untouched.
    """
    real = target.resolve()
    if real.exists() and not real.is_file():
        raise BackupNotWritten(
            path=str(target), why="not-a-file"
        )  # a device or a folder must not be replaced
    try:
        with store_copy.open("rb") as store, replacing(real) as file:
            _write(file, keys.derive_key(Label.BACKUP, identity_seed), about, store)
            return file.tell()
    except OSError as error:
        raise BackupNotWritten(path=str(target), why=trouble_of(error)) from error


def open_backup(source: Path, identity_seed: bytes, store_target: Path) -> BackupAbout:
    """Put the records of a backup at `store_target` and return the rest; all of it is checked first.

    Raises BackupRefused, or ProfileUnusable when `store_target` cannot be written, with nothing changed.
    """
    with (
        unusable_on_trouble(store_target.parent),
        replacing(store_target) as store,
        contextlib.closing(_checked_pieces(source, identity_seed)) as pieces,
    ):
        about = next(pieces)
        for piece in pieces:
            store.write(piece)
    return msgspec.msgpack.decode(about, type=BackupAbout)


def _write(file: IO[bytes], key: bytes, about: BackupAbout, store: IO[bytes]) -> None:
    sealer = StreamSealer(Label.BACKUP, key)
    file.write(_Start.of(key, sealer.header).packed())
    _write_piece(file, sealer.seal(msgspec.msgpack.encode(about), last=False))
    last = False
    while not last:
        piece = store.read(_PIECE_BYTES)
        last = len(piece) < _PIECE_BYTES
        _write_piece(file, sealer.seal(piece, last=last))


def _write_piece(file: IO[bytes], sealed: bytes) -> None:
    file.write(_LENGTH.pack(len(sealed)))
    file.write(sealed)


def _checked_pieces(source: Path, identity_seed: bytes) -> Generator[bytes]:
    """Yield the opened pieces; raise BackupRefused before the first that is not as it was written."""
    key = keys.derive_key(Label.BACKUP, identity_seed)
    try:
        with source.open("rb") as file:
            yield from _open_pieces(file, key)
    except OSError as error:
        raise BackupRefused(path=str(source), why="unreadable") from error
    except SealBroken as error:
        raise BackupRefused(path=str(source), why="damaged") from error
    except _Unfit as error:
        raise BackupRefused(path=str(source), why=error.why) from error


def _open_pieces(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    start = _Start.read(file)
    if start != _Start.of(key, start.stream_header):
        raise _Unfit("other-words")
    opener = StreamOpener(Label.BACKUP, key, start.stream_header)
    last = False
    while not last:
        (length,) = _LENGTH.unpack(_read_exactly(file, _LENGTH.size))
        if length > _PIECE_BYTES + keys.STREAM_SEAL_BYTES:
            raise _Unfit
        piece, last = opener.open(_read_exactly(file, length))
        yield piece
    if file.read(1):
        raise _Unfit


def _read_exactly(file: IO[bytes], count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise _Unfit
    return data
