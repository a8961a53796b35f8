"""The vectors of docs/protocol.md are what this implementation does."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.clock import day_number
from desktop.errors import RecordRefused
from desktop.ids import DeviceId
from desktop.keys import SigningKey
from desktop.share.records.device import DeviceRecord, DeviceStatement, decode_device_record
from desktop.share.records.envelope import VERSION, Envelope, Record, check_signature, decode_record
from desktop.share.records.kinds import KINDS, check_body
from desktop.share.records.revocation import Revocation, decode_revocation
from desktop.share.store.author import private_space
from tests.share.stores import open_store
from tests.share.writers import NOW, Writer

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "docs" / "vectors" / "records.json").read_text(encoding="utf-8")
)
BYTES = ("group", "author", "device", "object")


def check(wire: bytes) -> Record:
    record = decode_record(wire)
    check_body(record, KINDS)
    check_signature(record)
    return record


@pytest.mark.parametrize("vector", VECTORS["records"], ids=lambda vector: str(vector["name"]))
def test_a_record_is_written_and_read_as_it_stands_there(vector: dict[str, Any]) -> None:
    fields: dict[str, Any] = {name: vector[name] for name in ("seq", "kind", "created", "clock", "expires")}
    fields |= {name: bytes.fromhex(vector[name]) for name in BYTES}
    fields["seen"] = tuple(bytes.fromhex(seen) for seen in vector["seen"])
    envelope = Envelope(v=VERSION, body=msgspec.Raw(bytes.fromhex(vector["body"])), **fields)
    written = Record.signed_by(SigningKey(bytes.fromhex(vector["device_seed"])), envelope)
    assert (written.id.hex(), written.wire.hex()) == (vector["id"], vector["wire"])
    assert check(written.wire).id == written.id


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: str(vector["name"]))
def test_what_is_to_be_refused_is(vector: dict[str, Any]) -> None:
    wire = bytes.fromhex(vector["wire"]) if "wire" in vector else bytes(vector["zero_bytes"])
    with pytest.raises(RecordRefused) as caught:
        check(wire)
    assert caught.value.why == vector["why"]


@pytest.mark.parametrize("vector", VECTORS["devices"])
def test_a_device_record_is_written_and_read_as_it_stands_there(vector: dict[str, Any]) -> None:
    names = ("person", "device", "endpoint", "address")
    keys: dict[str, Any] = {name: bytes.fromhex(vector[name]) for name in names}
    statement = DeviceStatement(created=vector["created"], **keys)
    written = DeviceRecord.signed_by(SigningKey(bytes.fromhex(vector["identity_seed"])), statement)
    assert written.wire.hex() == vector["wire"]
    assert decode_device_record(written.wire).statement == statement


@pytest.mark.parametrize("vector", VECTORS["revocations"], ids=lambda vector: str(vector["at"]))
def test_a_revocation_is_written_and_read_as_it_stands_there(vector: dict[str, Any]) -> None:
    identity = SigningKey(bytes.fromhex(vector["identity_seed"]))
    written = Revocation.signed_by(identity, DeviceId(bytes.fromhex(vector["device"])), vector["at"])
    assert written.wire.hex() == vector["wire"]
    assert decode_revocation(written.wire).statement.person.hex() == vector["person"]


def test_the_private_space() -> None:
    vector = VECTORS["private_space"]
    assert private_space(Writer().person).hex() == vector["group"]
    assert Writer().person.hex() == vector["person"]


@pytest.mark.parametrize("vector", VECTORS["states"], ids=lambda vector: str(vector["after"]))
def test_the_state_hash(vector: dict[str, Any], tmp_path: Path) -> None:
    wires = {record["id"]: bytes.fromhex(record["wire"]) for record in VECTORS["records"]}
    store = open_store(tmp_path / "store.db")
    for device in VECTORS["devices"]:
        store.admit_device(bytes.fromhex(device["wire"]))
    for record in vector["admitted"]:
        store.admit(wires[record])
    assert (store.state().records, store.state().state_hash.hex()) == (
        vector["records"],
        vector["state_hash"],
    )
    store.close()


def test_the_day_of_the_vectors_is_that_of_the_tests() -> None:
    assert {day_number(vector["created"]) for vector in VECTORS["records"]} == {day_number(NOW)}
