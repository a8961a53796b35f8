"""What is read for a share has its title as the person wrote it, and a name that every system can keep."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.names import System, safe_name
from desktop.node.protocol import AddShare
from desktop.node.reading import Reading, _title
from tests.node.peers import run, unheard


@pytest.mark.parametrize("title", ["..", ".", "\u65e5" * 100, "a/b", "con", "what?", "end."])
def test_several_things_may_have_any_title(tmp_path: Path, title: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(name.encode())
    command = AddShare((str(tmp_path / "one"), str(tmp_path / "two")), title=title)

    async def work() -> None:
        reading = await Reading.begin(command, unheard)
        contents = read_contents((await reading.torrent).data)
        assert reading.title == title
        safe = safe_name(title, System.WINDOWS)
        assert contents.name
        assert safe.startswith(contents.name)  # libtorrent allows a few bytes less than a disk
        assert safe != title

    run(work())


@given(st.text(max_size=300))
def test_a_title_is_short_and_never_nothing(typed: str) -> None:
    title = _title(AddShare((), title=typed), (Path("/a/one.txt"), Path("/b/two")))
    assert 0 < len(title) <= limits.TITLE_LENGTH
    assert safe_name(title, System.WINDOWS) not in {"", ".", ".."}


def test_giving_up_ends_the_reading(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1")

    async def work() -> None:
        reading = await Reading.begin(AddShare((str(tmp_path / "one"),)), unheard)
        await reading.give_up()
        assert reading.torrent.cancelled()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(work())
