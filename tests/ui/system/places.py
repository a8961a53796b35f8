"""A system whose places are in a test's own folder."""

from pathlib import Path

from desktop.ui.system.belonging import Linux, LinuxPlaces


def system_in(folder: Path) -> Linux:
    return Linux(LinuxPlaces(folder / "data", folder / "config"), ("passalong",), "passalong")
