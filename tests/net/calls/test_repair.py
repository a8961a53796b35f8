"""The byte path of iroh's binding: still needed, and still right."""

import inspect
from importlib.metadata import version
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from iroh import iroh_ffi

from desktop.net.calls import repair as module
from desktop.net.calls.repair import SLOW_VERSION, repair


def test_it_is_still_needed() -> None:
    """Fails with a new iroh: see whether its binding copies at once now, and delete the repair if so."""
    assert version("iroh") == SLOW_VERSION
    source = inspect.getsource(iroh_ffi)
    assert "for i, byte in enumerate(value):" in source


def test_it_takes_the_place_of_what_is_slow() -> None:
    repair()
    builder: Any = iroh_ffi._UniffiRustBufferBuilder
    assert builder.write is module._write
    assert builder._pack_into is module._pack_into


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(-(2**31), 2**31 - 1))
def test_what_it_writes_is_what_was_given(pieces: list[bytes], number: int) -> None:
    repair()
    maker: Any = iroh_ffi._UniffiRustBufferBuilder
    builder = maker()
    builder.write_i32(number)
    for piece in pieces:
        builder.write(piece)
    buffer = builder.finalize()
    with buffer.consume_with_stream() as stream:
        assert stream.read_i32() == number
        assert stream.read(sum(map(len, pieces))) == b"".join(pieces)
