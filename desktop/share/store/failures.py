"""What SQLite complains of, as errors that a person can act on."""

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from desktop import limits
from desktop.errors import AppError, StoreDamaged, StoreFull, StoreUnwritable
from desktop.files import replacing

_PRIMARY: Final = 0xFF  # an extended result code carries the primary one in its low byte
_HARDLY_ANY_SPACE: Final = 1 * limits.MIB
_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_LETTING_US: Final = frozenset(
    {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_AUTH,
    }
)


_NOT_AS_WE_MADE_IT: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        # Our statements are fixed and tested. When SQLite cannot make sense of one, or a row breaks the rules
        # that all rows were written under, it is the file that changed.
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
    }
)


class Unreadable(Exception):
    """A stored value is nothing that we would have stored."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise an AppError where SQLite or the system fails at `path`; mistakes of ours pass through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        failure = _translate(path, error.orig if isinstance(error, DBAPIError) else error)
        if failure is None:
            raise
        raise failure from error
    except (
        Unreadable,
        UnicodeDecodeError,
    ) as error:  # the latter from a damaged name in SQLite's own complaint
        raise damaged(path) from error
    except OSError as error:
        raise _refused_by_system(path, error) from error


def _translate(path: Path, error: BaseException | None) -> AppError | None:
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return damaged(path)  # text that is not UTF-8: found by Python, not by SQLite
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path.parent)):
        return StoreFull(path=str(path))
    if code == sqlite3.SQLITE_IOERR or code in _NOT_LETTING_US:
        return StoreUnwritable(path=str(path))
    return damaged(path) if code in _NOT_AS_WE_MADE_IT else None


def damaged(path: Path) -> AppError:
    """Put a copy of the database aside and return the error that names it.

    The copy is named after its bytes: the same damage met again makes no second copy.
    """
    try:
        with path.open("rb") as file:
            name = f"{path.name}.damaged-{hashlib.file_digest(file, 'sha256').hexdigest()[:8]}"
        copy = path.with_name(name)
        if not copy.exists():
            log = _log(path)
            if log.exists():
                _copy_whole(log, _log(copy))
            _copy_whole(path, copy)
    except OSError as error:
        return _refused_by_system(path, error)
    return StoreDamaged(path=str(path), copy=str(copy))


def _copy_whole(source: Path, target: Path) -> None:
    """Copy for this user's eyes only; a copy cut short by a full disk never takes the name of a whole one."""
    with source.open("rb") as original, replacing(target) as copy:
        shutil.copyfileobj(original, copy)


def _refused_by_system(path: Path, error: OSError) -> AppError:
    return StoreFull(path=str(path)) if error.errno in _DISK_FULL else StoreUnwritable(path=str(path))


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _HARDLY_ANY_SPACE


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
