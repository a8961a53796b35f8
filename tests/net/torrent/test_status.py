"""Error numbers become reasons that a person can act on."""

import errno
from pathlib import Path

import pytest

from desktop.net.torrent.status import missing_space, reason_of_error
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


def test_how_much_room_is_missing(tmp_path: Path) -> None:
    assert missing_space(tmp_path, 1) == 0
    assert missing_space(tmp_path / "not" / "there" / "yet", 1) == 0
    assert 0 < missing_space(tmp_path, 2**62) < 2**62
