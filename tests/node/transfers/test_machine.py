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
_FAILURES: Final = {Happening.WENT_WRONG, Happening.CHECKED_PARTLY, Happening.DISPROVED}

Move = tuple[Phase, Happening, Phase, Step]


def machine_at(phase: Phase, *, own: bool, doubted: bool) -> TransferMachine:
    machine = TransferMachine(phase, own=own)
    machine.doubted = doubted
    return machine


def move(phase: Phase, happening: Happening, *, own: bool, doubted: bool) -> Move:
    machine = machine_at(phase, own=own, doubted=doubted)
    step = machine.happens(happening, DiskFull(folder="/f", missing=1))
    return phase, happening, machine.phase, step


ASKED_FOR = {(Happening.RETRY_ASKED, Phase.FAILED), (Happening.MORE_WANTED, Phase.WHOLE)}
"""When the person lets missing parts be written into files of their own."""


class AnyLife(RuleBasedStateMachine):
    """Whatever happens in whatever order, as it may when the disk, the network and the person all act."""

    @initialize(own=_WHOSE, phase=st.sampled_from([Phase.DETAILS, Phase.PLACING, Phase.CHECKING]))
    def begins(self, phase: Phase, *, own: bool) -> None:
        at_rest = own and phase is Phase.CHECKING
        self.machine = machine_at(phase, own=at_rest, doubted=False)
        self.persons_own = at_rest
        self.past: list[Happening] = []
        self.looks = 0
        self.reason: AnyReason | None = None

    @rule(happening=st.sampled_from(Happening), reason=_REASONS)
    def happens(self, happening: Happening, reason: AnyReason) -> None:
        before = self.machine.phase
        told = reason if happening in _FAILURES else None
        step = self.machine.happens(happening, told)
        after = self.machine.phase
        if happening is Happening.FOUND_FILES and before is Phase.PLACING:
            self.persons_own = True
        if happening in {Happening.ADDED, Happening.PLACED} and before is Phase.PLACING:
            self.persons_own = False  # a place that nothing had
        if (happening, before) in ASKED_FOR:
            self.persons_own = False
        self._remember_reason(before, after, reason)
        assert not (step is Step.RECEIVE and self.persons_own)
        self._count_looks(happening, step)
        if after is Phase.WHOLE and before is not Phase.WHOLE:
            self._arrives(before, happening)
        self.past.append(happening)

    def _remember_reason(self, before: Phase, after: Phase, reason: AnyReason) -> None:
        if after is not Phase.FAILED:
            self.reason = None
        elif before is not Phase.FAILED:
            self.reason = reason

    def _count_looks(self, happening: Happening, step: Step) -> None:
        """Looking at the disk leads to no more than one other look, if nothing else happens meanwhile."""
        if happening is Happening.DISPROVED:
            self.looks += step is Step.RECHECK
        elif happening not in {Happening.CHECKED_WHOLE, Happening.FLUSHED} and step is not Step.NOTHING:
            self.looks = 0
        assert self.looks <= 1

    def _arrives(self, before: Phase, happening: Happening) -> None:
        assert before is Phase.PROVING
        assert happening is Happening.PROVED
        assert Happening.FLUSHED in self.past
        self.persons_own = True

    @invariant()
    def keeps_its_reason(self) -> None:
        assert self.machine.reason == self.reason

    @invariant()
    def whole_is_the_persons_own(self) -> None:
        if self.machine.phase is Phase.WHOLE:
            assert self.machine.own


TestAnyLife = AnyLife.TestCase


@given(phase=st.sampled_from(Phase), happening=st.sampled_from(Happening), own=_WHOSE, doubted=_WHOSE)
def test_what_the_table_does_not_name_changes_nothing(
    *,
    phase: Phase,
    happening: Happening,
    own: bool,
    doubted: bool,
) -> None:
    machine = machine_at(phase, own=own, doubted=doubted)
    known = {(start, event) for start, event, _, _ in arrows_of_machine()}
    step = machine.happens(happening)
    if (phase, happening) not in known:
        assert (machine.phase, machine.own, machine.doubted, step) == (phase, own, doubted, Step.NOTHING)


def test_what_is_whole_by_its_hashes_alone_is_compared_once_more_at_most() -> None:
    """Else a file with bytes at its end that no hash covers would be read again and again, for ever."""
    machine = TransferMachine(Phase.PROVING, own=False)
    assert machine.happens(Happening.DISPROVED) is Step.RECHECK
    machine.happens(Happening.CHECKED_WHOLE)
    machine.happens(Happening.FLUSHED)
    assert machine.happens(Happening.DISPROVED, FilesChanged(folder="/f", missing=1)) is Step.BLAME_FILES
    assert machine.phase is Phase.FAILED


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
        move(phase, happening, own=own, doubted=doubted)
        for phase, happening, own, doubted in product(Phase, Happening, (False, True), (False, True))
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
        (own, doubted): move(phase, happening, own=own, doubted=doubted)[2]
        for own, doubted in product((False, True), (False, True))
    }
    return _GUARDS[frozenset(flags for flags, found in ends.items() if found is end)]


_GUARDS: Final = {
    frozenset(product((False, True), (False, True))): None,
    frozenset({(True, False), (True, True)}): "own",
    frozenset({(False, False), (False, True)}): "not own",
    frozenset({(True, False), (False, True), (True, True)}): "own or doubted",
    frozenset({(False, False)}): "neither own nor doubted",
}
