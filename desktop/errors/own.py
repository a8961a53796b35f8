"""Where what nobody foresaw becomes an error that a person can be told of."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.errors.root import AppError
from desktop.errors.running import OwnMistake

logger = logging.getLogger(__name__)


@contextmanager
def only_app_errors() -> Iterator[None]:
    """Let an AppError through; log whatever else goes wrong, and raise OwnMistake for it."""
    try:
        yield
    except AppError:
        raise
    except Exception as error:  # the outermost place: behind it somebody waits who must be told something
        logger.exception("something failed in a way that nobody foresaw")
        raise OwnMistake from error
