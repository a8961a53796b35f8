"""All signing, sealing and hashing; the only module that touches a cryptographic library.

Every purpose has a label. A signature, digest or key made under one label is worthless under any other.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

import nacl.bindings as sodium
import nacl.exceptions
import nacl.pwhash
import nacl.utils

PublicKey = NewType("PublicKey", bytes)
"""Ed25519, 32 bytes."""
Signature = NewType("Signature", bytes)
"""Ed25519, 64 bytes."""

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
NONCE_BYTES: Final = 24
SALT_BYTES: Final = 16
SEAL_BYTES: Final = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
STREAM_HEADER_BYTES: Final = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
STREAM_SEAL_BYTES: Final = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
"""How much longer a sealed piece of a stream is than the piece."""


class Label(StrEnum):
    """What a signature, digest or key is for."""

    RECORD = "passalong/1/record"
    DEVICE = "passalong/1/device"
    REVOCATION = "passalong/1/revocation"
    PERSON_LINK = "passalong/1/person-link"
    PRIVATE_SPACE = "passalong/1/private-space"
    LINK_CHECK = "passalong/1/link-check"
    SHARE_SALT = "passalong/1/share-salt"
    KEYRING = "passalong/1/keyring"
    BACKUP = "passalong/1/backup"
    BACKUP_CHECK = "passalong/1/backup-check"
    FRIENDLY_NAME = "passalong/1/friendly-name"
    STATE = "passalong/1/state"
    FINGERPRINT = "passalong/1/fingerprint"
    HELLO = "passalong/1/hello"
    INTRODUCTION = "passalong/1/introduction"
    LINK_PROOF = "passalong/1/link-proof"
    KNOCK = "passalong/1/knock"
    ADDRESS_NOTE = "passalong/1/address-note"
    ADDRESS_SEAL = "passalong/1/address-seal"
    BOOK_SEAL = "passalong/1/book-seal"
    NEARBY = "passalong/1/nearby"
    VERIFICATION = "passalong/1/verification"


class SignatureWrong(Exception):
    """The signature was not made by this key over these bytes for this purpose."""


class SealBroken(Exception):
    """The sealed bytes were not made with this key for this purpose, or were changed since."""


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """What one guess at a passphrase costs (Argon2id)."""

    operations: int
    memory_bytes: int


PASSPHRASE_COST: Final = PassphraseCost(operations=3, memory_bytes=256 * 1024 * 1024)


class SigningKey:
    """An Ed25519 key pair, made from a 32-byte seed."""

    __slots__ = ("_secret", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        public, self._secret = sodium.crypto_sign_seed_keypair(seed)
        self.public = PublicKey(public)
        self.seed = seed

    def sign(self, label: Label, data: bytes) -> Signature:
        signed = sodium.crypto_sign(_labelled(label, data), self._secret)
        return Signature(signed[:SIGNATURE_BYTES])

    def expanded(self) -> bytes:
        """Return the 64 bytes with which programs sign that keep no seed, as in BEP 44 (RFC 8032, 5.1.5)."""
        expanded = bytearray(hashlib.sha512(self.seed).digest())
        expanded[0] &= 0b1111_1000
        expanded[31] = expanded[31] & 0b0011_1111 | 0b0100_0000
        return bytes(expanded)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SigningKey) and other.public == self.public

    def __hash__(self) -> int:
        return hash(self.public)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()[:8]}…)"  # never the seed: reprs end up in logs


def verify(label: Label, public: PublicKey, data: bytes, signature: Signature) -> None:
    """Return if `signature` is `public`'s over `data` for `label`; raise SignatureWrong otherwise."""
    # libsodium takes signature and message as one run of bytes and reads 32 bytes of key unasked. A longer
    # "signature" could bring in another label's signed bytes; a shorter key would be read past its end.
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        raise SignatureWrong
    try:
        sodium.crypto_sign_open(signature + _labelled(label, data), public)
    except nacl.exceptions.BadSignatureError as error:
        raise SignatureWrong from error


def content_id(data: bytes) -> bytes:
    """Return the 32-byte BLAKE2b of `data`: how a record is named."""
    return hashlib.blake2b(data, digest_size=KEY_BYTES).digest()


def digest(label: Label, data: bytes) -> bytes:
    """Return 32 bytes of BLAKE2b over `data` for one purpose."""
    return content_id(_labelled(label, data))


def derive_key(label: Label, secret: bytes) -> bytes:
    """Return a 32-byte key for one purpose from a secret of 16 to 64 bytes (keyed BLAKE2b)."""
    if not SALT_BYTES <= len(secret) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise ValueError("a secret is 16 to 64 bytes long")  # BLAKE2b takes no key at all for a key, too
    return hashlib.blake2b(label.encode(), digest_size=KEY_BYTES, key=secret).digest()


def key_from_passphrase(passphrase: str, salt: bytes, cost: PassphraseCost = PASSPHRASE_COST) -> bytes:
    """Return 32 bytes that cost `cost` to guess at (Argon2id, RFC 9106).

    The same passphrase typed on another system may arrive as other code points: NFC makes them one. It may
    also hold bytes that are no text (from a file or the environment), which are taken as they are.
    """
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return nacl.pwhash.argon2id.kdf(
        KEY_BYTES, secret, salt, opslimit=cost.operations, memlimit=cost.memory_bytes
    )


def seal(label: Label, key: bytes, plain: bytes) -> bytes:
    """Return nonce and ciphertext of `plain`, bound to `label` (XChaCha20-Poly1305)."""
    nonce = random_bytes(NONCE_BYTES)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, label.encode(), nonce, key)


def open_sealed(label: Label, key: bytes, sealed: bytes) -> bytes:
    """Return what `seal` sealed; raise SealBroken if the key, the purpose or a byte differs."""
    if len(sealed) < NONCE_BYTES + SEAL_BYTES:
        raise SealBroken
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, label.encode(), nonce, key)
    except nacl.exceptions.CryptoError as error:
        raise SealBroken from error


class StreamSealer:
    """Seals pieces one after another so that none can be changed, moved, left out or cut off at the end.

    `header` goes before the first piece. (libsodium's secretstream, XChaCha20-Poly1305.)
    """

    __slots__ = ("_label", "_state", "header")

    def __init__(self, label: Label, key: bytes) -> None:
        self._label = label.encode()
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self.header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)

    def seal(self, piece: bytes, *, last: bool) -> bytes:
        tag = (
            sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if last
            else sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        return sodium.crypto_secretstream_xchacha20poly1305_push(self._state, piece, self._label, tag)


class StreamOpener:
    """Opens, in order, the pieces that a `StreamSealer` sealed."""

    __slots__ = ("_label", "_state")

    def __init__(self, label: Label, key: bytes, header: bytes) -> None:
        if len(header) != STREAM_HEADER_BYTES:
            raise SealBroken
        self._label = label.encode()
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)

    def open(self, sealed: bytes) -> tuple[bytes, bool]:
        """Return the next piece and whether it is the last; raise SealBroken if it is not the next one."""
        try:
            piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, self._label)
        except nacl.exceptions.CryptoError as error:
            raise SealBroken from error
        return piece, tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def are_equal(one: bytes, other: bytes) -> bool:
    """Compare secrets in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one, other)


def random_bytes(count: int) -> bytes:
    return nacl.utils.random(count)


def _labelled(label: Label, data: bytes) -> bytes:
    # No label contains a zero byte, so no two (label, data) pairs give the same bytes.
    return label.encode() + b"\0" + data
