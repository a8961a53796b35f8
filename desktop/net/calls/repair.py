"""Gives iroh back its speed: the binding of 1.2.0 copies every buffer byte by byte, in Python.

Mended upstream in uniffi 0.32, with which 1.2.0 was not made. A test fails once this is needed no more.
"""

import ctypes
import struct
from importlib.metadata import version
from typing import Any, Final

from iroh import iroh_ffi

SLOW_VERSION: Final = "1.2.0"


def repair() -> None:
    """Have whole buffers copied at once, if this is the version that does not do so."""
    if version("iroh") == SLOW_VERSION:
        builder: Any = iroh_ffi._UniffiRustBufferBuilder  # noqa: SLF001 - there is no other way in
        builder.write = _write
        builder._pack_into = _pack_into  # noqa: SLF001


def _write(self: Any, value: bytes) -> None:
    with self._reserve(len(value)):
        target = ctypes.addressof(self.rbuf.data.contents) + self.rbuf.len
        ctypes.memmove(target, bytes(value), len(value))


def _pack_into(self: Any, size: int, layout: str, value: float) -> None:
    with self._reserve(size):
        target = ctypes.addressof(self.rbuf.data.contents) + self.rbuf.len
        ctypes.memmove(target, struct.pack(layout, value), size)
