"""The first bytes on a tunnel's stream."""

import os

from hypothesis import given
from hypothesis import strategies as st

from desktop.net.tunnel.knock import HANDSHAKE_BYTES, KNOCK_BYTES, Knock, infohash_in, names_of, proof_of

ANN, BEN, EVE, SHARE, SECRET = (os.urandom(32) for _ in range(5))


@given(st.binary(min_size=KNOCK_BYTES, max_size=KNOCK_BYTES))
def test_any_bytes_of_the_right_length_are_a_knock_and_come_back(data: bytes) -> None:
    assert Knock.read(data).write() == data


def test_a_proof_is_good_between_two_endpoints_in_one_direction_for_one_share() -> None:
    proof = Knock.by(ANN, BEN, SHARE, SECRET).proof
    assert proof == proof_of(SECRET, SHARE, ANN, BEN)
    others = (
        (SECRET, SHARE, BEN, ANN),
        (SECRET, SHARE, EVE, BEN),
        (SECRET, EVE, ANN, BEN),
        (EVE, SHARE, ANN, BEN),
    )
    assert proof not in {proof_of(*other) for other in others}


def test_a_handshake_names_its_torrent() -> None:
    assert infohash_in(b"\x13BitTorrent protocol" + bytes(8) + b"h" * 20 + b"p" * 20) == b"h" * 20


@given(st.binary(max_size=2 * HANDSHAKE_BYTES))
def test_other_bytes_are_no_handshake(data: bytes) -> None:
    assert infohash_in(data) is None


def test_a_torrent_goes_by_both_its_hashes_cut_to_one_length() -> None:
    assert names_of(b"1" * 20, b"2" * 32) == {b"1" * 20, b"2" * 20}
    assert names_of(None, b"2" * 32) == {b"2" * 20}
