"""Whether everything is well: what is asked, and what is answered."""

import msgspec

from desktop.node.protocol.command import Command


class RebuildResult(msgspec.Struct, frozen=True):
    records: int
    seconds: float
    state_hash: str


class StateResult(msgspec.Struct, frozen=True):
    records: int
    state_hash: str


class CheckResult(msgspec.Struct, frozen=True):
    """One line of the doctor. `check` names it; `data` fills its sentence."""

    check: str
    ok: bool
    data: dict[str, str | int] = {}


class Rebuild(Command[RebuildResult], frozen=True, tag="rebuild"):
    pass


class ShowState(Command[StateResult], frozen=True, tag="state"):
    group: str | None = None


class Examine(Command[list[CheckResult]], frozen=True, tag="doctor"):
    pass


UpkeepCommand = Rebuild | ShowState | Examine
