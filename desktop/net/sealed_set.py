"""A set of timed ids that never changes: sorted, summed, and cheap to renew."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, groupby
from operator import eq
from typing import Final, Self

ID_BYTES: Final = 32
TIME_BYTES: Final = 8
NEVER: Final = 2**64 - 1
"""The timestamp that no item may have: it stands for what comes after all of them."""
END: Final = NEVER.to_bytes(TIME_BYTES, "big")
"""The bound beyond every item."""
FINGERPRINT_BYTES: Final = 16

_KEY_BYTES: Final = TIME_BYTES + ID_BYTES
_FULL: Final = 128
"""Items of a new block. Small ones are cheap to renew and to sum in part, large ones to keep in a list."""
_SUMS_WRAP: Final = 2**256 - 1

type Bound = bytes
"""A timestamp of 8 bytes and the beginning of an id: sorts before every item that is not less than it."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Some neighbours: their keys one after the other, and the sum of their ids."""

    keys: bytes
    total: int

    @classmethod
    def of(cls, keys: Sequence[bytes]) -> Self:
        return cls(b"".join(keys), sum(map(_number, keys)))

    def changed(self, keys: Sequence[bytes], gone: AbstractSet[bytes]) -> "_Block":
        """Return it with these keys, but without those that are gone."""
        there = [bisect_left(self, key) for key in keys]
        is_in = [self.keys.startswith(key, at * _KEY_BYTES) for key, at in zip(keys, there, strict=True)]
        new = [key for key, known in zip(keys, is_in, strict=True) if not known and key not in gone]
        old = {key for key, known in zip(keys, is_in, strict=True) if known and key in gone}
        kept = sorted([*(key for key in self if key not in old), *new])
        return _Block(b"".join(kept), self.total + sum(map(_number, new)) - sum(map(_number, old)))

    def __len__(self) -> int:
        return len(self.keys) // _KEY_BYTES

    def __iter__(self) -> Iterator[bytes]:
        return (self.keys[at : at + _KEY_BYTES] for at in range(0, len(self.keys), _KEY_BYTES))

    def __getitem__(self, place: int) -> bytes:
        return self.keys[place * _KEY_BYTES : (place + 1) * _KEY_BYTES]


class SealedSet:
    """Items of a timestamp and an id of 32 bytes, sorted by both. Shared by all who reconcile at a time.

    The order, the bounds and the fingerprints are those of Negentropy v1. Raises ValueError for what cannot
    be an item; the same item given twice is there once.
    """

    __slots__ = ("_blocks", "_ends", "_firsts", "_sums")

    def __init__(self, items: Iterable[tuple[int, bytes]] = ()) -> None:
        self._keep(list(_blocks_of(_in_order(items))))

    def __len__(self) -> int:
        return self._ends[-1]

    def renewed(
        self, added: Iterable[tuple[int, bytes]] = (), removed: Iterable[tuple[int, bytes]] = ()
    ) -> "SealedSet":
        """Return a set with other items; what has not changed is shared with this one."""
        gone = {_key(*item) for item in removed}
        blocks = list(self._blocks) or [_Block(b"", 0)]
        for place, changed in groupby(sorted({*_in_order(added), *gone}), key=self._block_at):
            blocks[place] = blocks[place].changed(list(changed), gone)
        renewed = SealedSet()
        renewed._keep([part for block in blocks for part in _parts(block)])
        return renewed

    def key(self, place: int) -> Bound:
        """Return timestamp and id of the item at a place, as the bound that stands before it."""
        block = bisect_right(self._ends, place) - 1
        return self._blocks[block][place - self._ends[block]]

    def ids(self, lower: int, upper: int) -> Iterator[bytes]:
        """Yield the ids of the items from place `lower` until `upper`."""
        block = bisect_right(self._ends, lower) - 1
        while lower < upper:
            until = min(upper, self._ends[block + 1])
            for place in range(lower - self._ends[block], until - self._ends[block]):
                yield self._blocks[block][place][TIME_BYTES:]
            lower, block = until, block + 1

    def place_of(self, bound: Bound) -> int:
        """Return how many items come before a bound."""
        if not self._blocks:
            return 0
        block = self._block_at(bound)
        return self._ends[block] + bisect_left(self._blocks[block], bound)

    def fingerprint(self, lower: int, upper: int) -> bytes:
        """Return the 16 bytes that stand for the items from place `lower` until `upper`."""
        return fingerprint_of(self.sum_until(upper) - self.sum_until(lower), upper - lower)

    def sum_until(self, place: int) -> int:
        """Return the sum of the ids of the first so many items."""
        block = bisect_right(self._ends, place) - 1
        total, rest = self._sums[block], place - self._ends[block]
        if rest:
            keys = self._blocks[block].keys
            total += sum(
                int.from_bytes(keys[at : at + ID_BYTES], "little")
                for at in range(TIME_BYTES, rest * _KEY_BYTES, _KEY_BYTES)
            )
        return total

    def _keep(self, blocks: list[_Block]) -> None:
        self._blocks = blocks
        self._firsts = [block.keys[:_KEY_BYTES] for block in blocks]
        self._ends = [0, *accumulate(map(len, blocks))]
        self._sums = [0, *accumulate(block.total for block in blocks)]

    def _block_at(self, bound: Bound) -> int:
        return max(bisect_right(self._firsts, bound) - 1, 0)


def fingerprint_of(total: int, count: int) -> bytes:
    """Return the fingerprint of so many ids with this sum."""
    wrapped = (total & _SUMS_WRAP).to_bytes(ID_BYTES, "little")
    return sha256(wrapped + varint(count)).digest()[:FINGERPRINT_BYTES]


def varint(number: int) -> bytes:
    """Write a number in digits of seven bits, the greatest first, all but the last with the high bit set."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def _key(timestamp: int, item_id: bytes) -> bytes:
    if len(item_id) != ID_BYTES or not 0 <= timestamp < NEVER:
        raise ValueError("not an item: a timestamp below 2**64 - 1 and an id of 32 bytes")
    return timestamp.to_bytes(TIME_BYTES, "big") + item_id


def _number(key: bytes) -> int:
    return int.from_bytes(key[TIME_BYTES:], "little")


def _in_order(items: Iterable[tuple[int, bytes]]) -> list[bytes]:
    keys = [_key(timestamp, item_id) for timestamp, item_id in items]
    keys.sort()
    following = iter(keys)
    next(following, None)
    return list(dict.fromkeys(keys)) if any(map(eq, keys, following)) else keys


def _blocks_of(keys: Sequence[bytes]) -> Iterator[_Block]:
    for start in range(0, len(keys), _FULL):
        yield _Block.of(keys[start : start + _FULL])


def _parts(block: _Block) -> Iterable[_Block]:
    """Cut a block that has grown too large; leave out one that is empty."""
    if 0 < len(block) <= 2 * _FULL:
        return (block,)
    return _blocks_of(list(block))
