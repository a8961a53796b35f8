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
    assert open_book(SEED, seal_book(SEED, book)) == book


def test_a_book_of_before_ones_own_computers_stood_in_it_opens() -> None:
    plain = msgspec.msgpack.encode([1, "me", []])
    sealed = seal(Label.BOOK_SEAL, derive_key(Label.BOOK_SEAL, SEED), plain)
    assert open_book(SEED, sealed) == AddressBook(name="me", entries=())


def test_of_a_book_too_large_the_first_part_is_kept() -> None:
    people = tuple(BookEntry(os.urandom(32), "Ann", "n" * 500, False, False, False, ()) for _ in range(1_000))
    devices = (bytes(300),) * limits.OWN_DEVICES
    ended = (bytes(limits.REVOCATION_BYTES),) * limits.REVOCATIONS
    whole = AddressBook(name="me", entries=people, own_devices=devices, revocations=ended)
    sealed = seal_book(SEED, whole)
    assert len(sealed) <= limits.BOOK_BYTES
    book = open_book(SEED, sealed)
    assert book is not None
    assert book.entries == people[: len(book.entries)]
    assert len(book.entries) > 70
    assert (book.own_devices, book.revocations) == (devices, ended)


@given(st.binary(max_size=200))
def test_anything_else_is_no_book(data: bytes) -> None:
    assert open_book(SEED, data) is None


def test_nobody_else_opens_it() -> None:
    assert open_book(b"j" * 32, seal_book(SEED, AddressBook(name="me", entries=()))) is None
