"""A link comes back as it was written, and nothing else is ever taken for one."""

import base64
import string
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop import keys, limits
from desktop.errors import LinkCut, LinkForOther, LinkTooNew, NotALink, WrongUse
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.reach import Reach
from desktop.share.links import (
    NO_SECRET,
    SCHEME,
    PersonLink,
    ShareLink,
    is_link,
    read_person_link,
    read_share_link,
    write_person_link,
    write_share_link,
)

LINK_ERRORS = (NotALink, LinkCut, LinkTooNew, LinkForOther)
CODE = string.ascii_letters + string.digits + "-_"

ids = st.binary(min_size=32, max_size=32)
titles = st.text(st.characters(codec="utf-8"), max_size=limits.TITLE_LENGTH)
addresses = st.tuples(
    st.ip_addresses().map(str) | st.text(st.characters(codec="utf-8"), max_size=40),
    st.integers(min_value=1, max_value=65535),
)
reaches = st.builds(
    Reach,
    ids,
    st.none() | st.text(st.characters(codec="utf-8"), max_size=limits.RELAY_LENGTH),
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8"), max_size=45), st.integers(1, 65_535)),
        max_size=limits.LINK_ADDRESSES,
    ).map(tuple),
)
public_links = st.builds(
    ShareLink,
    share=ids.map(lambda value: ShareId(ObjectId(value))),
    secret=st.just(NO_SECRET),
    infohash_v2=ids,
    size=st.integers(min_value=0, max_value=2**63 - 1),
    title=titles,
    addresses=st.lists(addresses, max_size=limits.LINK_ADDRESSES).map(tuple),
)
private_links = st.builds(
    replace,
    public_links,
    secret=st.binary(min_size=16, max_size=16).filter(lambda secret: secret != NO_SECRET),
    addresses=st.just(()),
    reach=reaches,
)
share_links = public_links | private_links
person_links = st.builds(
    PersonLink,
    person=ids.map(PersonId),
    secret=ids,
    name=st.text(st.characters(codec="utf-8"), max_size=limits.PERSON_NAME_LENGTH),
    reach=reaches,
)

SAMPLE = write_share_link(
    ShareLink(
        ShareId(ObjectId(b"s" * 32)),
        b"k" * 16,
        b"h" * 32,
        5,
        "hi",
        reach=Reach(b"e" * 32, None, (("127.0.0.1", 40000),)),
    )
)


def forged(kind: str, payload: bytes) -> str:
    """Return a link around any payload, its check right, as a hostile program could write it."""
    check = keys.digest(keys.Label.LINK_CHECK, kind.encode() + b"\0" + payload)[:4]
    return f"{SCHEME}{kind}/{base64.urlsafe_b64encode(check + payload).decode().rstrip('=')}"


def packed(*fields: object) -> bytes:
    return msgspec.msgpack.encode(fields)


def share_fields(**changes: object) -> list[Any]:
    fields: dict[str, object] = {
        "version": 1,
        "share": b"s" * 32,
        "secret": b"k" * 16,
        "infohash_v2": b"h" * 32,
        "size": 5,
        "title": "hi",
        "addresses": [],
        "reach": [b"e" * 32, None, []],
    }
    return list((fields | changes).values())


@given(share_links)
def test_a_share_link_comes_back_as_it_was(link: ShareLink) -> None:
    text = write_share_link(link)
    assert is_link(text)
    assert text.isascii()
    assert len(text) <= limits.LINK_LENGTH
    assert read_share_link(text) == link


@given(person_links)
def test_a_person_link_comes_back_as_it_was(link: PersonLink) -> None:
    assert read_person_link(write_person_link(link)) == link


def test_only_as_many_addresses_as_fit_are_written() -> None:
    link = read_share_link(SAMPLE)
    many = tuple((f"10.0.0.{number}", 40000) for number in range(20))
    written = write_share_link(replace(link, secret=NO_SECRET, addresses=many, reach=None))
    assert read_share_link(written).addresses == many[: limits.LINK_ADDRESSES]


def test_space_around_a_link_and_the_case_of_its_scheme_do_not_matter() -> None:
    assert read_share_link(f"\n {SAMPLE}\t") == read_share_link(SAMPLE)
    assert read_share_link(SAMPLE.replace("passalong", "PassAlong")) == read_share_link(SAMPLE)


def test_every_cut_is_noticed() -> None:
    for length in range(len(SAMPLE)):
        with pytest.raises(LinkCut if length >= len(SCHEME) else NotALink):
            read_share_link(SAMPLE[:length])


@given(st.integers(min_value=SAMPLE.index("/") + 1, max_value=len(SAMPLE) - 1), st.sampled_from(CODE))
def test_every_changed_character_is_noticed(place: int, character: str) -> None:
    changed = SAMPLE[:place] + character + SAMPLE[place + 1 :]
    if changed == SAMPLE:
        return
    with pytest.raises(LinkCut):
        read_share_link(changed)


@given(st.integers(min_value=SAMPLE.index("/") + 1, max_value=len(SAMPLE)), st.text(min_size=1, max_size=5))
def test_nothing_can_be_put_in_between(place: int, more: str) -> None:
    changed = SAMPLE[:place] + more + SAMPLE[place:]
    if changed.strip() == SAMPLE:
        return
    with pytest.raises(LinkCut):
        read_share_link(changed)


@given(share_links, person_links)
def test_a_link_for_something_else_says_so(share: ShareLink, person: PersonLink) -> None:
    with pytest.raises(LinkForOther) as caught:
        read_person_link(write_share_link(share))
    assert (caught.value.wanted, caught.value.found) == ("person", "share")
    with pytest.raises(LinkForOther):
        read_share_link(write_person_link(person))


@given(st.integers(min_value=2, max_value=2**60), st.lists(st.integers(0, 2**60) | st.text(), max_size=3))
def test_a_newer_link_says_so_whatever_follows(version: int, rest: list[object]) -> None:
    with pytest.raises(LinkTooNew):
        read_share_link(forged("share", packed(version, *rest)))


@pytest.mark.parametrize(
    "fields",
    [
        share_fields(version=0),
        share_fields(version=-1),
        share_fields(version="1"),
        share_fields(share=b"s" * 31),
        share_fields(share="s" * 32),
        share_fields(secret=b""),
        share_fields(infohash_v2=None),
        share_fields(size=-1),
        share_fields(size=2**63),
        share_fields(size=1.5),
        share_fields(title="x" * (limits.TITLE_LENGTH + 1)),
        share_fields(title=b"hi"),
        share_fields(addresses=[["127.0.0.1", 0]]),
        share_fields(addresses=[["127.0.0.1", 65536]]),
        share_fields(addresses=[["127.0.0.1"]]),
        share_fields(addresses=[["127.0.0.1", 40000]] * (limits.LINK_ADDRESSES + 1)),
        share_fields(addresses={}),
        share_fields(reach=None),
        share_fields(secret=NO_SECRET),
        share_fields()[:-1],
        [],
    ],
)
def test_a_payload_of_another_shape_is_refused(fields: list[object]) -> None:
    with pytest.raises(LinkCut):
        read_share_link(forged("share", packed(*fields)))


def test_what_a_later_version_adds_at_the_end_does_no_harm() -> None:
    assert read_share_link(forged("share", packed(*share_fields(), "more"))).title == "hi"


@given(st.binary(max_size=400))
@example(b"\x91" * 2000)
@example(b"\x97\x01" + b"\x91" * 2500)  # nested in a field of a known link
@example(b"\xdd\xff\xff\xff\xff")  # says that four thousand million items follow
@example(b"\xc1")
@example(packed(*share_fields(title="hi")).replace(b"\xa2hi", b"\xa2\xff\xfe"))  # not UTF-8
def test_no_payload_raises_anything_but_the_link_errors(payload: bytes) -> None:
    for read in (read_share_link, read_person_link):
        for kind in ("share", "person"):
            try:
                read(forged(kind, payload))
            except LINK_ERRORS:
                continue


@given(st.text(max_size=200) | st.text(max_size=200).map(lambda text: SCHEME + text))
@example(SCHEME + "share/" + "\u0663" * 8)
@example(SCHEME + "share/\ud800")
@example(SCHEME + "share/" + "A" * limits.LINK_LENGTH)
@example("A" * 10**6)
@example(SCHEME)
@example(SCHEME + "/")
def test_no_text_raises_anything_but_the_link_errors(text: str) -> None:
    for read in (read_share_link, read_person_link):
        with pytest.raises(LINK_ERRORS) as caught:
            read(text)
        assert isinstance(caught.value, WrongUse)
