"""The log in the profile folder: what went wrong inside Passalong, for this user's eyes only."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.limits import MIB


class _PrivateLog(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        log = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return log


def open_log(path: Path) -> logging.Handler:
    log = _PrivateLog(path, maxBytes=MIB, backupCount=1, delay=True, encoding="utf-8")
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return log
