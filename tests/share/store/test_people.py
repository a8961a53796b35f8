"""People in the store: those known come back from records alone, the rest is of this computer only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import limits
from desktop.clock import Seconds
from desktop.errors import IdUnknown
from desktop.ids import DeviceId, PersonId, RecordId
from desktop.reach import Reach
from desktop.share.people import NewContact, PeerDevice, Request, Standing, may_stand
from desktop.share.store.store import Store
from tests.share.stores import open_store

ANN, BEN = PersonId(b"a" * 32), PersonId(b"b" * 32)
NEW = NewContact(person=ANN, standing=Standing.ASKED, name="Ann", link="passalong:person/x", text="It's me")
REACH = Reach(b"e" * 32, "https://relay.example", (("192.0.2.1", 7), ("2001:db8::1", 8)))

standings = st.sampled_from(Standing)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.db")
    yield store
    store.close()


def request_of(person: PersonId, at: int) -> Request:
    return Request(
        person=person,
        request=RecordId(b"r" * 32),
        device=DeviceId(b"d" * 32),
        endpoint=b"e" * 32,
        record=b"record",
        name="Ben",
        text="Hello",
        reach=REACH,
        at=Seconds(at),
    )


def device_of(person: PersonId, device: bytes = b"d" * 32, seen: int = 1) -> PeerDevice:
    return PeerDevice(
        device=DeviceId(device),
        person=person,
        endpoint=b"e" * 32,
        record=b"r",
        reach=REACH,
        seen=Seconds(seen),
        said=Seconds(0),
    )


NONE = DeviceId(bytes(32))


def all_of(store: Store) -> tuple[object, ...]:
    people = store.people
    return people.contacts(), people.devices(), people.requests(), people.book(ANN, NONE)


def test_somebody_is_written_down_and_changed(store: Store) -> None:
    ann = store.people.add_contact(NEW)
    assert (ann.person, ann.standing, ann.verified) == (ANN, Standing.ASKED, False)
    changed = store.people.edit_contact(ANN, standing=Standing.CONTACT, verified=True, note="next door")
    assert changed == replace(ann, standing=Standing.CONTACT, verified=True, note="next door")
    assert store.people.contacts() == [changed] == [store.people.contact(ANN)]


def test_somebody_known_is_not_written_down_twice(store: Store) -> None:
    first = store.people.add_contact(NEW)
    again = store.people.add_contact(replace(NEW, standing=Standing.BLOCKED, name=""))
    assert again == replace(first, standing=Standing.BLOCKED, name="")
    assert len(store.people.contacts()) == 1


def test_what_changes_nothing_writes_nothing(store: Store) -> None:
    store.people.add_contact(NEW)
    before = store.state()
    store.people.edit_contact(ANN, name="Ann")
    assert store.state() == before


def test_people_come_back_from_records_alone(store: Store) -> None:
    store.people.add_contact(NEW)
    store.people.add_contact(replace(NEW, person=BEN, name="Ben", auto_accept=True))
    before, state = store.people.contacts(), store.state()
    assert store.rebuild().state_hash == state.state_hash
    assert store.people.contacts() == before


def test_somebody_removed_is_gone_with_all_that_was_kept(store: Store) -> None:
    for person in (ANN, BEN):
        store.people.add_contact(replace(NEW, person=person))
        store.people.save_device(device_of(person, person))
        store.people.keep_book(person, DeviceId(b"d" * 32), b"sealed", Seconds(1))
        store.people.save_request(request_of(person, 1))
    store.people.remove_contact(ANN)
    people = store.people
    assert [contact.person for contact in people.contacts()] == [BEN]
    assert [device.person for device in people.devices()] == [BEN]
    assert [request.person for request in people.requests()] == [BEN]
    assert (people.book(ANN, NONE), people.book(BEN, NONE)) == (None, b"sealed")
    with pytest.raises(IdUnknown):
        people.edit_contact(ANN, name="Ann")
    assert people.add_contact(NEW).person == ANN


def test_a_device_is_where_it_was_seen_last(store: Store) -> None:
    store.people.save_device(device_of(ANN, seen=1))
    later = replace(device_of(ANN, seen=2), reach=Reach(b"e" * 32))
    store.people.save_device(later)
    other = device_of(ANN, b"o" * 32, seen=3)
    store.people.save_device(other)
    assert store.people.devices() == [other, later]
    store.people.remove_device(later.device)
    assert store.people.devices() == [other]


def test_of_each_person_one_request_waits_the_newest(store: Store) -> None:
    store.people.save_request(request_of(ANN, 1))
    store.people.save_request(replace(request_of(ANN, 2), text="Please"))
    assert [request.text for request in store.people.requests()] == ["Please"]
    store.people.drop_request(ANN)
    assert store.people.requests() == []


def test_no_more_requests_wait_than_the_limit_and_those_that_wait_stay(store: Store) -> None:
    people = [PersonId(number.to_bytes(32, "big")) for number in range(limits.REQUESTS + 5)]
    kept = [store.people.save_request(request_of(person, number)) for number, person in enumerate(people)]
    assert kept == [True] * limits.REQUESTS + [False] * 5
    assert {request.person for request in store.people.requests()} == set(people[: limits.REQUESTS])
    assert store.people.save_request(request_of(people[0], 1_000))  # of somebody who waits, the newest
    assert store.people.requests()[0].at == 1_000
    store.people.drop_request(people[0])
    assert store.people.save_request(request_of(people[-1], 1_001))


def test_of_each_person_no_more_computers_are_kept_than_the_limit_the_latest(store: Store) -> None:
    dropped = [
        gone
        for number in range(limits.PERSON_DEVICES + 2)
        for gone in store.people.save_device(device_of(ANN, bytes([number]) * 32, seen=number))
    ]
    assert dropped == [bytes(32), b"\1" * 32]
    assert store.people.save_device(device_of(BEN, BEN, seen=0)) == []
    kept = [device.seen for device in store.people.devices() if device.person == ANN]
    assert kept == list(range(limits.PERSON_DEVICES + 1, 1, -1))


def test_people_are_written_down_with_their_computers_or_not_at_all(store: Store) -> None:
    store.people.save_request(request_of(ANN, 1))
    met = replace(NEW, standing=Standing.CONTACT)

    def and_then_it_breaks() -> Iterator[tuple[NewContact, list[PeerDevice]]]:
        yield met, [device_of(ANN)]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.people.know(and_then_it_breaks())
    assert (store.people.contacts(), store.people.devices(), len(store.people.requests())) == ([], [], 1)
    (ann,) = store.people.know([(met, [device_of(ANN)])])
    assert (store.people.contacts(), store.people.devices()) == ([ann], [device_of(ANN)])
    assert store.people.requests() == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "know", "edit"]), standings), max_size=8))
def test_one_stands_with_somebody_as_the_table_allows_whatever_comes_too_late(
    story: list[tuple[str, Standing]],
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db")
        standing = store.people.add_contact(NEW).standing
        for how, new in story:
            match how:
                case "add":
                    found = store.people.add_contact(replace(NEW, standing=new))
                case "know":
                    (found,) = store.people.know([(replace(NEW, standing=new), [])])
                case _:
                    found = store.people.edit_contact(ANN, standing=new)
            assert found.standing is (new if may_stand(standing, new) else standing)
            standing = found.standing
        store.close()


def test_all_of_it_survives_a_restart(store: Store, tmp_path: Path) -> None:
    store.people.add_contact(NEW)
    store.people.save_device(device_of(ANN))
    store.people.save_request(request_of(BEN, 5))
    store.people.keep_book(ANN, DeviceId(b"d" * 32), b"sealed", Seconds(1))
    before = all_of(store)
    store.close()
    again = open_store(tmp_path / "store.db")
    assert all_of(again) == before
    again.close()


def test_the_newest_book_of_another_computer_is_given_back(store: Store) -> None:
    people = store.people
    for number in range(5):
        people.keep_book(ANN, DeviceId(bytes([number]) * 32), bytes([number]), Seconds(number))
    assert people.book(ANN, NONE) == b"\4"
    assert people.book(ANN, DeviceId(b"\4" * 32)) == b"\3"
    people.keep_book(ANN, DeviceId(b"\2" * 32), b"again", Seconds(9))
    assert people.book(ANN, NONE) == b"again"
