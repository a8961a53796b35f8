"""Where things are kept on each system."""

from pathlib import Path
from typing import Final

import platformdirs

LOG_FILE: Final = "passalong.log"
"""In the profile folder: what went wrong inside Passalong, without names of people or files."""

WINDOW_FILE: Final = "window.ini"
"""In the profile folder: where the window was, and what else only it remembers."""


def default_profile() -> Path:
    """Return the folder of this person's keys, store and settings."""
    return Path(platformdirs.user_data_dir("passalong", appauthor=False))


def default_downloads() -> Path:
    """Return the folder that received files go to unless the person chose another."""
    return Path(platformdirs.user_downloads_dir()) / "Passalong"
