"""What devices show on the local network: recognised by those who know them, and never more than it is."""

import os

from hypothesis import given
from hypothesis import strategies as st

from desktop.net.nearby import Seen, read_notice, tag_of

ENDPOINT, NONCE = os.urandom(32), os.urandom(8)
SHOWN = {b"n": NONCE.hex().encode(), b"t": tag_of(ENDPOINT, NONCE).hex().encode()}


def test_a_device_is_recognised_by_its_endpoint() -> None:
    seen = read_notice("x", ["10.0.0.1"], 4000, SHOWN)
    assert seen == Seen("x", (("10.0.0.1", 4000),), NONCE, tag_of(ENDPOINT, NONCE), None)
    assert seen.is_device(ENDPOINT)
    assert not seen.is_device(os.urandom(32))


def test_a_long_link_is_shown_in_pieces() -> None:
    seen = read_notice("x", [], 1, SHOWN | {b"l0": b"passalong:", b"l1": b"person/abc"})
    assert seen is not None
    assert seen.link == "passalong:person/abc"


@given(
    st.lists(st.text(max_size=40), max_size=20),
    st.none() | st.integers(0, 65_535),
    st.dictionaries(
        st.sampled_from([b"n", b"t", b"l0", b"l7"]) | st.binary(max_size=3),
        st.none() | st.binary(max_size=60),
    ),
)
def test_whatever_is_shown_raises_nothing(
    addresses: list[str], port: int | None, shown: dict[bytes, bytes | None]
) -> None:
    seen = read_notice("x", addresses, port, shown)
    assert seen is None or (len(seen.nonce), len(seen.tag)) == (8, 16)
