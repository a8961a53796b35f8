"""Holding what comes to what was said of it before anybody agreed to get it. Pure."""

from desktop.net.torrent.contents import Contents
from desktop.reasons import MoreThanSaid
from desktop.share.shares import Share


def more_than_said(share: Share, contents: Contents) -> MoreThanSaid | None:
    """Return by how much a private share is more than its offer or link said, None if it is not.

    Of a public one, nobody has said anything that its details do not say better.
    """
    size, files = contents.size, len(contents.files)
    said_size = size if share.size is None else share.size
    said_files = files if share.files is None else share.files
    if share.is_public or (size <= said_size and files <= said_files):
        return None
    return MoreThanSaid(size=size, said_size=said_size, files=files, said_files=said_files)
