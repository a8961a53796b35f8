"""The rows kept up with single changes are those that are made anew from all there is."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.events import TransferRow, TransferState
from desktop.ui.transfers.rows import _MANY, Order, Pile, Rows, View, pile_of
from tests.ui.transfers.sample_rows import failed, object_id, row, shared

NAMES = st.sampled_from(["Ann", "ann b", "Bea", "Straße", "STRASSE", "Ünder", ""])
SEARCHES = st.sampled_from(["", "a", "an b", "ss"])
KINDS = st.sampled_from([row, shared, failed])


class Mirror:
    """Does to a list of its own what it is told, and checks that it is told in order."""

    def __init__(self) -> None:
        self.rows: Rows | None = None
        self.shown: list[TransferRow] = []
        self._due: tuple[str, int] | None = None

    def will_insert(self, place: int) -> None:
        self._due = ("insert", place)
        self._same()

    def has_inserted(self) -> None:
        assert self._due is not None
        assert self.rows is not None
        self.shown.insert(self._due[1], self.rows.shown[self._due[1]])
        self._same()

    def will_remove(self, place: int) -> None:
        self._due = ("remove", place)
        self._same()

    def has_removed(self) -> None:
        assert self._due is not None
        del self.shown[self._due[1]]
        self._same()

    def has_changed(self, place: int) -> None:
        assert self.rows is not None
        self.shown[place] = self.rows.shown[place]
        self._same()

    def will_renew(self) -> None:
        self._same()

    def has_renewed(self) -> None:
        assert self.rows is not None
        self.shown = list(self.rows.shown)

    def _same(self) -> None:
        assert self.rows is not None
        assert self.shown == self.rows.shown


def naive(transfers: dict[bytes, TransferRow], ages: list[bytes], view: View) -> list[TransferRow]:
    words = view.search.casefold().split()
    fitting = [
        one
        for one in transfers.values()
        if view.pile in {Pile.ALL, pile_of(one)} and all(word in one.name.casefold() for word in words)
    ]
    age = {key: number for number, key in enumerate(ages)}
    match view.order:
        case Order.NEWEST:
            return sorted(fitting, key=lambda one: (-one.added, -age[one.transfer]))
        case Order.NAME:
            return sorted(fitting, key=lambda one: (one.name.casefold(), age[one.transfer]))
        case Order.SIZE:
            return sorted(fitting, key=lambda one: (-one.total, age[one.transfer]))


class KeptUp(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.mirror = Mirror()
        self.rows = self.mirror.rows = Rows(self.mirror)
        self.transfers: dict[bytes, TransferRow] = {}
        self.ages: list[bytes] = []
        self.view = View()

    @rule(number=st.integers(0, 12), make=KINDS, name=NAMES, total=st.integers(0, 3), down=st.integers(0, 9))
    def put(self, number: int, make: object, name: str, total: int, down: int) -> None:
        assert callable(make)
        made = make(number, name=name, total=total, down=down, added=1000 + number % 3)
        if made.transfer not in self.transfers:
            self.ages.append(made.transfer)
        self.transfers[made.transfer] = made
        self.rows.take(self.transfers)

    @rule(numbers=st.sets(st.integers(0, 12)))
    def drop(self, numbers: set[int]) -> None:
        for number in numbers:
            if self.transfers.pop(object_id(number), None) is not None:
                self.ages.remove(object_id(number))
        self.rows.take(self.transfers)

    @rule(
        pile=st.sampled_from(Pile),
        order=st.sampled_from(Order),
        search=st.sampled_from(["", "a", "an b", "ss"]),
    )
    def look(self, pile: Pile, order: Order, search: str) -> None:
        self.view = View(pile, order, search)
        self.rows.look_at(self.view)

    @invariant()
    def it_is_as_if_made_anew(self) -> None:
        wanted = naive(self.transfers, self.ages, self.view)
        assert self.rows.shown == wanted == self.mirror.shown
        for pile in Pile:
            assert self.rows.count(pile) == sum(
                pile in {Pile.ALL, pile_of(r)} for r in self.transfers.values()
            )
        assert self.rows.down == sum(one.down for one in self.transfers.values())
        for place, one in enumerate(wanted):
            assert self.rows.place_of(one.transfer) == place


TestKeptUp = KeptUp.TestCase
TestKeptUp.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@given(st.integers(1, _MANY * 2))
@settings(max_examples=20, deadline=None)
def test_many_at_once_are_shown_as_a_whole(count: int) -> None:
    mirror = Mirror()
    rows = mirror.rows = Rows(mirror)
    transfers: dict[bytes, TransferRow] = {object_id(number): row(number) for number in range(count)}
    rows.take(transfers)
    rows.take({})
    assert rows.shown == mirror.shown == []


def test_of_twenty_thousand_rows_only_the_changed_one_is_touched() -> None:
    mirror = Mirror()
    rows = mirror.rows = Rows(mirror)
    transfers: dict[bytes, TransferRow] = {object_id(number): row(number) for number in range(20_000)}
    rows.take(transfers)
    told: list[int] = []
    mirror.has_changed = told.append  # type: ignore[method-assign, assignment]
    transfers[object_id(5)] = replace(transfers[object_id(5)], done=3)
    rows.take(transfers)
    assert told == [20_000 - 1 - 5]


def test_what_fails_moves_to_those_that_need_somebody() -> None:
    mirror = Mirror()
    rows = mirror.rows = Rows(mirror)
    rows.look_at(View(Pile.NEEDS_YOU))
    transfers: dict[bytes, TransferRow] = {object_id(1): row(1)}
    rows.take(transfers)
    assert rows.shown == []
    transfers[object_id(1)] = replace(transfers[object_id(1)], state=TransferState.FAILED)
    rows.take(transfers)
    assert len(rows.shown) == 1
