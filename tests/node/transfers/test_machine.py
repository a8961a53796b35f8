"""The life of a transfer: no order of happenings harms the person's files or claims what was not seen."""

import re
from itertools import product
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.node.transfers.machine import Happening, Phase, Step, TransferMachine
from desktop.reasons import AnyReason, DiskFull, FilesChanged, NoPermission

DIAGRAM: Final = Path(__file__).parents[3] / "docs" / "machines" / "transfer.md"
_ARROW: Final = re.compile(r"^ {4}(\w+) --> (\w+) : (\w+)(?: \[(.+)\])? / (\w+)$")

_REASONS: Final = st.sampled_from(
    [DiskFull(folder="/f", missing=1), FilesChanged(folder="/f", missing=2), NoPermission(path="/p")]
)
_WHOSE: Final = st.booleans()
_FAILURES: Final = {Happening.WENT_WRONG, Happening.CHECKED_PARTLY}

Move = tuple[Phase, Happening, Phase, Step]


def machine_at(phase: Phase, *, own: bool, finished: bool) -> TransferMachine:
    return TransferMachine(phase, own=own, finished=finished)


def move(phase: Phase, happening: Happening, *, own: bool, finished: bool) -> Move:
    machine = machine_at(phase, own=own, finished=finished)
    step = machine.happens(happening, DiskFull(folder="/f", missing=1))
    return phase, happening, machine.phase, step


class AnyLife(RuleBasedStateMachine):
    """Whatever happens in whatever order, as it may when the disk, the network and the person all act."""

    @initialize(own=_WHOSE, phase=st.sampled_from([Phase.DETAILS, Phase.PLACING, Phase.CHECKING]))
    def begins(self, phase: Phase, *, own: bool) -> None:
        at_rest = own and phase is Phase.CHECKING
        self.machine = machine_at(phase, own=at_rest, finished=at_rest)
        self.persons_own = at_rest
        self.past: list[Happening] = []
        self.reason: AnyReason | None = None

    @rule(happening=st.sampled_from(Happening), reason=_REASONS)
    def happens(self, happening: Happening, reason: AnyReason) -> None:
        before = self.machine.phase
        finished = self.machine.finished
        told = reason if happening in _FAILURES else None
        step = self.machine.happens(happening, told)
        after = self.machine.phase
        if happening is Happening.FOUND_FILES and before is Phase.PLACING:
            self.persons_own = True
        if happening in {Happening.ADDED, Happening.PLACED} and before is Phase.PLACING:
            self.persons_own = False  # a place that nothing had
        if happening is Happening.RETRY_ASKED and before is Phase.FAILED:
            self.persons_own = False  # the person asked
        self._remember_reason(before, after, reason)
        assert not (step is Step.RECEIVE and self.persons_own)
        if step is Step.NOTHING and after is before:
            assert self.machine.finished == finished
        if after is Phase.WHOLE and before is not Phase.WHOLE:
            self._arrives(before, happening, finished=finished)
        self.past.append(happening)

    def _remember_reason(self, before: Phase, after: Phase, reason: AnyReason) -> None:
        if after is not Phase.FAILED:
            self.reason = None
        elif before is not Phase.FAILED:
            self.reason = reason

    def _arrives(self, before: Phase, happening: Happening, *, finished: bool) -> None:
        proved = before is Phase.PROVING and happening is Happening.PROVED and Happening.FLUSHED in self.past
        looked_at = before is Phase.CHECKING and happening is Happening.CHECKED_WHOLE and finished
        assert proved or looked_at
        self.persons_own = True

    @invariant()
    def keeps_its_reason(self) -> None:
        assert self.machine.reason == self.reason

    @invariant()
    def whole_is_the_persons_own(self) -> None:
        if self.machine.phase is Phase.WHOLE:
            assert self.machine.own
            assert self.machine.finished


TestAnyLife = AnyLife.TestCase


@given(phase=st.sampled_from(Phase), happening=st.sampled_from(Happening), own=_WHOSE, finished=_WHOSE)
def test_what_the_table_does_not_name_changes_nothing(
    *,
    phase: Phase,
    happening: Happening,
    own: bool,
    finished: bool,
) -> None:
    machine = machine_at(phase, own=own, finished=finished)
    known = {(start, event) for start, event, _, _ in arrows_of_machine()}
    step = machine.happens(happening)
    if (phase, happening) not in known:
        assert (machine.phase, machine.own, machine.finished, step) == (phase, own, finished, Step.NOTHING)


def test_every_phase_can_be_reached_and_left() -> None:
    reached = {Phase.DETAILS}
    while True:
        further = {end for start, _, end, _ in all_moves() if start in reached} | reached
        if further == reached:
            break
        reached = further
    assert reached == set(Phase)
    assert {start for start, _, end, _ in all_moves() if start is not end} == set(Phase)


def test_every_step_is_taken_by_some_move() -> None:
    assert {step for _, _, _, step in all_moves()} == set(Step)


def test_the_diagram_shows_the_table() -> None:
    lines = DIAGRAM.read_text(encoding="utf-8").splitlines()
    drawn = {found.groups() for line in lines if (found := _ARROW.match(line))}
    wanted = {
        (str(start), str(end), happening.name, _guard(start, happening, end), step.name)
        for start, happening, end, step in arrows_of_machine()
    }
    assert drawn == wanted


def all_moves() -> set[Move]:
    return {
        move(phase, happening, own=own, finished=finished)
        for phase, happening, own, finished in product(Phase, Happening, (False, True), (False, True))
    }


def arrows_of_machine() -> set[Move]:
    """Return the moves that do something, however little."""
    return {
        (start, happening, end, step)
        for start, happening, end, step in all_moves()
        if step is not Step.NOTHING or start is not end
    }


def _guard(phase: Phase, happening: Happening, end: Phase) -> str | None:
    """Return what decides between several moves for the same happening; None if nothing needs to."""
    ends = {
        (own, finished): move(phase, happening, own=own, finished=finished)[2]
        for own, finished in product((False, True), (False, True))
    }
    if len(set(ends.values())) == 1:
        return None
    for name, position in (("own", 0), ("finished", 1)):
        values = {flags[position] for flags, found in ends.items() if found is end}
        if len(values) == 1:
            return name if values.pop() else f"not {name}"
    raise AssertionError("a guard that the diagram cannot show")
