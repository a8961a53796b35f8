"""The first bytes on a tunnel's stream: which share is asked for, and by what right. Sans-IO.

Byte by byte in `docs/protocol.md`. A knock has one length, so that nothing of a stranger's is read beyond it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Self

from desktop.ids import ID_BYTES
from desktop.keys import KEY_BYTES, Label, digest

KNOCK_BYTES: Final = ID_BYTES + KEY_BYTES
HANDSHAKE_BYTES: Final = 68
"""How BitTorrent begins (BEP 3)."""
INFOHASH_BYTES: Final = 20

_PROTOCOL: Final = b"\x13BitTorrent protocol"
_ABILITIES: Final = bytes.fromhex("0000000000100005")
"""What our own session can do, as its handshakes say it: extensions (BEP 10), fast (BEP 6), DHT (BEP 5)."""
_CLIENT: Final = b"-PL0100-"
_PEER_BYTES: Final = 20
_INFOHASH_AT: Final = 28


class Answer(IntEnum):
    """What the one byte says that answers a knock."""

    COME_IN = 0
    NOT_HERE = 1
    """There is no such share for this caller: said alike of what never was and of what one may not have."""
    BUSY = 2


@dataclass(frozen=True, slots=True)
class Knock:
    """A wish to take part in the swarm of one share."""

    share: bytes
    proof: bytes

    @classmethod
    def by(cls, caller: bytes, callee: bytes, share: bytes, secret: bytes) -> Self:
        """Return the knock of endpoint `caller` at endpoint `callee`, with the secret of the share."""
        return cls(share, proof_of(secret, share, caller, callee))

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return what `KNOCK_BYTES` bytes say: any bytes are a knock, though hardly a good one."""
        return cls(data[:ID_BYTES], data[ID_BYTES:KNOCK_BYTES])

    def write(self) -> bytes:
        return self.share + self.proof


def proof_of(secret: bytes, share: bytes, caller: bytes, callee: bytes) -> bytes:
    """Return what only somebody with the secret can say, and only from one endpoint to one other.

    A call proves who both ends are, so what somebody overhears is worth nothing to him.
    """
    return digest(Label.KNOCK, secret + share + caller + callee)


def infohash_in(handshake: bytes) -> bytes | None:
    """Return the 20 bytes by which a BitTorrent handshake names its torrent, None if it is no handshake."""
    if len(handshake) != HANDSHAKE_BYTES or not handshake.startswith(_PROTOCOL):
        return None
    return handshake[_INFOHASH_AT : _INFOHASH_AT + INFOHASH_BYTES]


def own_handshake(infohash: bytes, token: Callable[[int], bytes]) -> bytes:
    """Return how our session would begin a connection; `token` gives so many bytes by chance."""
    return _PROTOCOL + _ABILITIES + infohash + _CLIENT + token(_PEER_BYTES - len(_CLIENT))


def name_of(infohash: bytes) -> bytes:
    """Return how a handshake names a torrent: v2 hashes are cut to the length of v1's (BEP 52)."""
    return infohash[:INFOHASH_BYTES]


def names_of(infohash_v1: bytes | None, infohash_v2: bytes | None) -> frozenset[bytes]:
    """Return all ways in which a handshake may name a torrent."""
    return frozenset(name_of(hash_) for hash_ in (infohash_v1, infohash_v2) if hash_)
