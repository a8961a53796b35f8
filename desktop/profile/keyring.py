"""The secret keys of one person on one device, and the bytes they are kept as; any thread.

A keys file is one MessagePack array: magic, version, sealed, salt, operations, memory, body, check. `check`
is over everything before it, so damage is told apart from a wrong passphrase, and a flipped bit can never
quietly make another person of somebody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final

import msgspec

from desktop import keys
from desktop.clock import Clock, Seconds, whole_seconds
from desktop.errors import PassphraseNeeded, PassphraseWrong, ProfileDamaged, ProfileTooNew
from desktop.keys import Label, PassphraseCost, SigningKey
from desktop.limits import GIB, KIB

_MAGIC: Final = "passalong-keys"
_VERSION: Final = 1
_FORMER: Final = 8
"""How many address keys of before are remembered: more people are hardly parted from within hours."""
_UNREADABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for bytes that are not what they should be."""

type AskPassphrase = Callable[[], str | None]
"""Asked at most once, and only when it is needed; None when there is no passphrase to give."""
type RandomBytes = Callable[[int], bytes]

_KeyBytes = Annotated[bytes, msgspec.Meta(min_length=keys.KEY_BYTES, max_length=keys.KEY_BYTES)]
_SaltBytes = Annotated[bytes, msgspec.Meta(min_length=keys.SALT_BYTES, max_length=keys.SALT_BYTES)]


@dataclass(frozen=True, slots=True)
class Keyring:
    """Everything that must stay secret. `identity` is the person, all the rest belongs to this device.

    `renewed` is the second in the device record: that of the newest address seed, which is never one that
    was there before. `former_address_seeds` are those before it, newest first.
    """

    identity: SigningKey
    device: SigningKey
    endpoint_seed: bytes = field(repr=False)
    address_seed: bytes = field(repr=False)
    link_secret: bytes = field(repr=False)
    created: Seconds
    renewed: Seconds
    former_address_seeds: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Seal:
    """A passphrase turned into a key: costly to make, so made once and kept while the profile is open."""

    key: bytes = field(repr=False)
    salt: bytes
    cost: PassphraseCost


class _Body(msgspec.Struct, frozen=True, array_like=True):
    """May grow at its end; `renewed` is None in files from before there was such a thing."""

    identity_seed: _KeyBytes
    device_seed: _KeyBytes
    endpoint_seed: _KeyBytes
    address_seed: _KeyBytes
    link_secret: _KeyBytes
    created: int
    renewed: int | None = None
    former_address_seeds: tuple[_KeyBytes, ...] = ()


class _Head(msgspec.Struct, frozen=True, array_like=True):
    magic: str
    version: int


class _KeysFile(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    magic: str
    version: int
    sealed: bool
    salt: _SaltBytes
    # Bounded before they are believed: a hostile file must not fill the memory. 8 KiB is libsodium's least.
    operations: Annotated[int, msgspec.Meta(ge=1, le=16)]
    memory: Annotated[int, msgspec.Meta(ge=8 * KIB, le=GIB)]
    body: bytes
    check: bytes = b""


def new_keyring(
    clock: Clock, identity_seed: bytes | None = None, random: RandomBytes = keys.random_bytes
) -> Keyring:
    """Return the keys of a new device: of a new person, or of the one that `identity_seed` names."""
    created = whole_seconds(clock)
    return Keyring(
        identity=SigningKey(random(keys.KEY_BYTES) if identity_seed is None else identity_seed),
        device=SigningKey(random(keys.KEY_BYTES)),
        endpoint_seed=random(keys.KEY_BYTES),
        address_seed=random(keys.KEY_BYTES),
        link_secret=random(keys.KEY_BYTES),
        created=created,
        renewed=created,
    )


def with_new_address(keyring: Keyring, now: Seconds, random: RandomBytes = keys.random_bytes) -> Keyring:
    """Return the keys with another address key, in a device record that is newer than any before."""
    return replace(
        keyring,
        address_seed=random(keys.KEY_BYTES),
        renewed=Seconds(max(keyring.renewed + 1, now)),  # the clock may have been turned back
        former_address_seeds=(keyring.address_seed, *keyring.former_address_seeds)[:_FORMER],
    )


def new_seal(passphrase: str, cost: PassphraseCost = keys.PASSPHRASE_COST) -> Seal:
    salt = keys.random_bytes(keys.SALT_BYTES)
    return Seal(key=keys.key_from_passphrase(passphrase, salt, cost), salt=salt, cost=cost)


def pack_keyring(keyring: Keyring, seal: Seal | None) -> bytes:
    """Return the bytes of a keys file, sealed if there is a `seal`."""
    body = msgspec.msgpack.encode(
        _Body(
            identity_seed=keyring.identity.seed,
            device_seed=keyring.device.seed,
            endpoint_seed=keyring.endpoint_seed,
            address_seed=keyring.address_seed,
            link_secret=keyring.link_secret,
            created=keyring.created,
            renewed=keyring.renewed,
            former_address_seeds=keyring.former_address_seeds,
        )
    )
    cost = seal.cost if seal else keys.PASSPHRASE_COST
    file = _KeysFile(
        magic=_MAGIC,
        version=_VERSION,
        sealed=seal is not None,
        salt=seal.salt if seal else bytes(keys.SALT_BYTES),
        operations=cost.operations,
        memory=cost.memory_bytes,
        body=keys.seal(Label.KEYRING, seal.key, body) if seal else body,
    )
    return msgspec.msgpack.encode(msgspec.structs.replace(file, check=_check(file)))


def unpack_keyring(data: bytes, passphrase: AskPassphrase, path: Path) -> tuple[Keyring, Seal | None]:
    """Return the keys in `data` (read from `path`) and the seal they were under.

    Raises ProfileTooNew, ProfileDamaged, PassphraseNeeded or PassphraseWrong.
    """
    file = _read_file(data, path)
    if not file.sealed:
        return _read_body(file.body, path), None
    seal = _ask_for_seal(file, passphrase)
    try:
        body = keys.open_sealed(Label.KEYRING, seal.key, file.body)
    except keys.SealBroken as error:
        raise PassphraseWrong from error
    return _read_body(body, path), seal


def _read_file(data: bytes, path: Path) -> _KeysFile:
    try:
        head = msgspec.msgpack.decode(data, type=_Head)
        if head.magic == _MAGIC and head.version > _VERSION:
            raise ProfileTooNew(path=str(path))
        file = msgspec.msgpack.decode(data, type=_KeysFile)
    except _UNREADABLE as error:
        raise ProfileDamaged(path=str(path)) from error
    if file.magic != _MAGIC or file.version != _VERSION or file.check != _check(file):
        raise ProfileDamaged(path=str(path))
    return file


def _ask_for_seal(file: _KeysFile, passphrase: AskPassphrase) -> Seal:
    given = passphrase()
    if given is None:
        raise PassphraseNeeded
    cost = PassphraseCost(operations=file.operations, memory_bytes=file.memory)
    return Seal(key=keys.key_from_passphrase(given, file.salt, cost), salt=file.salt, cost=cost)


def _read_body(body: bytes, path: Path) -> Keyring:
    try:
        read = msgspec.msgpack.decode(body, type=_Body)
    except _UNREADABLE as error:
        raise ProfileDamaged(path=str(path)) from error
    return Keyring(
        identity=SigningKey(read.identity_seed),
        device=SigningKey(read.device_seed),
        endpoint_seed=read.endpoint_seed,
        address_seed=read.address_seed,
        link_secret=read.link_secret,
        created=Seconds(read.created),
        renewed=Seconds(read.created if read.renewed is None else read.renewed),
        former_address_seeds=read.former_address_seeds,
    )


def _check(file: _KeysFile) -> bytes:
    return keys.digest(Label.KEYRING, msgspec.msgpack.encode(msgspec.structs.replace(file, check=b"")))
