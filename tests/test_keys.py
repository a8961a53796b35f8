"""Signatures, seals and digests hold for one key, one purpose and the exact bytes, and for nothing else."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import keys
from desktop.keys import (
    Label,
    PassphraseCost,
    PublicKey,
    SealBroken,
    Signature,
    SignatureWrong,
    SigningKey,
    StreamOpener,
    StreamSealer,
)

CHEAP = PassphraseCost(operations=1, memory_bytes=8192)
ALICE = SigningKey(bytes(range(32)))
KEY = bytes(range(32, 64))
ORDER = 2**252 + 27742317777372353535851937790883648493  # of Ed25519's base point
ALL_PAIRS = list(itertools.product(Label, Label))

# The points of small order on Ed25519 and their second spellings (libsodium's own block list).
LOW_ORDER_KEYS = [
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    b"\xec" + b"\xff" * 30 + b"\x7f",
    b"\xed" + b"\xff" * 30 + b"\x7f",
    b"\xee" + b"\xff" * 30 + b"\x7f",
]


def test_a_signature_verifies_for_its_own_label_and_no_other() -> None:
    for made, asked in ALL_PAIRS:
        signature = ALICE.sign(made, b"data")
        if made == asked:
            keys.verify(asked, ALICE.public, b"data", signature)
        else:
            with pytest.raises(SignatureWrong):
                keys.verify(asked, ALICE.public, b"data", signature)


def test_a_seal_opens_for_its_own_label_and_no_other() -> None:
    for made, asked in ALL_PAIRS:
        sealed = keys.seal(made, KEY, b"data")
        if made == asked:
            assert keys.open_sealed(asked, KEY, sealed) == b"data"
        else:
            with pytest.raises(SealBroken):
                keys.open_sealed(asked, KEY, sealed)


def test_a_stream_opens_for_its_own_label_and_no_other() -> None:
    for made, asked in ALL_PAIRS:
        sealer = StreamSealer(made, KEY)
        sealed = sealer.seal(b"data", last=True)
        opener = StreamOpener(asked, KEY, sealer.header)
        if made == asked:
            assert opener.open(sealed) == (b"data", True)
        else:
            with pytest.raises(SealBroken):
                opener.open(sealed)


def test_digests_and_derived_keys_differ_for_every_label() -> None:
    assert len({keys.digest(label, b"data") for label in Label}) == len(Label)
    assert len({keys.derive_key(label, KEY) for label in Label}) == len(Label)


def test_no_label_holds_the_byte_that_ends_it() -> None:
    assert all("\0" not in label and label.isascii() for label in Label)


def test_bytes_signed_under_one_label_cannot_be_slipped_into_a_signature_under_another() -> None:
    # What was signed ends like a message under RECORD; a "signature" that brings the rest must not pass.
    wanted = Label.RECORD.encode() + b"\0order"
    signature = ALICE.sign(Label.DEVICE, wanted)
    stretched = Signature(signature + Label.DEVICE.encode() + b"\0")
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, ALICE.public, b"order", stretched)


def test_the_other_form_of_a_signature_is_refused() -> None:
    signature = ALICE.sign(Label.RECORD, b"data")
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    malleated = Signature(signature[:32] + scalar.to_bytes(32, "little"))
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, ALICE.public, b"data", malleated)


@pytest.mark.parametrize("public", LOW_ORDER_KEYS, ids=lambda key: key.hex()[:8])
@pytest.mark.parametrize("sign_bit", [0, 0x80])
def test_keys_that_would_verify_anything_are_refused(public: bytes, sign_bit: int) -> None:
    weak = PublicKey(public[:31] + bytes([public[31] | sign_bit]))
    for first in LOW_ORDER_KEYS:
        with pytest.raises(SignatureWrong):
            keys.verify(Label.RECORD, weak, b"data", Signature(first + bytes(32)))


@given(public=st.binary(max_size=80), signature=st.binary(max_size=140), data=st.binary(max_size=64))
def test_verifying_rubbish_raises_only_signature_wrong(public: bytes, signature: bytes, data: bytes) -> None:
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, PublicKey(public), data, Signature(signature))


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64])
def test_a_public_key_of_the_wrong_length_is_refused(length: int) -> None:
    signature = ALICE.sign(Label.RECORD, b"data")
    public = PublicKey((ALICE.public * 2)[:length])
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, public, b"data", signature)


@pytest.mark.parametrize("length", [0, 1, 63, 65, 128])
def test_a_signature_of_the_wrong_length_is_refused(length: int) -> None:
    signature = Signature((ALICE.sign(Label.RECORD, b"data") * 2)[:length])
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, ALICE.public, b"data", signature)


@given(data=st.binary(max_size=200), place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_flipped_bit_breaks_a_signature(data: bytes, place: int, bit: int) -> None:
    signed = bytearray(ALICE.sign(Label.RECORD, data) + data)
    signed[place % len(signed)] ^= 1 << bit
    with pytest.raises(SignatureWrong):
        keys.verify(Label.RECORD, ALICE.public, bytes(signed[64:]), Signature(bytes(signed[:64])))


@given(plain=st.binary(max_size=200), place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_flipped_bit_breaks_a_seal(plain: bytes, place: int, bit: int) -> None:
    sealed = bytearray(keys.seal(Label.KEYRING, KEY, plain))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        keys.open_sealed(Label.KEYRING, KEY, bytes(sealed))


@given(key=st.binary(max_size=64), sealed=st.binary(max_size=200))
def test_opening_rubbish_raises_only_seal_broken(key: bytes, sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        keys.open_sealed(Label.KEYRING, key, sealed)


@given(plain=st.binary(max_size=200))
def test_what_was_sealed_opens_and_never_looks_the_same_twice(plain: bytes) -> None:
    sealed = keys.seal(Label.KEYRING, KEY, plain)
    assert keys.open_sealed(Label.KEYRING, KEY, sealed) == plain
    assert keys.seal(Label.KEYRING, KEY, plain) != sealed


@given(pieces=st.lists(st.binary(max_size=50), min_size=1, max_size=6))
def test_a_stream_opens_in_order_and_says_where_it_ends(pieces: list[bytes]) -> None:
    header, sealed = _sealed_stream(pieces)
    opener = StreamOpener(Label.BACKUP, KEY, header)
    opened = [opener.open(piece) for piece in sealed]
    assert [piece for piece, _ in opened] == pieces
    assert [last for _, last in opened] == [False] * (len(pieces) - 1) + [True]


@pytest.mark.parametrize(("sound", "wrong"), [((), 1), ((0,), 2), ((0,), 0), ((0, 1), 0)])
def test_pieces_left_out_repeated_or_moved_are_noticed(sound: tuple[int, ...], wrong: int) -> None:
    header, sealed = _sealed_stream([b"one", b"two", b"three"])
    opener = StreamOpener(Label.BACKUP, KEY, header)
    for place in sound:
        opener.open(sealed[place])
    with pytest.raises(SealBroken):
        opener.open(sealed[wrong])


@given(header=st.binary(max_size=40), sealed=st.binary(max_size=60))
def test_a_stream_of_rubbish_raises_only_seal_broken(header: bytes, sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        StreamOpener(Label.BACKUP, KEY, header).open(sealed)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        (b"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
    ],
)
def test_a_content_id_is_plain_blake2b_256(data: bytes, wanted: str) -> None:
    assert keys.content_id(data).hex() == wanted


def test_the_bytes_that_are_signed_and_digested_are_label_zero_data() -> None:
    plain = hashlib.blake2b(b"passalong/1/record\0data", digest_size=32).digest()
    assert keys.digest(Label.RECORD, b"data") == plain


def test_a_seed_makes_the_key_of_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    wanted = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert SigningKey(seed).public.hex() == wanted


def test_a_signing_key_never_shows_its_seed() -> None:
    assert ALICE.seed.hex()[:8] not in repr(ALICE)
    assert repr(ALICE.seed) not in repr(ALICE)


def test_signing_keys_are_equal_when_they_sign_alike() -> None:
    assert SigningKey(ALICE.seed) == ALICE
    assert len({SigningKey(ALICE.seed), ALICE}) == 1
    assert SigningKey(KEY) != ALICE


@pytest.mark.parametrize("length", [0, 15, 65])
def test_a_key_is_derived_only_from_a_secret(length: int) -> None:
    with pytest.raises(ValueError, match="16 to 64"):
        keys.derive_key(Label.BACKUP, bytes(length))


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    salt = bytes(keys.SALT_BYTES)
    composed = keys.key_from_passphrase("caf\u00e9", salt, CHEAP)
    assert keys.key_from_passphrase("cafe\u0301", salt, CHEAP) == composed
    assert keys.key_from_passphrase("cafe", salt, CHEAP) != composed
    assert keys.key_from_passphrase("caf\u00e9", b"\x01" * keys.SALT_BYTES, CHEAP) != composed


def test_a_passphrase_may_hold_bytes_that_are_no_text() -> None:
    smuggled = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert len(keys.key_from_passphrase(smuggled, bytes(keys.SALT_BYTES), CHEAP)) == keys.KEY_BYTES


def _sealed_stream(pieces: list[bytes]) -> tuple[bytes, list[bytes]]:
    sealer = StreamSealer(Label.BACKUP, KEY)
    end = len(pieces) - 1
    return sealer.header, [sealer.seal(piece, last=place == end) for place, piece in enumerate(pieces)]
