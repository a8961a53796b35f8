"""The address book comes back to the person whose it is, whole or in part, and opens for nobody else."""

import os

from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.reach import Reach
from desktop.share.address_book import BookDevice, BookEntry, open_book, seal_book

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


@given(st.text(st.characters(codec="utf-8"), max_size=50), st.lists(entries, max_size=5).map(tuple))
def test_a_book_comes_back_as_it_was(name: str, people: tuple[BookEntry, ...]) -> None:
    book = open_book(SEED, seal_book(SEED, name, people))
    assert book is not None
    assert (book.name, book.entries) == (name, people)


def test_of_a_book_too_large_the_first_part_is_kept() -> None:
    people = tuple(BookEntry(os.urandom(32), "Ann", "n" * 500, False, False, False, ()) for _ in range(1_000))
    sealed = seal_book(SEED, "me", people)
    assert len(sealed) <= limits.BOOK_BYTES
    book = open_book(SEED, sealed)
    assert book is not None
    assert book.entries == people[: len(book.entries)]
    assert len(book.entries) > 80


@given(st.binary(max_size=200))
def test_anything_else_is_no_book(data: bytes) -> None:
    assert open_book(SEED, data) is None


def test_nobody_else_opens_it() -> None:
    assert open_book(b"j" * 32, seal_book(SEED, "me", ())) is None
