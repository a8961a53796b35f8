"""What is kept of each torrent, and what is counted."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.net.torrent.known import Saves, Torrent, Torrents, on_known
from tests.begun import begun


class Holder:
    def __init__(self) -> None:
        self.torrents = Torrents()
        self.touched: list[bytes] = []

    @on_known
    def touch(self, torrent: Torrent, *, fails: bool = False) -> None:
        if fails:
            raise RuntimeError("invalid torrent handle used")
        self.touched.append(torrent.key)


def test_a_torrent_that_is_gone_is_not_touched(caplog: pytest.LogCaptureFixture) -> None:
    holder = Holder()
    holder.touch(b"gone")
    holder.torrents.add(Torrent(b"here", "handle"))
    holder.touch(b"here")
    holder.touch(b"here", fails=True)
    assert holder.touched == [b"here"]
    assert "would not touch" in caplog.text


def test_a_handle_is_forgotten_with_its_torrent() -> None:
    torrents = Torrents()
    old, new = Torrent(b"key", "old"), Torrent(b"key", "new")
    torrents.add(old)
    assert torrents.pop(b"key") is old
    torrents.add(new)
    assert (torrents.of_handle("old"), torrents.of_handle("new")) == (None, new)
    assert torrents.pop(b"other") is None
    assert list(torrents) == [new]


@given(st.lists(st.integers(1, 5), max_size=4))
def test_all_is_saved_when_every_save_was_answered(counts: list[int]) -> None:
    async def count() -> None:
        saves = Saves()
        torrents = [Torrent(bytes([index]), index) for index, _ in enumerate(counts)]
        waiting = [torrent for torrent, count in zip(torrents, counts, strict=True) for _ in range(count)]
        for torrent in waiting:
            saves.asked(torrent)
        early = []
        for torrent in waiting:
            early.append(begun(saves.all_answered()))
            assert not early[-1].done()
            saves.answered(torrent, 1)
        await asyncio.gather(*early)
        assert begun(saves.all_answered()).done()
        assert not any(torrent.saves for torrent in torrents)

    asyncio.run(count())
