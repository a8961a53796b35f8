"""What to tell a person of what broke while something was done for a transfer."""

import errno
import logging
from pathlib import Path

from desktop import limits
from desktop.errors import StoreFull, StoreUnwritable, TorrentRefused
from desktop.net.torrent.status import reason_of_error
from desktop.node.transfers.live import Live
from desktop.reasons import AnyReason, DiskFull, DiskTrouble, NotWhatWasPromised, OwnFault

logger = logging.getLogger(__name__)


def reason_of(error: Exception, live: Live) -> AnyReason:
    """Return why the transfer does not go on; what is a mistake of ours is logged."""
    match error:
        case StoreFull():
            return DiskFull(folder=str(Path(error.path).parent), missing=limits.MIB)
        case StoreUnwritable():
            return DiskTrouble(path=error.path, code=errno.EIO)
        case TorrentRefused():
            return NotWhatWasPromised()
        case OSError():
            path = str(error.filename or live.transfer.folder)
            return reason_of_error(error.errno or errno.EIO, path, live.wanted_size)
        case _:
            logger.error("a transfer failed by a mistake of ours", exc_info=error)
            return OwnFault()
