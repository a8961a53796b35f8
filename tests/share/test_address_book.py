"""The address book comes back to the person whose it is, whole or in part, and opens for nobody else."""

import os

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.keys import Label, derive_key, seal
from desktop.reach import Reach
from desktop.share.address_book import AddressBook, BookDevice, BookEntry, open_book, seal_book

SEED = b"i" * 32

entries = st.builds(
    BookEntry,
    person=st.binary(min_size=32, max_size=32),
    name=st.text(st.characters(codec="utf-8"), max_size=50),
    note=st.text(st.characters(codec="utf-8"), max_size=60),
    verified=st.booleans(),
    auto_accept=st.booleans(),
    blocked=st.booleans(),
    devices=st.lists(
        st.builds(BookDevice, st.binary(max_size=300), st.builds(Reach, st.binary(min_size=32, max_size=32))),
        max_size=3,
    ).map(tuple),
)


def several(size: int, most: int) -> st.SearchStrategy[tuple[bytes, ...]]:
    return st.lists(st.binary(max_size=size), max_size=most).map(tuple)


def in_order(people: tuple[BookEntry, ...]) -> tuple[BookEntry, ...]:
    return tuple(sorted(people, key=lambda entry: (not entry.verified, entry.blocked)))


@given(
    st.text(st.characters(codec="utf-8"), max_size=50),
    st.lists(entries, max_size=5).map(tuple),
    several(300, limits.OWN_DEVICES),
    several(limits.REVOCATION_BYTES, limits.REVOCATIONS),
)
def test_a_book_comes_back_as_it_was(
    name: str, people: tuple[BookEntry, ...], devices: tuple[bytes, ...], ended: tuple[bytes, ...]
) -> None:
    book = AddressBook(name=name, entries=people, own_devices=devices, revocations=ended)
    made = seal_book(SEED, book)
    assert open_book(SEED, made.sealed) == msgspec.structs.replace(book, entries=in_order(people))
    assert made.left_out == 0


def test_a_book_of_before_ones_own_computers_stood_in_it_opens() -> None:
    plain = msgspec.msgpack.encode([1, "me", []])
    sealed = seal(Label.BOOK_SEAL, derive_key(Label.BOOK_SEAL, SEED), plain)
    assert open_book(SEED, sealed) == AddressBook(name="me", entries=())


def test_of_a_book_too_large_the_first_part_is_kept() -> None:
    people = tuple(BookEntry(os.urandom(32), "Ann", "n" * 500, False, False, False, ()) for _ in range(1_000))
    devices = (bytes(300),) * limits.OWN_DEVICES
    ended = (bytes(limits.REVOCATION_BYTES),) * limits.REVOCATIONS
    whole = AddressBook(name="me", entries=people, own_devices=devices, revocations=ended)
    made = seal_book(SEED, whole)
    assert len(made.sealed) <= limits.BOOK_BYTES
    book = open_book(SEED, made.sealed)
    assert book is not None
    assert made.left_out == len(people) - len(book.entries)
    assert book.entries == people[: len(book.entries)]
    assert len(book.entries) > 70
    assert (book.own_devices, book.revocations) == (devices, ended)


def somebody(*, verified: bool, places: int = 8) -> BookEntry:
    reach = Reach(os.urandom(32), None, tuple((f"2001:db8::{number:x}", 4000) for number in range(places)))
    return BookEntry(os.urandom(32), "Ann", "", verified, False, False, (BookDevice(bytes(206), reach),))


def test_whoever_is_verified_keeps_their_place_and_addresses_go_before_people() -> None:
    people = tuple(somebody(verified=number >= 180) for number in range(200))
    made = seal_book(SEED, AddressBook(name="me", entries=people))
    book = open_book(SEED, made.sealed)
    assert book is not None
    assert (made.left_out, {entry.person for entry in book.entries}) == (
        0,
        {entry.person for entry in people},
    )
    assert book.entries[:20] == people[180:]
    assert book.entries[-1].devices[0].reach.addresses == ()


@given(st.lists(st.booleans(), max_size=400))
def test_a_book_of_any_size_has_room(verified: list[bool]) -> None:
    made = seal_book(
        SEED, AddressBook(name="me", entries=tuple(somebody(verified=sure) for sure in verified))
    )
    book = open_book(SEED, made.sealed)
    assert book is not None
    assert len(made.sealed) <= limits.BOOK_BYTES
    assert len(book.entries) + made.left_out == len(verified)
    assert sum(entry.verified for entry in book.entries) == min(sum(verified), len(book.entries))


@given(st.binary(max_size=200))
def test_anything_else_is_no_book(data: bytes) -> None:
    assert open_book(SEED, data) is None


def test_nobody_else_opens_it() -> None:
    assert open_book(b"j" * 32, seal_book(SEED, AddressBook(name="me", entries=())).sealed) is None
