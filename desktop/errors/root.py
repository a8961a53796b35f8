"""The root of everything that can go wrong in a way a person can act on. Any thread."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class AppError(Exception):
    """The world, not Passalong, failed. Subclasses are grouped by what the person can do."""

    kind: ClassVar[str]
    exit_code: ClassVar[int] = 1

    def __post_init__(self) -> None:
        # A log line and a pickled copy both carry the data.
        super().__init__(*vars(self).values())


@dataclass(eq=False)
class WrongUse(AppError):
    """What was asked for cannot be what it should be; nothing was begun."""

    exit_code = 2
