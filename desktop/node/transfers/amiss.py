"""What became of files that were all here once: changed, or gone. Blocking, but for `gone`."""

import os

from desktop.net.torrent.placing import complete
from desktop.node.transfers.live import Live
from desktop.reasons import AnyReason, FilesChanged, FolderGone
from desktop.share.shares import Role


def what_is_amiss(live: Live, missing: int) -> AnyReason:
    """Return whether the files changed or are gone altogether; `missing` bytes are not as they should be."""
    reason = gone(live)
    if reason is not None:
        return reason
    assert live.placement is not None
    return FilesChanged(folder=str(live.placement.top), missing=missing, received=_is_received(live))


def gone(live: Live) -> FolderGone | None:
    """Return what is not there any more, None if all that the share consists of is."""
    assert live.placement is not None
    missing = next((home for home in live.placement.homes if not home.exists()), None)
    return None if missing is None else FolderGone(folder=str(missing), received=_is_received(live))


def incomplete_size(live: Live) -> int:
    """Return how many bytes the wanted files have that are not as long as they have to be."""
    return sum(file.size for file in live.wanted_places if not complete((file,)))


def is_only_gone(live: Live, missing: int) -> bool:
    """Return whether all that is not as it should be is gone: fetched again, it is written over nothing."""
    wrong = [file for file in live.wanted_places if not complete((file,))]
    if any(os.path.lexists(file.disk) for file in wrong):
        return False
    return missing <= sum(file.size for file in wrong)


def _is_received(live: Live) -> bool:
    return live.transfer.role is Role.GET
