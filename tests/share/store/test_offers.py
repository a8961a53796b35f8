"""Offers in the store: kept as they are, and those long over give way, which is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.share.offers import Direction, Offer, OfferId, OfferState, key_of
from desktop.share.store.store import Store
from tests.share.stores import open_store

ANN, BEN = PersonId(b"a" * 32), PersonId(b"b" * 32)
OFFER = Offer(
    offer=OfferId(bytes(32)),
    person=ANN,
    direction=Direction.OUT,
    share=ShareId(ObjectId(b"s" * 32)),
    title="holiday",
    size=5,
    files=1,
    names=("a.txt",),
    infohash_v2=b"h" * 32,
    secret=b"k" * 16,
    text="look",
    state=OfferState.OFFERED,
    trouble="",
    is_told=False,
    at=Seconds(7),
)
OVER = replace(OFFER, state=OfferState.DECLINED, is_told=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.db")
    yield store
    store.close()


def test_one_offer_to_several_people_is_kept_as_it_is(store: Store) -> None:
    other = replace(OFFER, person=BEN, state=OfferState.FINISHED, trouble="disk-full")
    assert store.offers.save(OFFER, other) == []
    assert store.offers.offers() == [OFFER, other]
    store.offers.forget(ANN)
    assert store.offers.offers() == [other]


def test_those_longest_over_give_way_and_are_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OFFERS_OVER", 2)
    over = [replace(OVER, offer=OfferId(bytes([at] * 32)), at=Seconds(at)) for at in range(1, 5)]
    assert store.offers.save(OFFER, *over) == [key_of(over[1]), key_of(over[0])]
    assert store.offers.offers() == [OFFER, *over[:1:-1]]


def test_what_the_other_side_has_still_to_hear_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OFFERS_OVER", 0)
    untold = replace(OFFER, state=OfferState.WITHDRAWN)
    assert store.offers.save(untold) == []
    assert store.offers.offers() == [untold]
    told = replace(untold, is_told=True)
    assert store.offers.save(told) == [key_of(told)]
