"""The book of offers finds the same as whoever looks through all of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.ids import ObjectId, PersonId, ShareId
from desktop.node.offers.book import OfferBook
from desktop.share.offers import Direction, Offer, OfferId, OfferState, key_of
from tests.share.offering import an_offer as any_offer

OFFER = any_offer(Direction.IN)
PEOPLE = tuple(PersonId(bytes([number] * 32)) for number in range(3))


def an_offer(number: int, state: OfferState) -> Offer:
    """Return an offer; all but its state follows from its number."""
    return replace(
        OFFER,
        offer=OfferId(bytes([number] * 32)),
        person=PEOPLE[number % 3],
        direction=tuple(Direction)[number % 2],
        share=ShareId(ObjectId(bytes([number % 2] * 32))),
        infohash_v2=bytes([number % 4] * 32),
        state=state,
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "note", "drop"]), st.integers(0, 11), st.sampled_from(OfferState))
    )
)
def test_what_came_changed_and_went_is_found(story: list[tuple[str, int, OfferState]]) -> None:
    book, plain = OfferBook(()), dict[tuple[PersonId, OfferId], Offer]()
    for kind, number, state in story:
        offer = an_offer(number, state)
        key = key_of(offer)
        if kind == "add":
            book.add(offer)
            plain[key] = offer
        elif kind == "note":
            book.note(offer)
            plain |= {key: offer} if key in plain else {}
        else:
            book.drop(key)
            plain.pop(key, None)
    assert list(book) == list(plain.values())
    for person in PEOPLE:
        assert book.of_person(person) == [one for one in plain.values() if one.person == person]
    for subject in {one.subject for one in plain.values()}:
        for direction in Direction:
            its = [one for one in plain.values() if (one.subject, one.direction) == (subject, direction)]
            assert book.about(subject, direction) == its
