"""The hello: what it proves, and every way to cheat at it that we know."""

import os
from dataclasses import dataclass, replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ids import DeviceId, PersonId
from desktop.keys import SigningKey
from desktop.net.calls.hello import DeviceKeys, Hello, HelloRefused, OwnSide, Peer, Role

RECORDS: dict[bytes, DeviceKeys] = {}
"""Device records of these tests, which need not be real: reading them is handed in."""


@dataclass(frozen=True)
class Person:
    """One device of somebody."""

    side: OwnSide
    keys: DeviceKeys

    @classmethod
    def new(cls) -> "Person":
        device = SigningKey(os.urandom(32))
        keys = DeviceKeys(PersonId(os.urandom(32)), DeviceId(device.public), os.urandom(32))
        record = os.urandom(16)
        RECORDS[record] = keys
        return cls(OwnSide(keys.endpoint, device, record), keys)

    def hello(self, role: Role, remote: bytes) -> Hello:
        return Hello(role, self.side, remote, os.urandom(32), RECORDS.get)


ANN, BEN, EVE = Person.new(), Person.new(), Person.new()


def refused(hello: Hello, greeting: bytes) -> str:
    with pytest.raises(HelloRefused) as caught:
        hello.hear_greeting(greeting)
    return caught.value.why


def pair() -> tuple[Hello, Hello]:
    return ANN.hello(Role.CALLER, BEN.side.endpoint), BEN.hello(Role.CALLEE, ANN.side.endpoint)


def test_both_know_each_other_in_the_end() -> None:
    ann, ben = pair()
    anns, bens = ann.hear_greeting(ben.greeting), ben.hear_greeting(ann.greeting)
    assert ann.hear_proof(bens) == Peer(BEN.keys.person, BEN.keys.device, BEN.side.device_record, 1)
    assert ben.hear_proof(anns) == Peer(ANN.keys.person, ANN.keys.device, ANN.side.device_record, 1)


def test_a_proof_said_again_in_another_call_is_refused() -> None:
    ann, ben = pair()
    ben.hear_greeting(ann.greeting)
    old = ann.hear_greeting(ben.greeting)
    _, again = pair()
    again.hear_greeting(ann.greeting)
    with pytest.raises(HelloRefused, match="proof"):
        again.hear_proof(old)


def test_a_hello_turned_back_is_refused() -> None:
    ann, _ = pair()
    assert refused(ann, ann.greeting) == "reflected"


def test_a_proof_turned_back_is_refused() -> None:
    ann, ben = pair()
    own = ann.hear_greeting(ben.greeting)
    with pytest.raises(HelloRefused, match="proof"):
        ann.hear_proof(own)


def test_a_hello_carried_on_to_somebody_else_is_refused() -> None:
    """Eve is called by Ann, and calls Ben with what Ann said."""
    ann = ANN.hello(Role.CALLER, EVE.side.endpoint)
    ben = BEN.hello(Role.CALLEE, EVE.side.endpoint)
    assert refused(ben, ann.greeting) == "endpoint"


def test_a_proof_made_for_somebody_else_is_refused() -> None:
    """Even if Eve had Ann's endpoint: Ann signed that she talks to Eve."""
    ann, ben = ANN.hello(Role.CALLER, EVE.side.endpoint), BEN.hello(Role.CALLEE, ANN.side.endpoint)
    ben.hear_greeting(ann.greeting)
    greeting = Hello(Role.CALLEE, EVE.side, ANN.side.endpoint, os.urandom(32), RECORDS.get).greeting
    with pytest.raises(HelloRefused, match="proof"):
        ben.hear_proof(ann.hear_greeting(greeting))


def test_another_device_than_the_one_of_the_endpoint_is_refused() -> None:
    ben = BEN.hello(Role.CALLEE, EVE.side.endpoint)
    assert refused(ben, ANN.hello(Role.CALLER, BEN.side.endpoint).greeting) == "endpoint"


def test_a_device_that_has_not_its_key_is_refused() -> None:
    thief = replace(ANN.side, device_key=EVE.side.device_key)
    stolen = Hello(Role.CALLER, thief, BEN.side.endpoint, os.urandom(32), RECORDS.get)
    _, ben = pair()
    ben.hear_greeting(stolen.greeting)
    with pytest.raises(HelloRefused, match="proof"):
        ben.hear_proof(stolen.hear_greeting(ben.greeting))


def test_a_device_record_that_is_not_sound_is_refused() -> None:
    _, ben = pair()
    said = msgspec.msgpack.encode((1, 1, bytes(32), b"nobody's"))
    assert refused(ben, said) == "device-record"


@pytest.mark.parametrize("versions", [(2, 9), (2, 2)])
def test_only_newer_versions_are_refused(versions: tuple[int, int]) -> None:
    _, ben = pair()
    assert refused(ben, msgspec.msgpack.encode((*versions, bytes(32), ANN.side.device_record))) == "version"


def test_a_newer_version_that_knows_ours_is_met_with_ours() -> None:
    _, ben = pair()
    ben.hear_greeting(msgspec.msgpack.encode((1, 7, bytes(32), ANN.side.device_record, "more")))


def test_a_proof_before_a_greeting_is_refused() -> None:
    ann, _ = pair()
    with pytest.raises(HelloRefused, match="order"):
        ann.hear_proof(bytes(64))


@given(st.binary(max_size=3000))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    _, ben = pair()
    assert refused(ben, data) in {"malformed", "too-large", "device-record", "version"}


@given(st.data())
def test_a_changed_byte_in_a_greeting_or_proof_is_never_believed(data: st.DataObject) -> None:
    ann, ben = pair()
    greeting = bytearray(ann.greeting)
    place = data.draw(st.integers(0, len(greeting) - 1))
    greeting[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(HelloRefused):  # noqa: PT012 - either step may be the one
        ben.hear_greeting(bytes(greeting))
        ben.hear_proof(ann.hear_greeting(ben.greeting))


@given(st.binary(max_size=80))
def test_no_bytes_pass_for_a_proof(proof: bytes) -> None:
    ann, ben = pair()
    ann.hear_greeting(ben.greeting)
    with pytest.raises(HelloRefused, match="proof"):
        ann.hear_proof(proof)
