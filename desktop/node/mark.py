"""The mark on the disk that says that a node runs: one that a node finds was left by one that was killed."""

from pathlib import Path
from typing import Final

from desktop.profile.folder import unusable_on_trouble

_NAME: Final = "running"


class Mark:
    """The mark of one profile. Its methods block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def set(self) -> bool:
        """Set it; return whether the node before took its own away. Raises ProfileUnusable."""
        mark = self._folder / _NAME
        with unusable_on_trouble(self._folder):
            clean = not mark.exists()
            mark.write_bytes(b"")
            mark.chmod(0o600)
        return clean

    def take_away(self) -> None:
        """Say by that that all was left in order."""
        (self._folder / _NAME).unlink(missing_ok=True)
