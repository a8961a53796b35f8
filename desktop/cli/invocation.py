"""What one start of `passalong` is asked for. Apart from the parser: to open the window nothing is parsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.errors import WrongUse
from desktop.node.protocol import AnyCommand, NetworkOptions

PROFILE_VARIABLE: Final = "PASSALONG_PROFILE"


@dataclass(frozen=True, slots=True)
class Invocation:
    """What one start of `passalong` is to do."""

    profile: Path
    json: bool
    passphrase_file: Path | None
    network: NetworkOptions
    command: AnyCommand
    confirmed: bool = False
    new_passphrase_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A text to read was asked for instead: help."""

    text: str
    json: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Only the version was asked for."""

    json: bool


@dataclass(frozen=True, slots=True)
class Misuse:
    """No command could be made of the words; `usage` shows how it is meant."""

    error: WrongUse
    usage: str
    json: bool


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the same words may mean something else in."""

    environment: Mapping[str, str]
    folder: Path
    default_profile: Path
