"""Whatever order records arrive in, the same ones count in the end and the same follows from them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import TypedDict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desktop.clock import day_number, hybrid_time
from desktop.ids import GroupId, RecordId
from desktop.share.records.envelope import Record
from desktop.share.records.kinds import KINDS, kinds_table
from desktop.share.records.rules import living
from desktop.share.store.database import Database
from desktop.share.store.ledger import Admission, expire, settle
from desktop.share.store.migrations import MIGRATIONS
from desktop.share.store.projections import ProjectedShare, project
from desktop.share.store.rebuilding import rebuild, state
from desktop.share.store.schema import METADATA, RECORDS
from tests.share.writers import MONTH, NOTE_KIND, NOW, Writer

TODAY = day_number(NOW)
KINDS_HERE = kinds_table(*KINDS.values(), NOTE_KIND)
GROUP = GroupId(b"g" * 32)

Step = tuple[str, tuple[int, int], int, int]


class Times(TypedDict):
    created: int
    clock: int


STEP = st.tuples(
    st.sampled_from(["share", "note", "edit share", "transfer", "edit note", "tombstone"]),
    st.sampled_from([(1, 1), (1, 2), (2, 1)]),  # two people, one of them with two computers
    st.integers(0, 3),  # which of the objects so far
    st.integers(0, 2),  # how much later, so that clocks also tie
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database.open(Path(tmp_path_factory.mktemp("order")) / "store.db", MIGRATIONS)
    yield database
    database.close()


def history(steps: Sequence[Step]) -> list[Record]:
    """Return what came of `steps`, most of it about a few objects that may also be somebody else's."""
    writers = {(person, device): Writer(person, device, GROUP) for person, device in [(1, 1), (1, 2), (2, 1)]}
    objects: list[RecordId] = []
    records: list[Record] = []
    clock = int(NOW)
    for what, who, which, later in steps:
        clock += later
        writer = writers[who]
        times = Times(created=clock - 29 * 86_400, clock=hybrid_time(clock * 1000))
        about = objects[which % len(objects)] if objects else bytes(32)
        match what:
            case "share":
                records.append(writer.share(title=str(clock), **times))
                objects.append(records[-1].id)
            case "note":
                records.append(writer.note(**times))
                objects.append(records[-1].id)
            case "edit share":
                records.append(writer.share(about, title=f"new {clock}", **times))
            case "edit note":
                records.append(writer.note(about, **times))
            case "transfer":
                records.append(writer.transfer(about, folder=str(clock), **times))
            case _:
                records.append(writer.tombstone(about, **times))
    return records


def settled(
    database: Database, arrivals: Sequence[Record], days: Sequence[int]
) -> tuple[set[RecordId], bytes]:
    """Return what counts and the state hash after `arrivals`, the refused come again until all is said."""
    with database.write() as connection:
        for table in METADATA.sorted_tables:
            connection.execute(delete(table))
        for day in days:
            expire(connection, day, KINDS_HERE)
            while Admission.STORED in [settle(connection, record, day, KINDS_HERE) for record in arrivals]:
                pass
        return set(connection.execute(select(RECORDS.c.id)).scalars()), state(connection).state_hash


def by_rule(records: Sequence[Record], day: int) -> list[list[Record]]:
    """Return the living records of each object, straight from all that was ever written."""
    ordered = sorted(records, key=attrgetter("about"))
    return [
        living(list(about_one), day, KINDS_HERE) for _, about_one in groupby(ordered, attrgetter("about"))
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(database: Database, steps: list[Step], random: Random) -> None:
    records = history(steps)
    shuffled = random.sample(records, len(records))
    for days in ([TODAY], [TODAY, TODAY + 5], [TODAY + 5]):
        expected = {record.id for living_ones in by_rule(records, days[-1]) for record in living_ones}
        in_order = settled(database, records, days)
        assert in_order[0] == expected
        assert settled(database, shuffled, days) == in_order
        assert settled(database, records[::-1], days) == in_order


@pytest.mark.parametrize("is_impostor", [True, False])
def test_every_order_of_a_small_history(database: Database, *, is_impostor: bool) -> None:
    founder, other = Writer(1, 1, GROUP), Writer(2, 1, GROUP)
    share = founder.share()
    burier = other if is_impostor else founder
    records = [share, founder.share(share.id, "new"), founder.transfer(share.id), burier.tombstone(share.id)]
    outcomes = {
        (frozenset(ids), state_hash)
        for order in permutations(records)
        for ids, state_hash in [settled(database, order, [TODAY])]
    }
    ((ids, _),) = outcomes
    assert ids == ({record.id for record in records} if is_impostor else {records[-1].id})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=12))
def test_a_rebuild_changes_nothing(database: Database, steps: list[Step]) -> None:
    ids, state_hash = settled(database, history(steps), [TODAY])
    rebuilt = rebuild(database, TODAY, KINDS_HERE)
    assert (rebuilt.records, rebuilt.state_hash, rebuilt.damaged) == (len(ids), state_hash, 0)


def test_the_newest_wins_and_the_id_decides_a_tie() -> None:
    writer = Writer()
    share = writer.share()
    older, newer = (writer.share(share.id, title, clock=hybrid_time(NOW * 1000) + 5) for title in ("a", "b"))
    winner = max(older, newer, key=attrgetter("id"))
    projected = project([share, newer, older], KINDS)
    assert isinstance(projected, ProjectedShare)
    assert projected.share.title == ("b" if winner is newer else "a")


def test_nobody_else_edits() -> None:
    writer, other = Writer(1, 1, GROUP), Writer(2, 1, GROUP)
    share = writer.share(title="mine")
    later = {"clock": hybrid_time(NOW * 1000 + 99)}
    projected = project([share, other.share(share.id, "yours", **later), other.transfer(share.id)], KINDS)
    assert isinstance(projected, ProjectedShare)
    assert (projected.share.title, projected.transfers) == ("mine", {})


def test_a_life_ends_with_the_day(database: Database) -> None:
    note = Writer(1, 1, GROUP).note(created=TODAY * 86_400)
    shorter = Writer(1, 1, GROUP).note(created=TODAY * 86_400, expires=(TODAY + 3) * 86_400)
    last = TODAY + MONTH // 86_400
    for record, over in ((note, last), (shorter, TODAY + 3)):
        assert settled(database, [record], [TODAY, over - 1])[0] == {record.id}
        assert settled(database, [record], [TODAY, over])[0] == set()
        assert settled(database, [record], [over])[0] == set()
