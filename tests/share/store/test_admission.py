"""Records from elsewhere: every check in its order, and nothing stored of what fails one."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop import limits
from desktop.clock import day_number, hybrid_time
from desktop.errors import RecordRefused
from desktop.keys import SIGNATURE_BYTES
from desktop.share.records.envelope import Record
from desktop.share.records.kinds import KINDS, kinds_table
from desktop.share.store.ledger import Admission
from desktop.share.store.store import Store
from tests.clocks import TestClock
from tests.share.stores import SHARE, TRANSFER, open_store
from tests.share.writers import MONTH, NOTE_KIND, NOW, Writer


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def writer() -> Writer:
    return Writer(device_number=2)


@pytest.fixture
def store(tmp_path: Path, clock: TestClock, writer: Writer) -> Iterator[Store]:
    """Knows two computers of its person: itself and the `writer`."""
    store = open_store(tmp_path / "store.db", clock=clock, kinds=kinds_table(*KINDS.values(), NOTE_KIND))
    store.admit_device(writer.device_record())
    yield store
    store.close()


def refusal(store: Store, wire: bytes) -> str:
    before = store.state()
    with pytest.raises(RecordRefused) as caught:
        store.admit(wire)
    assert store.state() == before
    return caught.value.why


def forged(wire: bytes) -> bytes:
    return bytes(SIGNATURE_BYTES) + wire[SIGNATURE_BYTES:]


def test_sound_records_are_stored_once(store: Store, writer: Writer) -> None:
    share = writer.share()
    assert store.admit(share.wire) is Admission.STORED
    before = store.state()
    assert store.admit(share.wire) is Admission.KNOWN
    assert store.admit(forged(share.wire)) is Admission.KNOWN
    assert store.state() == before
    assert before.records == 1


def test_a_forged_record_is_refused(store: Store, writer: Writer) -> None:
    assert refusal(store, forged(writer.share().wire)) == "signature"


def test_the_checks_come_in_their_order(store: Store) -> None:
    stranger = Writer(2)
    malformed = stranger.write("share", b"", msgspec.Raw(msgspec.msgpack.encode(["no share"])))
    foreign = stranger.share()
    of_no_member = Writer(2, 1, Writer().space).share()
    of_no_device = Writer(1, 9).share()
    assert refusal(store, bytes(limits.RECORD_BYTES + 1)) == "too-large"
    assert refusal(store, forged(malformed.wire)) == "malformed"
    assert refusal(store, forged(foreign.wire)) == "group-unknown"
    assert refusal(store, forged(of_no_member.wire)) == "not-a-member"
    assert refusal(store, forged(of_no_device.wire)) == "not-a-member"


def test_somebody_else_s_computer_is_not_believed(store: Store) -> None:
    with pytest.raises(RecordRefused) as caught:
        store.admit_device(Writer(2).device_record())
    assert caught.value.why == "not-a-member"


def test_the_newest_device_record_of_a_computer_counts(store: Store, writer: Writer) -> None:
    for created in (NOW + 5, NOW - 5):
        store.admit_device(writer.device_record(created))
    assert store.admit(writer.share().wire) is Admission.STORED


@pytest.mark.parametrize("ahead", ["created", "clock"])
def test_what_is_dated_ahead_waits_until_it_is_due(
    store: Store, writer: Writer, clock: TestClock, ahead: str
) -> None:
    second = NOW + limits.FUTURE_SECONDS + 1
    record = (
        writer.share(created=second) if ahead == "created" else writer.share(clock=hybrid_time(second * 1000))
    )
    assert store.admit(record.wire) is Admission.HELD
    assert store.admit(record.wire) is Admission.HELD
    assert store.release_held() == []
    assert store.state().records == 0
    clock.advance(1)
    assert store.release_held() == [Admission.STORED]
    assert store.release_held() == []
    assert store.state().records == 1


def test_only_so_many_are_held(store: Store, writer: Writer) -> None:
    early = [writer.share(created=NOW + 10_000).wire for _ in range(limits.HELD_RECORDS + 1)]
    assert {store.admit(wire) for wire in early[:-1]} == {Admission.HELD}
    assert refusal(store, early[-1]) == "too-many-held"
    assert store.admit(early[0]) is Admission.HELD


def test_what_was_taken_back_does_not_come_again(store: Store, writer: Writer, tmp_path: Path) -> None:
    share = writer.share(title="a title that nobody else has")
    edit, burial = writer.share(share.id, "new"), writer.tombstone(share.id)
    for record in (share, edit, burial):
        assert store.admit(record.wire) is Admission.STORED
    assert store.state().records == 1
    assert all(b"a title that nobody" not in file.read_bytes() for file in tmp_path.iterdir())
    for record in (share, edit, writer.transfer(share.id)):
        assert store.admit(record.wire) is Admission.BURIED
    assert store.state().records == 1


def test_an_edit_may_come_before_what_it_edits(store: Store, writer: Writer) -> None:
    share = writer.share()
    edit = writer.share(share.id, "new", clock=hybrid_time(NOW * 1000) + 1)
    assert store.admit(edit.wire) is Admission.STORED
    assert store.admit(share.wire) is Admission.STORED
    ((shown, _),) = shares_with_transfer(store, writer, share)
    assert shown == "new"


def shares_with_transfer(store: Store, writer: Writer, share: Record) -> list[tuple[str, str]]:
    store.admit(writer.transfer(share.id).wire)
    return [(share.title, transfer.folder) for share, transfer in store.elsewhere()]


def test_an_unknown_kind_is_kept_and_shows_nothing(store: Store, writer: Writer) -> None:
    record = writer.write("from-the-future", b"", msgspec.Raw(b"\x91\xa3new"))
    assert store.admit(record.wire) is Admission.STORED
    assert store.state().records == 1
    assert store.elsewhere() == []


def test_what_is_over_goes_and_does_not_come_again(store: Store, writer: Writer, clock: TestClock) -> None:
    note, kept = writer.note(), writer.share()
    for record in (note, kept):
        store.admit(record.wire)
    last = day_number(NOW + MONTH)
    assert store.expire(last) == 0
    assert store.expire(last + 1) == 1
    clock.advance(MONTH + 86_400)
    assert store.admit(note.wire) is Admission.EXPIRED
    assert store.state().records == 1


def test_a_device_that_says_two_things_as_one_is_found_out(store: Store, writer: Writer) -> None:
    one, other = writer.share(title="to one", seq=7), writer.share(title="to another", seq=7)
    for record in (one, other):
        assert store.admit(record.wire) is Admission.STORED
    (fork,) = store.forks()
    assert (fork.device, fork.seq, set(fork.records)) == (writer.device, 7, {one.id, other.id})


def test_own_records_come_after_whatever_was_admitted(store: Store, writer: Writer, clock: TestClock) -> None:
    ahead = hybrid_time((NOW + limits.FUTURE_SECONDS) * 1000)
    share = writer.share(clock=ahead)
    store.admit(share.wire)
    store.add_transfer(share.about, TRANSFER)
    clock.advance(-100)
    store.edit_share(share.about, title="mine is newer")
    assert store.shares()[0][0].title == "mine is newer"
    assert store.add_share(SHARE, TRANSFER)[0].created == NOW - 100
