"""Errors on their way through the socket and between processes."""

import pickle

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import errors
from desktop.reasons import DiskFull
from tests.hostile import made

TYPES = sorted(errors.error_types(), key=lambda error_type: error_type.kind)


@pytest.mark.parametrize("error_type", TYPES, ids=lambda error_type: error_type.kind)
@settings(max_examples=20)
@given(data=st.data())
def test_an_error_survives_the_socket(error_type: type[errors.AppError], data: st.DataObject) -> None:
    error = data.draw(made(error_type))
    plain = errors.error_data(error)
    revived = errors.error_from(error.kind, plain)
    assert type(revived) is error_type
    assert errors.error_data(revived) == plain
    assert vars(revived) == vars(error)


def test_kinds_are_unique() -> None:
    assert len({error_type.kind for error_type in TYPES}) == len(TYPES)


def test_a_reason_is_alive_again_on_the_other_side() -> None:
    error = errors.TransferFailed(DiskFull(folder="/x", missing=3))
    line = msgspec.json.encode(errors.error_data(error))
    revived = errors.error_from("transfer-failed", msgspec.json.decode(line))
    assert isinstance(revived, errors.TransferFailed)
    assert revived.reason == DiskFull(folder="/x", missing=3)


@pytest.mark.parametrize(
    ("kind", "data"), [("of-the-future", {}), ("bad-argument", {}), ("path-missing", {"path": 3})]
)
def test_what_this_version_does_not_know_came_from_another(kind: str, data: dict[str, object]) -> None:
    assert isinstance(errors.error_from(kind, data), errors.NodeOfOtherVersion)


@pytest.mark.parametrize("error_type", TYPES, ids=lambda error_type: error_type.kind)
@settings(max_examples=20)
@given(data=st.data())
def test_an_error_survives_pickling(error_type: type[errors.AppError], data: st.DataObject) -> None:
    error = data.draw(made(error_type))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # what the child process of ours sends
    assert vars(copy) == vars(error)
