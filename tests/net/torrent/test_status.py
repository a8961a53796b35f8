"""Error numbers become reasons that a person can act on."""

import errno
from pathlib import Path

import libtorrent as lt
import pytest

from desktop.net.torrent.names import System
from desktop.net.torrent.status import errno_of, missing_space, reason_of_error
from desktop.reasons import AnyReason, DiskFull, DiskTrouble, FolderGone, NameNotAllowed, NoPermission


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, DiskFull(folder="/d/top", missing=7)),
        (errno.EDQUOT, DiskFull(folder="/d/top", missing=7)),
        (errno.ENOENT, FolderGone(folder="/d/top")),
        (errno.ENOTDIR, FolderGone(folder="/d/top")),
        (errno.EACCES, NoPermission(path="/d/top/a")),
        (errno.EROFS, NoPermission(path="/d/top/a")),
        (errno.ENAMETOOLONG, NameNotAllowed(path="/d/top/a")),
        (errno.EINVAL, NameNotAllowed(path="/d/top/a")),
        (errno.EIO, DiskTrouble(path="/d/top/a", code=errno.EIO)),
    ],
)
def test_the_reason_for_each_error(code: int, reason: AnyReason) -> None:
    assert reason_of_error(code, "/d/top/a", 7) == reason


@pytest.mark.parametrize(
    ("value", "category", "system", "code"),
    [
        (errno.ENOSPC, "generic", System.WINDOWS, errno.ENOSPC),
        (errno.ENOSPC, "system", System.LINUX, errno.ENOSPC),
        (errno.EROFS, "system", System.MACOS, errno.EROFS),
        (112, "system", System.WINDOWS, errno.ENOSPC),
        (5, "system", System.WINDOWS, errno.EACCES),
        (3, "system", System.WINDOWS, errno.ENOENT),
        (123, "system", System.WINDOWS, errno.EINVAL),
        (9999, "system", System.WINDOWS, errno.EIO),
        (errno.ENOENT, "libtorrent", System.LINUX, errno.EIO),
        (errno.ENOENT, "asio.misc", System.LINUX, errno.EIO),
    ],
)
def test_each_category_counts_in_its_own_way(value: int, category: str, system: System, code: int) -> None:
    assert errno_of(value, category, system) == code


def test_the_categories_have_these_names() -> None:
    kinds = (lt.generic_category(), lt.system_category(), lt.libtorrent_category())
    assert [kind.name() for kind in kinds] == ["generic", "system", "libtorrent"]


def test_how_much_room_is_missing(tmp_path: Path) -> None:
    assert missing_space(tmp_path, 1) == 0
    assert missing_space(tmp_path / "not" / "there" / "yet", 1) == 0
    assert 0 < missing_space(tmp_path, 2**62) < 2**62
