"""What a person's own device does with its store."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop import limits
from desktop.errors import IdUnknown, NameNotText, TooMuchToShare
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.keys import Label, digest
from desktop.share.people import NewContact, Standing
from desktop.share.records.envelope import check_signature, decode_record
from desktop.share.shares import Audience, NewShare, NewTransfer, Progress, Role
from desktop.share.store.ledger import Admission
from desktop.share.store.store import Store
from tests.clocks import TestClock
from tests.share.stores import SHARE, TRANSFER, open_store, wires
from tests.share.writers import NOW, Writer

UNKNOWN = ObjectId(b"?" * 32)

ANN = NewContact(person=PersonId(b"a" * 32), standing=Standing.CONTACT, name="Ann")


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path, clock: TestClock) -> Iterator[Store]:
    store = open_store(path, clock=clock)
    yield store
    store.close()


def test_what_was_added_is_there_and_stays(store: Store, path: Path) -> None:
    share, transfer = store.add_share(SHARE, TRANSFER, b"torrent")
    assert (share.title, share.audience, share.trackers) == ("holiday", Audience.LINK, ("http://t",))
    assert (share.created, share.person, share.public_id) == (NOW, Writer().person, share.share)
    assert (transfer.folder, transfer.role, transfer.added) == ("/here", Role.SHARE, NOW)
    store.close()
    again = open_store(path)
    assert again.shares() == [(share, transfer)]
    assert again.share(share.share) == (share, transfer)
    assert again.torrent(share.share) == b"torrent"
    again.close()


def test_what_was_got_is_known_by_the_id_of_its_origin(store: Store) -> None:
    share, _ = store.add_share(
        NewShare(title="a", audience=Audience.PUBLIC, origin=ShareId(UNKNOWN)), TRANSFER
    )
    assert share.public_id == UNKNOWN != share.share


def test_the_newest_stands_first_and_is_found_by_its_info_hashes(store: Store, clock: TestClock) -> None:
    first, _ = store.add_share(SHARE, TRANSFER)
    clock.advance(5)
    second, _ = store.add_share(
        NewShare(title="b", audience=Audience.PUBLIC, infohash_v1=b"1" * 20, infohash_v2=b"2" * 32), TRANSFER
    )
    assert [share.share for share, _ in store.shares()] == [second.share, first.share]
    for infohash, expected in ((b"1" * 20, second), (b"2" * 32, second), (b"0" * 20, None)):
        found = store.find(infohash)
        assert (found and found[0]) == expected


def test_edits_are_records_and_an_edit_that_changes_nothing_is_none(store: Store, path: Path) -> None:
    share, transfer = store.add_share(SHARE, TRANSFER)
    edited = store.edit_share(share.share, title="work", size=7)
    assert (edited.title, edited.size, edited.created) == ("work", 7, share.created)
    moved = store.edit_transfer(share.share, folder="/there", paused=True)
    assert (moved.folder, moved.paused, moved.added) == ("/there", True, transfer.added)
    assert store.share(share.share) == (edited, moved)
    assert store.edit_share(share.share, title="work") == edited
    assert store.edit_transfer(share.share, paused=True) == moved
    records = [decode_record(wire) for wire in wires(path)]
    assert [record.envelope.seq for record in records] == [1, 2, 3, 4]
    for record in records:
        check_signature(record)


def test_an_edit_wins_though_the_clock_was_set_back(store: Store, clock: TestClock) -> None:
    share, _ = store.add_share(SHARE, TRANSFER)
    clock.advance(-5 * 365 * 86_400)
    store.edit_share(share.share, title="later")
    assert store.shares()[0][0].title == "later"


def test_what_is_removed_leaves_nothing_but_that_it_was(store: Store, path: Path) -> None:
    words = "a title that nobody else has"
    share, _ = store.add_share(NewShare(title=words, audience=Audience.LINK), TRANSFER, b"torrent of it")
    store.edit_share(share.share, name="and a name of its own")
    store.save_progress(share.share, b"resume data", 1, 2, None)
    store.remove_share(share.share)
    assert store.shares() == []
    assert store.torrent(share.share) is None
    assert store.progress() == {}
    (tombstone,) = wires(path)
    assert decode_record(tombstone).about == share.share
    on_disk = b"".join(file.read_bytes() for file in path.parent.glob("store.db*"))
    for gone in (words.encode(), b"and a name of its own", b"torrent of it", b"resume data"):
        assert gone not in on_disk


def test_one_share_takes_the_place_of_another_or_neither_changes(store: Store) -> None:
    old, _ = store.add_share(SHARE, TRANSFER, b"old")
    with pytest.raises(IdUnknown):
        store.add_share(SHARE, TRANSFER, b"new", in_place_of=UNKNOWN)
    assert [share for share, _ in store.shares()] == [old]
    new, _ = store.add_share(SHARE, TRANSFER, b"new", in_place_of=old.share)
    assert [share for share, _ in store.shares()] == [new]
    assert store.torrents() == {new.share: b"new"}


def test_how_far_many_are_is_kept_at_once(store: Store) -> None:
    shares = [store.add_share(SHARE, TRANSFER)[0].share for _ in range(3)]
    progress = {
        share: Progress(resume=bytes([number]), done=number, total=9, fingerprint=None)
        for number, share in enumerate(shares)
    }
    store.save_progress_of(progress | {UNKNOWN: progress[shares[0]]})
    assert store.progress() == progress


def test_no_seq_and_no_clock_is_used_again(store: Store, path: Path, clock: TestClock) -> None:
    share, _ = store.add_share(SHARE, TRANSFER)
    store.remove_share(share.share)
    clock.advance(-3600)
    store.add_share(SHARE, TRANSFER)
    envelopes = [decode_record(wire).envelope for wire in wires(path)]
    assert [envelope.seq for envelope in envelopes] == [3, 4, 5]
    assert sorted({envelope.clock for envelope in envelopes}) == [envelope.clock for envelope in envelopes]


def test_nothing_is_known_of_what_is_not_there(store: Store) -> None:
    assert store.share(UNKNOWN) is None
    for attempt in (
        lambda: store.edit_share(UNKNOWN, title="x"),
        lambda: store.edit_transfer(UNKNOWN, paused=True),
        lambda: store.remove_share(UNKNOWN),
        lambda: store.add_transfer(UNKNOWN, TRANSFER),
    ):
        with pytest.raises(IdUnknown):
            attempt()
    store.save_torrent(UNKNOWN, b"late news of something removed")
    store.save_progress(UNKNOWN, b"resume", 1, 2, None)
    assert store.torrent(UNKNOWN) is None
    assert store.progress() == {}
    assert store.state().records == 0


def test_what_cannot_be_said_is_refused_whole(store: Store) -> None:
    too_much = NewTransfer(folder="/x", role=Role.GET, only=("x" * 1_000,) * 100)
    not_text = NewTransfer(folder="/caf\udce9", role=Role.GET)
    with pytest.raises(TooMuchToShare) as caught:
        store.add_share(SHARE, too_much)
    assert caught.value.limit == limits.RECORD_BYTES
    with pytest.raises(NameNotText) as named:
        store.add_share(SHARE, not_text, b"torrent")
    assert named.value.path == "/caf?"
    assert store.state().records == 0
    share, _ = store.add_share(SHARE, TRANSFER)
    assert store.state().records == 2
    assert store.torrent(share.share) is None


def test_progress_is_kept_and_is_no_part_of_the_state(store: Store) -> None:
    share, _ = store.add_share(SHARE, TRANSFER)
    before = store.state()
    store.save_torrent(share.share, b"torrent")
    assert store.progress() == {}
    store.save_progress(share.share, b"resume", 3, 9, b"f")
    store.save_progress(share.share, b"resumed", 4, 9, None)
    progress = store.progress()[share.share]
    assert (progress.resume, progress.done, progress.total, progress.fingerprint) == (b"resumed", 4, 9, None)
    assert store.torrent(share.share) == b"torrent"
    assert store.state() == before


def test_two_computers_of_one_person_come_to_the_same(store: Store, path: Path, tmp_path: Path) -> None:
    other_writer = Writer(device_number=2)
    other = open_store(tmp_path / "other.db", writer=other_writer)
    share, transfer = store.add_share(SHARE, TRANSFER)
    other.admit_device(Writer().device_record())
    assert [other.admit(wire) for wire in wires(path)] == [Admission.STORED] * 2
    assert other.state() == store.state()
    assert other.shares() == []
    assert other.elsewhere() == [(share, transfer)]

    mine = other.add_transfer(share.share, NewTransfer(folder="/elsewhere", role=Role.GET))
    other.edit_share(share.share, title="from the other")
    store.admit_device(other_writer.device_record())
    for wire in reversed(wires(tmp_path / "other.db")):
        assert store.admit(wire) in {Admission.STORED, Admission.KNOWN}
    assert store.state() == other.state()
    assert [(share.title, transfer.folder) for share, transfer in store.shares()] == [
        ("from the other", "/here")
    ]
    assert [transfer for _, transfer in other.shares()] == [mine]
    assert other.elsewhere() == []
    other.close()


def test_the_state_hash_is_what_the_protocol_says(store: Store, path: Path) -> None:
    share, transfer = store.add_share(SHARE, TRANSFER)
    share_row = [getattr(share, name) for name in share.__slots__]
    transfer_row = [Writer().device] + [getattr(transfer, name) for name in transfer.__slots__]
    contact = store.people.add_contact(ANN)
    contact_row = [getattr(contact, name) for name in contact.__slots__]
    ids = sorted(decode_record(wire).id for wire in wires(path))
    expected = digest(Label.STATE, msgspec.msgpack.encode([ids, [share_row], [transfer_row], [contact_row]]))
    assert store.state().state_hash == expected


def test_a_snapshot_is_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    pair = store.add_share(SHARE, TRANSFER, b"torrent")
    target = tmp_path / "copy" / "store.db"
    target.parent.mkdir()
    store.snapshot(target)
    store.snapshot(target)
    assert [file.name for file in target.parent.iterdir()] == ["store.db"]
    copy = open_store(target)
    assert copy.shares() == [pair]
    assert copy.torrent(pair[0].share) == b"torrent"
    assert copy.state() == store.state()
    copy.close()


def test_the_file_is_for_this_user_only(store: Store, path: Path, tmp_path: Path) -> None:
    store.add_share(SHARE, TRANSFER)
    store.snapshot(tmp_path / "copy")
    assert {oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {"0o600"}


def test_a_sound_store_has_no_problems(store: Store) -> None:
    store.add_share(SHARE, TRANSFER)
    assert store.check() == []
    assert store.forks() == []
