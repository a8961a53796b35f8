"""Ids have one text form, and a prefix of it finds one id or says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import IdAmbiguous, IdUnknown
from desktop.ids import ID_BYTES, find_by_prefix, id_bytes, id_text

ONE = bytes(ID_BYTES)
OTHER = bytes(ID_BYTES - 1) + b"\x01"
FAR = b"\xff" * ID_BYTES


@given(st.binary(min_size=1, max_size=64))
def test_an_id_survives_being_shown(value: bytes) -> None:
    text = id_text(value)
    assert id_bytes(text) == value
    assert text == text.lower()
    assert "=" not in text


def test_an_id_has_52_characters() -> None:
    assert len(id_text(FAR)) == 52
    assert id_text(ONE) == "a" * 52


@given(st.text(max_size=60))
def test_a_text_is_an_id_only_in_its_one_form(text: str) -> None:
    try:
        value = id_bytes(text)
    except ValueError:
        return
    assert id_text(value) == text


@pytest.mark.parametrize("text", ["A" * 52, "a" * 51 + "b", "a" * 52 + "====", "a b", "é" * 8, "01890189"])
def test_other_spellings_are_no_ids(text: str) -> None:
    with pytest.raises(ValueError, match=r"base32|one form|ASCII"):
        id_bytes(text)


@given(st.sets(st.binary(min_size=32, max_size=32), min_size=1), st.integers(8, 52))
def test_a_prefix_finds_the_id_it_begins(known: set[bytes], length: int) -> None:
    for value in known:
        prefix = id_text(value)[:length]
        matching = [other for other in known if id_text(other).startswith(prefix)]
        if len(matching) == 1:
            assert find_by_prefix("transfer", prefix, known) == value
        else:
            with pytest.raises(IdAmbiguous):
                find_by_prefix("transfer", prefix, known)


def test_capitals_are_as_good() -> None:
    assert find_by_prefix("person", id_text(FAR).upper()[:10], [ONE, FAR]) == FAR


def test_an_id_known_twice_is_one() -> None:
    assert find_by_prefix("person", id_text(FAR), [FAR, FAR]) == FAR


@pytest.mark.parametrize("text", ["", "aaaaaaa", "7" * 7, "b" * 8, "a" * 53])
def test_too_short_or_unknown_is_said(text: str) -> None:
    with pytest.raises(IdUnknown) as caught:
        find_by_prefix("person", text, [ONE, FAR])
    assert (caught.value.what, caught.value.text) == ("person", text)


def test_several_that_begin_alike_are_said() -> None:
    with pytest.raises(IdAmbiguous) as caught:
        find_by_prefix("share", "a" * 8, [ONE, OTHER])
    assert (caught.value.what, caught.value.text) == ("share", "a" * 8)
