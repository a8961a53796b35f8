"""How deep MessagePack bytes are nested, found without recursion and before anything decodes them.

Deep nesting makes msgspec raise RecursionError, even in parts that it only skips. Format: the MessagePack
specification, https://github.com/msgpack/msgpack/blob/master/spec.md.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class _Token(NamedTuple):
    """What follows a first byte: a size in `size_bytes`, then content that depends on it."""

    size_bytes: int = 0
    payload: int = 0
    payload_per_size: int = 0
    children: int = 0
    children_per_size: int = 0


_CONTAINERS: Final = frozenset([*range(0x80, 0xA0), *range(0xDC, 0xE0)])


_TOKENS: Final[Mapping[int, _Token]] = {
    **{0x80 + count: _Token(children=2 * count) for count in range(16)},  # fixmap
    **{0x90 + count: _Token(children=count) for count in range(16)},  # fixarray
    **{0xA0 + length: _Token(payload=length) for length in range(32)},  # fixstr
    **{0xC4 + step: _Token(size_bytes=1 << step, payload_per_size=1) for step in range(3)},  # bin
    **{0xC7 + step: _Token(size_bytes=1 << step, payload=1, payload_per_size=1) for step in range(3)},  # ext
    **{0xCA + step: _Token(payload=4 << step) for step in range(2)},  # float
    **{0xCC + step: _Token(payload=1 << step) for step in range(4)},  # uint
    **{0xD0 + step: _Token(payload=1 << step) for step in range(4)},  # int
    **{0xD4 + step: _Token(payload=1 + (1 << step)) for step in range(5)},  # fixext
    **{0xD9 + step: _Token(size_bytes=1 << step, payload_per_size=1) for step in range(3)},  # str
    **{0xDC + step: _Token(size_bytes=2 << step, children_per_size=1) for step in range(2)},  # array
    **{0xDE + step: _Token(size_bytes=2 << step, children_per_size=2) for step in range(2)},  # map
}
_ONE_BYTE: Final = _Token()


def deeper_than(data: bytes, limit: int) -> bool:
    """Return whether the item that `data` begins with has more than `limit` arrays or maps inside each other.

    Says nothing about whether `data` is sound otherwise: cut bytes end the count.
    """
    position = 0
    missing: list[int] = []  # per open container, how many of its items are still to come
    while position < len(data):
        first = data[position]
        token = _TOKENS.get(first, _ONE_BYTE)
        position += 1
        size = int.from_bytes(data[position : position + token.size_bytes])
        position += token.size_bytes + token.payload + token.payload_per_size * size
        if missing:
            missing[-1] -= 1
        if first in _CONTAINERS:
            missing.append(token.children + token.children_per_size * size)
            if len(missing) > limit:
                return True
        while missing and not missing[-1]:
            missing.pop()
        if not missing:
            return False
    return False
