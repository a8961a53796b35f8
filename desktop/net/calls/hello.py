"""The hello: who is at the other end of a call. Sans-IO; byte by byte in `docs/protocol.md`.

The call proves which *endpoint* is there. The hello binds to it the *device* that signs records and the
*person* whose device it is: each side sends a greeting, then signs both greetings and both endpoints as its
device. So a hello said again, turned back, or carried on to somebody else is worth nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.ids import DeviceId, PersonId
from desktop.keys import Label, PublicKey, Signature, SignatureWrong, SigningKey, verify

VERSION: Final = 1
NONCE_BYTES: Final = 32


class HelloRefused(Exception):
    """Who called is not who they say, or nobody whom we understand; `why` is for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Role(Enum):
    """Which side of a call this is; the value is signed."""

    CALLER = b"\0"
    CALLEE = b"\1"

    @property
    def other(self) -> "Role":
        return Role.CALLEE if self is Role.CALLER else Role.CALLER


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """What a device record says, its signature checked."""

    person: PersonId
    device: DeviceId
    endpoint: bytes


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is there, proven. `version` is the newest that both understand."""

    person: PersonId
    device: DeviceId
    device_record: bytes
    version: int


class _Greeting(msgspec.Struct, array_like=True, frozen=True):
    """May grow at its end. The versions are the oldest and the newest understood."""

    oldest: Annotated[int, Meta(ge=1, le=255)]
    newest: Annotated[int, Meta(ge=1, le=255)]
    nonce: Annotated[bytes, Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
    device_record: Annotated[bytes, Meta(max_length=limits.DEVICE_RECORD_BYTES)]


_DECODER: Final = msgspec.msgpack.Decoder(_Greeting)

type ReadDevice = Callable[[bytes], DeviceKeys | None]
"""Given a device record: what it says, None if it is not sound. Raises HelloRefused for an unwelcome one."""


@dataclass(frozen=True, slots=True)
class OwnSide:
    """What this device says in every hello."""

    endpoint: bytes
    device_key: SigningKey
    device_record: bytes


class Hello:
    """One side of one hello: `greeting`, then `hear_greeting`, then `hear_proof`."""

    def __init__(
        self, role: Role, own: OwnSide, remote: bytes, nonce: bytes, read_device: ReadDevice
    ) -> None:
        self._role = role
        self._own = own
        self._remote = remote
        self._read_device = read_device
        self.greeting = msgspec.msgpack.encode(_Greeting(VERSION, VERSION, nonce, own.device_record))
        self._heard = b""
        self._peer: Peer | None = None

    def hear_greeting(self, data: bytes) -> Signature:
        """Take in the other's greeting and return our proof. Raises HelloRefused."""
        greeting = _read(data)
        version = min(VERSION, greeting.newest)
        if version < greeting.oldest:
            raise HelloRefused("version")
        keys = self._read_device(greeting.device_record)
        if keys is None:
            raise HelloRefused("device-record")
        if keys.device == DeviceId(self._own.device_key.public):
            raise HelloRefused("reflected")
        if keys.endpoint != self._remote:
            raise HelloRefused("endpoint")
        self._heard = data
        self._peer = Peer(keys.person, keys.device, greeting.device_record, version)
        return self._own.device_key.sign(Label.HELLO, self._transcript(self._role))

    def hear_proof(self, proof: bytes) -> Peer:
        """Take in the other's proof and return who is there. Raises HelloRefused."""
        if self._peer is None:
            raise HelloRefused("order")
        said = self._transcript(self._role.other)
        try:
            verify(Label.HELLO, PublicKey(self._peer.device), said, Signature(proof))
        except SignatureWrong as error:
            raise HelloRefused("proof") from error
        return self._peer

    def _transcript(self, signer: Role) -> bytes:
        """Return what one side signs: its role, both endpoints, both greetings, each of one known length."""
        ours, theirs = (self._own.endpoint, self.greeting), (self._remote, self._heard)
        caller, callee = (ours, theirs) if self._role is Role.CALLER else (theirs, ours)
        greetings = b"".join(len(said).to_bytes(4, "big") + said for _, said in (caller, callee))
        return signer.value + caller[0] + callee[0] + greetings


def _read(data: bytes) -> _Greeting:
    if len(data) > limits.GREETING_BYTES:
        raise HelloRefused("too-large")
    try:
        return _DECODER.decode(data)
    except (ValueError, RecursionError) as error:
        raise HelloRefused("malformed") from error
