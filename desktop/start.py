"""The first thing that runs: makes sure that Ctrl+C is answered in order even before and after all the rest.

Loading Passalong takes a moment, and so does leaving it; Python itself would answer with a traceback.
"""

import gc
import os
import signal
from types import FrameType
from typing import Final

_INTERRUPTED: Final = 130
_OBJECTS_UNTIL_LOOK: Final = 50_000


def main() -> int:
    """Load Passalong, run it, and return its exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    gc.set_threshold(_OBJECTS_UNTIL_LOOK)  # what is loaded is no rubbish: looking for some delays the window
    from desktop.app import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    return code


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    os._exit(_INTERRUPTED)
