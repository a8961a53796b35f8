"""A person's computers in the store, and which are ended: for ever, whoever it is and whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.keys import SigningKey
from desktop.share.people import NewContact, Standing
from desktop.share.records.revocation import Revocation
from desktop.share.store.store import Store
from tests.share.stores import SHARE, TRANSFER, open_store
from tests.share.writers import NOW, Writer

HERE, OTHER = Writer(), Writer(device_number=2)
STRANGER = SigningKey(b"s" * 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.db")
    store.admit_device(OTHER.device_record(NOW - 9))
    yield store
    store.close()


def end(store: Store, device: DeviceId, identity: SigningKey = HERE.identity, at: int = NOW) -> bool:
    return store.devices.end(Revocation.signed_by(identity, device, Seconds(at)))


def rows(store: Store) -> list[tuple[DeviceId, int, int | None]]:
    return [(own.device, own.since, own.ended) for own in store.devices.own()]


def test_own_computers_are_known_since_the_first_record_with_the_newest(store: Store) -> None:
    store.admit_device(OTHER.device_record(NOW + 5))
    store.admit_device(OTHER.device_record(NOW + 3))
    assert rows(store) == [(HERE.device, NOW, None), (OTHER.device, NOW - 9, None)]
    assert [own.record for own in store.devices.own()][1] == OTHER.device_record(NOW + 5)


def test_one_that_is_ended_stays_so(store: Store) -> None:
    assert end(store, OTHER.device)
    assert end(store, OTHER.device, at=NOW + 50)
    store.admit_device(OTHER.device_record(NOW + 99))
    store.rebuild()
    assert rows(store) == [(HERE.device, NOW, None), (OTHER.device, NOW - 9, NOW)]
    assert store.devices.ended() == {(HERE.person, OTHER.device)}
    assert store.devices.revocations() == (
        Revocation.signed_by(HERE.identity, OTHER.device, Seconds(NOW)).wire,
    )


def test_nobody_ends_a_computer_of_somebody_else(store: Store) -> None:
    assert end(store, OTHER.device, STRANGER)
    assert rows(store)[1] == (OTHER.device, NOW - 9, None)
    assert store.devices.revocations() == ()
    assert store.devices.ended() == {(PersonId(STRANGER.public), OTHER.device)}
    assert end(store, OTHER.device)
    assert rows(store)[1] == (OTHER.device, NOW - 9, NOW)


def test_of_each_person_so_many_are_kept_and_those_for_ever(store: Store) -> None:
    devices = [DeviceId(bytes([number]) * 32) for number in range(limits.REVOCATIONS + 3)]
    assert [end(store, device, STRANGER) for device in devices] == [True] * limits.REVOCATIONS + [False] * 3
    assert end(store, devices[0], STRANGER)
    assert len(store.devices.ended()) == limits.REVOCATIONS
    assert end(store, OTHER.device)


def test_it_is_in_a_copy_and_outlives_the_contact(store: Store, tmp_path: Path) -> None:
    stranger = PersonId(STRANGER.public)
    store.people.add_contact(NewContact(person=stranger, standing=Standing.CONTACT, name="S"))
    end(store, OTHER.device, STRANGER)
    end(store, OTHER.device)
    store.people.remove_contact(stranger)
    store.add_share(SHARE, TRANSFER)
    store.snapshot(tmp_path / "copy.db")
    third = Writer(device_number=3)
    copy = open_store(tmp_path / "copy.db", writer=third)
    assert rows(copy) == [*sorted([(HERE.device, NOW, None), (third.device, NOW, None)]), rows(store)[1]]
    assert (
        copy.devices.ended()
        == store.devices.ended()
        == {(HERE.person, OTHER.device), (stranger, OTHER.device)}
    )
    copy.close()
