"""Keys come back from their file exactly, or a typed error says why not."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import keys
from desktop.clock import Seconds
from desktop.errors import AppError, PassphraseNeeded, PassphraseWrong, ProfileDamaged, ProfileTooNew
from desktop.keys import SigningKey
from desktop.profile.keyring import (
    Keyring,
    new_keyring,
    new_seal,
    pack_keyring,
    unpack_keyring,
    with_new_address,
)
from tests.clocks import TestClock
from tests.profile.opening import CHEAP, never_asked, no_passphrase, says

PATH = Path("profile/keys")
KEYRING = new_keyring(TestClock())
OPEN = pack_keyring(KEYRING, None)
SEALED = pack_keyring(KEYRING, new_seal("kettle", CHEAP))
SEEDS = st.binary(min_size=32, max_size=32)
KEYRINGS = st.builds(
    Keyring,
    identity=st.builds(SigningKey, SEEDS),
    device=st.builds(SigningKey, SEEDS),
    endpoint_seed=SEEDS,
    address_seed=SEEDS,
    link_secret=SEEDS,
    created=st.integers(0, 2**40).map(Seconds),
    renewed=st.integers(0, 2**40).map(Seconds),
    former_address_seeds=st.lists(SEEDS, max_size=8).map(tuple),
)
BEFORE_ADDRESSES_WERE_RENEWED = bytes.fromhex(
    "98ae70617373616c6f6e672d6b65797301c2c4100000000000000000000000000000000003ce10000000c4b096"
    + "".join("c420" + f"{number:02x}" * 32 for number in range(1, 6))
    + "ce6b49d200c42039e8b428fa69c049e6f74d8ffe4f727f5ff91fdb028903402031100a843dca13"
)
"""A keys file of the version before, with seeds of bytes 1 to 5."""


@given(KEYRINGS, st.none() | st.text(max_size=40))
def test_keys_come_back_as_they_were(keyring: Keyring, passphrase: str | None) -> None:
    seal = None if passphrase is None else new_seal(passphrase, CHEAP)
    found = unpack_keyring(pack_keyring(keyring, seal), lambda: passphrase, PATH)
    assert found == (keyring, seal)


def test_a_new_keyring_is_random_and_dated() -> None:
    clock = TestClock()
    first, second = new_keyring(clock), new_keyring(clock)
    seeds = [
        seed
        for keyring in (first, second)
        for seed in (
            keyring.identity.seed,
            keyring.device.seed,
            keyring.endpoint_seed,
            keyring.address_seed,
            keyring.link_secret,
        )
    ]
    assert len(set(seeds)) == len(seeds)
    assert first.created == 1_800_000_000


def test_a_restored_identity_gets_a_new_device() -> None:
    again = new_keyring(TestClock(), identity_seed=KEYRING.identity.seed)
    assert again.identity == KEYRING.identity
    assert again.device != KEYRING.device


def test_a_keys_file_of_the_version_before_opens() -> None:
    found, seal = unpack_keyring(BEFORE_ADDRESSES_WERE_RENEWED, never_asked, PATH)
    assert seal is None
    assert (found.identity.seed, found.address_seed) == (b"\1" * 32, b"\4" * 32)
    assert (found.created, found.renewed, found.former_address_seeds) == (1_800_000_000, 1_800_000_000, ())


@given(KEYRINGS, st.integers(0, 2**40).map(Seconds))
def test_a_new_address_is_dated_after_the_one_before_whatever_the_clock_says(
    keyring: Keyring, now: Seconds
) -> None:
    renewed = with_new_address(keyring, now)
    assert renewed.renewed > keyring.renewed
    assert renewed.renewed >= now
    assert renewed.address_seed != keyring.address_seed
    assert renewed.former_address_seeds[0] == keyring.address_seed
    assert len(renewed.former_address_seeds) <= 8
    kept = ("identity", "device", "endpoint_seed", "link_secret", "created")
    assert all(getattr(renewed, name) == getattr(keyring, name) for name in kept)


def test_an_open_file_asks_for_nothing() -> None:
    assert unpack_keyring(OPEN, never_asked, PATH) == (KEYRING, None)


def test_a_sealed_file_shows_no_key() -> None:
    assert KEYRING.identity.seed in OPEN
    assert KEYRING.identity.seed not in SEALED
    assert KEYRING.link_secret not in SEALED


def test_no_passphrase_and_a_wrong_one_are_told_apart() -> None:
    with pytest.raises(PassphraseNeeded):
        unpack_keyring(SEALED, no_passphrase, PATH)
    for wrong in ("", "Kettle", "kettle "):
        with pytest.raises(PassphraseWrong):
            unpack_keyring(SEALED, says(wrong), PATH)


@pytest.mark.parametrize("data", [OPEN, SEALED], ids=["open", "sealed"])
def test_every_cut_is_damage(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(ProfileDamaged):
            unpack_keyring(data[:length], never_asked, PATH)
    with pytest.raises(ProfileDamaged):
        unpack_keyring(data + b"\0", never_asked, PATH)


@pytest.mark.parametrize("data", [OPEN, SEALED], ids=["open", "sealed"])
def test_every_flipped_bit_is_noticed_before_a_passphrase_is_asked_for(data: bytes) -> None:
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            with pytest.raises((ProfileDamaged, ProfileTooNew)):
                unpack_keyring(bytes(changed), never_asked, PATH)


@given(st.binary(max_size=300))
def test_rubbish_is_damage(data: bytes) -> None:
    with pytest.raises(ProfileDamaged):
        unpack_keyring(data, never_asked, PATH)


@pytest.mark.parametrize("data", [b"\x91" * 60_000, b"\x93\xaepassalong-keys\x01" + b"\x91" * 60_000])
def test_deep_nesting_is_damage(data: bytes) -> None:
    with pytest.raises(ProfileDamaged):
        unpack_keyring(data, never_asked, PATH)


def test_a_newer_version_is_said_whatever_else_changed() -> None:
    newer = msgspec.msgpack.encode(["passalong-keys", 2, {"anything": "else"}])
    with pytest.raises(ProfileTooNew) as caught:
        unpack_keyring(newer, never_asked, PATH)
    assert caught.value.path == str(PATH)


@pytest.mark.parametrize(
    ("place", "value"),
    [(4, 0), (4, 17), (4, 2**63), (5, 8191), (5, 2**36), (3, b"short"), (6, "text"), (1, 0), (1, -1)],
)
def test_a_file_cannot_make_us_work_or_read_beyond_bounds(place: int, value: Any) -> None:
    with pytest.raises(ProfileDamaged):
        unpack_keyring(_rechecked(SEALED, place, value), never_asked, PATH)


def test_a_sound_seal_over_rubbish_is_damage() -> None:
    seal = new_seal("kettle", CHEAP)
    packed = pack_keyring(KEYRING, seal)
    rubbish = keys.seal(keys.Label.KEYRING, seal.key, b"\x95rubbish")
    with pytest.raises(ProfileDamaged):
        unpack_keyring(_rechecked(packed, 6, rubbish), says("kettle"), PATH)


def test_secrets_stay_out_of_logs() -> None:
    seal = new_seal("kettle", CHEAP)
    shown = repr(KEYRING) + repr(seal)
    for secret in (KEYRING.link_secret, KEYRING.endpoint_seed, KEYRING.address_seed, seal.key):
        assert repr(secret) not in shown
        assert secret.hex() not in shown


def test_both_errors_are_for_people() -> None:
    assert all(issubclass(kind, AppError) for kind in (ProfileDamaged, ProfileTooNew, PassphraseWrong))


def _rechecked(data: bytes, place: int, value: object) -> bytes:
    """Return `data` with one field changed and a check that agrees with it."""
    fields = msgspec.msgpack.decode(data, type=list[Any])
    fields[place] = value
    fields[7] = b""
    fields[7] = keys.digest(keys.Label.KEYRING, msgspec.msgpack.encode(fields))
    return msgspec.msgpack.encode(fields)
