"""Profiles whose keys are sealed cheaply, and what they are asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from desktop.keys import PassphraseCost
from desktop.profile.profile import Profile
from tests.clocks import TestClock

CHEAP: Final = PassphraseCost(operations=1, memory_bytes=8192)


def no_passphrase() -> str | None:
    return None


def says(passphrase: str) -> Callable[[], str | None]:
    return lambda: passphrase


def never_asked() -> str | None:
    pytest.fail("asked for a passphrase")


def open_profile(folder: Path, passphrase: Callable[[], str | None] = no_passphrase) -> Profile:
    return Profile.open(folder, clock=TestClock(), passphrase=passphrase, cost=CHEAP)


def contents(folder: Path) -> dict[Path, bytes | None]:
    """Return everything below `folder`, so that two moments can be compared."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}
