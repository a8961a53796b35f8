"""A sentence for everything that can go wrong, whatever its data."""

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import errors, reasons
from desktop.ui.words import messages
from desktop.ui.words.reasons import sentence_of_reason
from tests.hostile import harmful, made

ERROR_TYPES = sorted(set(errors.error_types()), key=lambda error_type: error_type.kind)
DETAILS = sorted(messages._BY_DETAIL, key=lambda key: (key[0].kind, str(key[1])))


def is_well_said(text: str) -> bool:
    return not harmful(text, allowed="") and "!" not in text and text.endswith(".") and "  " not in text


def test_every_error_has_a_sentence_and_every_sentence_an_error() -> None:
    said_elsewhere = {errors.TransferFailed, errors.NobodyInTime}
    assert set(messages._BY_TYPE) | said_elsewhere == set(ERROR_TYPES)


@pytest.mark.parametrize("error_type", ERROR_TYPES, ids=lambda error_type: error_type.kind)
@settings(max_examples=20)
@given(data=st.data())
def test_an_error_is_told_whatever_its_data(error_type: type[errors.AppError], data: st.DataObject) -> None:
    said = messages.sentence_of(data.draw(made(error_type)))
    assert said
    assert not harmful(said, allowed="")
    assert len(said) < 800


@pytest.mark.parametrize("template", [*messages._BY_TYPE.values(), *messages._BY_DETAIL.values()])
def test_sentences_speak_the_house_voice(template: str) -> None:
    assert is_well_said(template)
    words = set(re.findall(r"[a-z]+", template.lower()))
    assert not words & {
        "peer",
        "seed",
        "leech",
        "node",
        "hash",
        "swarm",
        "session",
        "invalid",
        "oops",
        "sorry",
    }


@pytest.mark.parametrize(("error_type", "detail"), DETAILS)
def test_a_known_detail_has_its_own_sentence(error_type: type[errors.AppError], detail: object) -> None:
    data: dict[str, object] = dict.fromkeys(error_type.__annotations__, "some") | {"limit": 20_000}
    field = next(name for name in ("why", "what", "wanted") if name in error_type.__annotations__)
    wanted = {name: value for name, value in data.items() if name in error_type.__annotations__}
    known = messages.sentence_of(error_type(**(wanted | {field: detail})))
    other = messages.sentence_of(error_type(**(wanted | {field: "something new"})))
    assert is_well_said(known)
    assert known != other


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
@settings(max_examples=20)
@given(data=st.data())
def test_every_reason_is_told(reason_type: type[reasons.Reason], data: st.DataObject) -> None:
    said = sentence_of_reason(data.draw(made(reason_type)))
    assert said.endswith(".")
    assert not harmful(said, allowed="")


def test_a_reason_says_how_much_is_missing() -> None:
    said = sentence_of_reason(reasons.DiskFull(folder="/home/me", missing=1_200_000_000))
    assert "“/home/me”" in said
    assert "1.2 GB" in said


def test_running_out_of_time_says_why() -> None:
    said = messages.sentence_of(errors.NobodyInTime(seconds=90, reason=reasons.NobodyHasIt()))
    assert said.startswith("It did not all arrive within 1 minute. Nobody who has it")


def test_a_timeout_does_not_promise_that_it_goes_on_by_itself() -> None:
    for reason in (reasons.NobodyHasIt(), reasons.InQueue(), None):
        assert "by itself" not in messages.sentence_of(errors.NobodyInTime(seconds=3, reason=reason))
