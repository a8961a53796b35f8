"""A place belongs to one transfer: what one got there, no other writes over, though it was gone meanwhile."""

import shutil
from pathlib import Path

import pytest

from desktop.errors import PlaceTaken
from desktop.events import TransferState
from desktop.ids import id_text
from desktop.node.node import Node
from desktop.node.protocol import Get, Recheck, Resume
from tests.node.peers import get, make_files, rows, run, running, share, tree, two_nodes, until

OF_CAT = {"a.txt": 30, "b.jpg": 200_000}
OF_ANN = {"a.txt": 40, "b.jpg": 100_000}


def same_named_folders(home: Path) -> tuple[Path, Path]:
    cats, anns = make_files(home / "cat" / "z", OF_CAT), make_files(home / "ann" / "z", OF_ANN)
    (anns / "c.txt").write_bytes(b"only Ann has this")
    return cats, anns


async def resume_oldest(node: Node) -> None:
    assert node.transfers is not None
    await rows(node, Resume(id_text(node.transfers.rows()[-1].transfer)))


@pytest.mark.parametrize("restarted", [True, False])
def test_a_place_stays_taken_while_nothing_lies_there(tmp_path: Path, *, restarted: bool) -> None:
    cats, anns = same_named_folders(tmp_path)
    place = tmp_path / "in"

    async def get_anns(dan: Node, link: str) -> None:
        assert (await get(dan, Get(link, str(place)))).path == str(place / "z (2)")
        await resume_oldest(dan)
        await until(dan, lambda row: row.path == str(place / "z") and row.state is TransferState.SEEDING)

    async def work() -> None:
        async with running(tmp_path / "giver") as giver:
            of_cat, of_ann = await share(giver, cats), await share(giver, anns)
            async with running(tmp_path / "dan") as dan:
                await get(dan, Get(of_cat.link, str(place)))
                shutil.rmtree(place / "z")
                if not restarted:
                    assert dan.transfers is not None
                    await dan.transfers.rounds.look_at_files()
                    await get_anns(dan, of_ann.link)
            if restarted:
                async with running(tmp_path / "dan") as dan:
                    await get_anns(dan, of_ann.link)

    run(work())
    assert tree(place / "z") == tree(cats)
    assert tree(place / "z (2)") == tree(anns)


def test_a_folder_inside_that_is_gone_stays_taken_too(tmp_path: Path) -> None:
    outer = make_files(tmp_path / "cat" / "z", {"y/a.txt": 30, "b.jpg": 100_000})
    inner = make_files(tmp_path / "ann" / "Y", {"a.txt": 40})

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, dan):
            of_cat, of_ann = await share(giver, outer), await share(giver, inner)
            await get(dan, Get(of_cat.link, str(tmp_path / "in")))
            shutil.rmtree(tmp_path / "in" / "z" / "y")
            got = await get(dan, Get(of_ann.link, str(tmp_path / "in" / "z")))
            assert got.path == str(tmp_path / "in" / "z" / "Y (2)")

    run(work())


@pytest.mark.parametrize("more", [True, False])
def test_nothing_is_written_where_another_transfer_is_at_home(tmp_path: Path, *, more: bool) -> None:
    """Both lie in one place because they were the very same; what was changed there since stays."""
    folder, mine = make_files(tmp_path / "cat" / "z", OF_CAT), tmp_path / "in" / "z"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, dan):
            first, second = await share(giver, folder), await share(giver, folder)
            only = ("a.txt",) if more else ()
            await get(dan, Get(first.link, str(tmp_path / "in"), only=only))
            await get(dan, Get(second.link, str(tmp_path / "in"), only=only))
            if more:
                with pytest.raises(PlaceTaken):
                    await get(dan, Get(first.link, str(tmp_path / "in")))
                return
            (mine / "a.txt").write_bytes(b"edited")
            assert dan.transfers is not None
            for row in dan.transfers.rows():
                await rows(dan, Recheck(id_text(row.transfer)))
            with pytest.raises(PlaceTaken) as caught:
                await resume_oldest(dan)
            assert caught.value.path == str(mine)
            assert (mine / "a.txt").read_bytes() == b"edited"

    run(work())


def test_a_folder_that_was_got_and_shared_again_is_not_written_to(tmp_path: Path) -> None:
    folder, mine = make_files(tmp_path / "cat" / "z", OF_CAT), tmp_path / "in" / "z"

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, dan):
            of_cat = await share(giver, folder)
            await get(dan, Get(of_cat.link, str(tmp_path / "in")))
            (mine / "a.txt").write_bytes(b"edited")
            await share(dan, mine)
            assert dan.transfers is not None
            await rows(dan, Recheck(id_text(dan.transfers.rows()[-1].transfer)))
            with pytest.raises(PlaceTaken):
                await resume_oldest(dan)

    run(work())
    assert (mine / "a.txt").read_bytes() == b"edited"
