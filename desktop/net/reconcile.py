"""Finding out in what two sets differ by sending little of either: Negentropy, version 1. Sans-IO.

https://github.com/hoytech/negentropy/blob/master/docs/negentropy-protocol-v1.md

A message is a list of ranges that cover everything. Of each its sender says nothing more, or a fingerprint of
what it has there, or all its ids. Who hears a fingerprint that is not its own cuts that range into parts and
answers with theirs, until ranges are small enough for ids. How it is cut is each side's own business.
"""

import sys
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import Final

from desktop.net.sealed_set import (
    END,
    FINGERPRINT_BYTES,
    ID_BYTES,
    NEVER,
    TIME_BYTES,
    Bound,
    SealedSet,
    fingerprint_of,
    varint,
)

__all__ = ["ReconcileError", "Reconciler", "SealedSet"]

_VERSION: Final = b"\x61"
_MANY: Final = 8192
_PARTS_OF_MANY: Final = 16
_PARTS: Final = 3
"""One difference is found with least bytes in three parts at a time. Ranges of many items differ in several
places anyhow, and sixteen parts save journeys."""
_FEW: Final = 4
"""Who answers says ids of so few. The initiator never does: they would be answered with ids once more."""
_LEAST_FRAME: Final = 4096
_RESERVE: Final = 200
"""Bytes of a frame that are kept for saying that there is more."""
_DIVIDED_BYTES: Final = 1_100
"""What a divided range takes at most: sixteen fingerprints with their bounds."""


class ReconcileError(Exception):
    """What the other side says is no message of this protocol."""


class _Mode(IntEnum):
    """What is said of a range."""

    SKIP = 0
    FINGERPRINT = 1
    IDS = 2


class Reconciler:
    """One side of one reconciliation: who calls `initiate` learns the difference, the other one answers.

    `frame_size_limit` is the most bytes of a message, 0 for no limit. Raises ValueError if it is below 4096.
    """

    def __init__(
        self, items_or_set: SealedSet | Iterable[tuple[int, bytes]], frame_size_limit: int = 0
    ) -> None:
        if frame_size_limit and frame_size_limit < _LEAST_FRAME:
            raise ValueError(f"a frame has at least {_LEAST_FRAME} bytes")
        self._set = items_or_set if isinstance(items_or_set, SealedSet) else SealedSet(items_or_set)
        self._most = frame_size_limit - _RESERVE if frame_size_limit else None
        self._is_initiator = False
        self._told: set[bytes] = set()

    def initiate(self) -> bytes:
        """Return the first message."""
        self._is_initiator = True
        message = _Reply()
        self._divide(message, 0, len(self._set), END)
        return bytes(message.data)

    def reconcile(self, message: bytes) -> tuple[bytes | None, list[bytes], list[bytes]]:
        """Return the reply, the ids that we have and they need, and those that they have and we need.

        Only the initiator learns ids; it has no reply (None) once it has learnt all. Raises ReconcileError.
        """
        said = _Said(message)
        if (version := said.take(1)) != _VERSION:
            if self._is_initiator:
                raise ReconcileError(f"they speak another version: {version.hex()}")
            return _VERSION, [], []
        reply, have, need = _Reply(), list[bytes](), list[bytes]()
        lower = 0
        for bound, mode in said.ranges():
            upper = self._set.place_of(bound)
            if mode is _Mode.IDS and self._is_initiator:
                ours, theirs = list(self._set.ids(lower, upper)), said.ids()
                have += self._untold(ours, theirs)
                need += self._untold(theirs, ours)
                reply.skip(bound)
            elif mode is _Mode.IDS:
                said.ids()
                self._list(reply, lower, upper, bound)
            elif mode is _Mode.FINGERPRINT and said.fingerprint() != self._set.fingerprint(lower, upper):
                self._divide(reply, lower, upper, bound)
            else:
                reply.skip(bound)
            if reply.is_full:
                break
            lower = upper
        is_over = self._is_initiator and reply.data == _VERSION
        return None if is_over else bytes(reply.data), have, need

    def _untold(self, ids: list[bytes], others: list[bytes]) -> list[bytes]:
        """Return which ids are not among the others; where frames are full, ranges come up more than once."""
        known = set(others)
        new = [item for item in dict.fromkeys(ids) if item not in known and item not in self._told]
        self._told.update(new)
        return new

    def _divide(self, reply: "_Reply", lower: int, upper: int, end: Bound) -> None:
        """Say what there is in a range: fingerprints of its parts, or all ids if they are few."""
        if self._room(reply) < _DIVIDED_BYTES:
            self._leave_rest(reply, lower)
            return
        count = upper - lower
        if count <= (0 if self._is_initiator else _FEW):
            reply.add(end, _Mode.IDS, _id_list(list(self._set.ids(lower, upper))))
            return
        parts = min(count, _PARTS if count < _MANY else _PARTS_OF_MANY)
        size, larger = divmod(count, parts)
        places = [lower + part * size + min(part, larger) for part in range(parts + 1)]
        sums = [self._set.sum_until(place) for place in places]
        for (start, until), (before, after) in zip(pairwise(places), pairwise(sums), strict=True):
            bound = end if until == upper else _between(self._set.key(until - 1), self._set.key(until))
            reply.add(bound, _Mode.FINGERPRINT, fingerprint_of(after - before, until - start))

    def _list(self, reply: "_Reply", lower: int, upper: int, end: Bound) -> None:
        """Say all ids of a range, or as many as a frame holds."""
        fitting = min(upper, lower + max(self._room(reply), 0) // ID_BYTES)
        bound = end if fitting == upper else self._set.key(fitting)
        reply.add(bound, _Mode.IDS, _id_list(list(self._set.ids(lower, fitting))))
        if fitting < upper:
            self._leave_rest(reply, fitting)

    def _room(self, reply: "_Reply") -> int:
        return sys.maxsize if self._most is None else self._most - len(reply.data)

    def _leave_rest(self, reply: "_Reply", lower: int) -> None:
        """End a message that is full: the rest comes when they have answered."""
        reply.add(END, _Mode.FINGERPRINT, self._set.fingerprint(lower, len(self._set)))
        reply.is_full = True


class _Reply:
    """A message that is being written."""

    def __init__(self) -> None:
        self.data = bytearray(_VERSION)
        self.is_full = False
        self._time = 0
        self._skipped: Bound | None = None

    def skip(self, bound: Bound) -> None:
        """Say nothing of the range until here: neighbours are skipped as one, those at the end go unsaid."""
        self._skipped = bound

    def add(self, bound: Bound, mode: _Mode, payload: bytes) -> None:
        """Say something of the range until here."""
        if self._skipped is not None:
            self._write(self._skipped, _Mode.SKIP)
            self._skipped = None
        self._write(bound, mode)
        self.data += payload

    def _write(self, bound: Bound, mode: _Mode) -> None:
        if bound == END:
            self.data += varint(0) + varint(0)
        else:
            time, prefix = int.from_bytes(bound[:TIME_BYTES], "big"), bound[TIME_BYTES:]
            self.data += varint(1 + time - self._time) + varint(len(prefix)) + prefix
            self._time = time
        self.data += varint(mode)


class _Said:
    """A message of theirs that is being read. Raises ReconcileError where it makes no sense."""

    def __init__(self, data: bytes) -> None:
        self._data = bytes(data)
        self._at = 0
        self._bound: Bound = bytes(TIME_BYTES)

    def ranges(self) -> Iterator[tuple[Bound, _Mode]]:
        """Yield the end of each range and what is said of it; that is to be taken before the next."""
        while self._at < len(self._data):
            bound = self._next_bound()
            if bound < self._bound:
                raise ReconcileError("a range that ends before it begins")
            self._bound = bound
            mode = self._number()
            if mode not in _Mode:
                raise ReconcileError(f"no mode of a range: {mode}")
            yield bound, _Mode(mode)

    def fingerprint(self) -> bytes:
        return self.take(FINGERPRINT_BYTES)

    def ids(self) -> list[bytes]:
        data = self.take(self._number() * ID_BYTES)
        return [data[at : at + ID_BYTES] for at in range(0, len(data), ID_BYTES)]

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ReconcileError("it ends too early")
        self._at += count
        return taken

    def _next_bound(self) -> Bound:
        offset, length = self._number(), self._number()
        if length > ID_BYTES:
            raise ReconcileError(f"a bound with {length} bytes of an id")
        prefix = self.take(length)
        if offset == 0 or self._bound == END:
            return END
        time = int.from_bytes(self._bound[:TIME_BYTES], "big") + offset - 1
        if time >= NEVER:
            raise ReconcileError("a time beyond the end")
        return time.to_bytes(TIME_BYTES, "big") + prefix

    def _number(self) -> int:
        number = 0
        while True:
            (digit,) = self.take(1)
            number = number << 7 | digit & 0x7F
            if number > NEVER:
                raise ReconcileError("a number of more than 64 bits")
            if not digit & 0x80:
                return number


def _between(before: Bound, after: Bound) -> Bound:
    """Return the shortest bound that parts two neighbours."""
    shared = next(place for place in range(len(after)) if before[place] != after[place])
    return after[: max(TIME_BYTES, shared + 1)]


def _id_list(ids: list[bytes]) -> bytes:
    return varint(len(ids)) + b"".join(ids)
