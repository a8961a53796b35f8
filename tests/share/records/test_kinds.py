"""Bodies: what each kind says, how it may grow, and what is not said rightly."""

import contextlib
from dataclasses import fields
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import RecordRefused
from desktop.share.records.kinds import (
    KINDS,
    SHARE,
    TOMBSTONE,
    TRANSFER,
    ShareBody,
    TransferBody,
    check_body,
)
from desktop.share.shares import NewShare, NewTransfer, Share, Transfer
from tests.share.writers import Writer, share_body, transfer_body

ABOUT = bytes(32)
SHARE_VALUES: list[Any] = msgspec.msgpack.decode(msgspec.msgpack.encode(share_body()))


def raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def is_refused(kind: str, about: bytes, body: msgspec.Raw) -> bool:
    try:
        check_body(Writer().write(kind, about, body), KINDS)
    except RecordRefused:
        return True
    return False


def test_bodies_have_the_fields_of_the_values_they_stand_for() -> None:
    share, transfer = set(ShareBody.__struct_fields__), set(TransferBody.__struct_fields__)
    assert share == {field.name for field in fields(NewShare)}
    assert share == {field.name for field in fields(Share)} - {"share", "created", "person"}
    assert transfer - {"added"} == {field.name for field in fields(NewTransfer)}
    assert transfer == {field.name for field in fields(Transfer)} - {"share"}


def test_sound_bodies_pass() -> None:
    writer = Writer()
    for record in (writer.share(), writer.share(ABOUT), writer.transfer(ABOUT), writer.tombstone(ABOUT)):
        check_body(record, KINDS)


def test_an_unknown_kind_may_say_anything() -> None:
    assert not is_refused("from-the-future", b"", raw({"any": ["thing"]}))


def test_a_body_may_grow_at_its_end() -> None:
    record = Writer().write(SHARE, b"", msgspec.Raw(msgspec.msgpack.encode([*SHARE_VALUES, "new"])))
    assert KINDS[SHARE].decode(record) == share_body()


@pytest.mark.parametrize("kind", [TRANSFER, TOMBSTONE])
def test_what_speaks_of_an_object_cannot_found_one(kind: str) -> None:
    body = raw(transfer_body() if kind == TRANSFER else [])
    assert not is_refused(kind, ABOUT, body)
    assert is_refused(kind, b"", body)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, bytes(31)),
        (1, "x" * 201),
        (1, None),
        (3, bytes(32)),
        (4, bytes(20)),
        (5, -1),
        (5, 2**63),
        (6, "1"),
        (7, "everybody"),
        (8, bytes(65)),
        (9, "http://tracker"),
        (10, [1]),
    ],
)
def test_every_field_is_checked(place: int, value: Any) -> None:
    assert is_refused(SHARE, b"", raw([*SHARE_VALUES[:place], value, *SHARE_VALUES[place + 1 :]]))


@given(st.sampled_from([SHARE, TRANSFER, TOMBSTONE]), st.binary(max_size=100))
def test_any_bytes_are_refused_in_order(kind: str, data: bytes) -> None:
    record = Writer().write(kind, ABOUT, msgspec.Raw(data))
    with contextlib.suppress(RecordRefused):
        check_body(record, KINDS)


def test_text_that_is_no_text_is_refused() -> None:
    body = msgspec.msgpack.encode([*SHARE_VALUES[:1], "title", *SHARE_VALUES[2:]])
    assert is_refused(SHARE, b"", msgspec.Raw(body.replace(b"title", b"t\xfftle")))
