"""A closer look at torrents of real sessions."""

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.net.torrent.adding import Address
from desktop.net.torrent.looking import CELLS, NOTHING, cells_of, look_closely
from tests.net.torrent.swarm import Peer, Shared, in_loop

KEY = b"share"
MANY = 20_000
PULL_SECONDS = 0.005


@in_loop
async def test_what_is_here_and_who_takes_part(tmp_path: Path) -> None:
    shared, got = Shared(tmp_path / "own"), tmp_path / "got"
    wanted = frozenset({shared.index("sub/other")})
    async with Peer() as sender, Peer() as getter:
        await shared.served_by(sender)
        getter.engine.add(shared.job(got, wanted=wanted))
        getter.engine.connect(KEY, (sender.address,))
        await getter.received(KEY)
        seen = look_closely(getter.handle(KEY))
        done = {file.path: seen.done[file.index] for file in shared.contents.files}
        assert done["top/sub/other"] == 50_000
        assert done["top/big"] < 300_000
        assert set(seen.cells) == {0, 255}
        assert len(seen.cells) == seen.pieces
        (company,) = seen.company
        assert company.address == Address("127.0.0.1", sender.engine.port)
        assert (company.has, company.client) == (1.0, "Passalong/0.1")
        assert company.got > 50_000


@in_loop
async def test_of_what_is_gone_nothing_is_seen(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "own")
    async with Peer() as sender:
        await shared.served_by(sender)
        handle = sender.handle(KEY)
        sender.engine.remove(KEY)
        await sender.until(lambda: look_closely(handle) == NOTHING)


@in_loop
async def test_twenty_thousand_files_are_looked_at_within_five_milliseconds(tmp_path: Path) -> None:
    names = ["big", *(f"{number // 200}/{number}" for number in range(MANY - 1))]
    shared = Shared(tmp_path / "own", names=names, other_size=1)
    async with Peer() as sender:
        await shared.served_by(sender)
        handle = sender.handle(KEY)
        best = min(_seconds(handle) for _ in range(5))
        assert len(look_closely(handle).done) >= MANY
        assert best < PULL_SECONDS


def _seconds(handle: object) -> float:
    began = time.perf_counter()
    look_closely(handle)
    return time.perf_counter() - began


@given(st.binary(max_size=50).map(lambda data: bytes(byte % 2 for byte in data)))
def test_few_pieces_are_cells_of_their_own(pieces: bytes) -> None:
    assert cells_of(pieces) == bytes(255 * piece for piece in pieces)


@given(st.integers(min_value=CELLS + 1, max_value=CELLS * 3), st.randoms(use_true_random=False))
def test_many_pieces_are_told_in_equal_parts(count: int, chance: object) -> None:
    pieces = bytes(chance.getrandbits(1) for _ in range(count))  # type: ignore[attr-defined]
    cells = cells_of(pieces)
    assert len(cells) == CELLS
    assert cells_of(bytes(count)) == bytes(CELLS)
    assert cells_of(b"\1" * count) == b"\xff" * CELLS
    assert (max(cells) > 0) == any(pieces)
