"""Looking before anything is begun: what sharing would pass on, and what a link leads to."""

from pathlib import Path

import pytest

from desktop.errors import LinkCut, LinkForOther, NotALink, NothingToShare, PathMissing
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import BeginGet, ContentsResult, LinkKind, LookThrough, ReadLink, ShowPerson
from tests.node.peers import make_files, open_node, run, running, share, tree, two_nodes, unheard, until


def test_what_systems_put_beside_files_is_left_out(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "Summer", {"a.jpg": 5, "sub/b.jpg": 7, ".DS_Store": 3, "sub/Thumbs.db": 4})
    (folder / "elsewhere").symlink_to(tmp_path)

    async def test() -> None:
        node = open_node(tmp_path)
        found = await carry_out(node, LookThrough((str(folder),)), unheard)
        assert found == ContentsResult(
            files=2, bytes=12, names=("Summer/a.jpg", "Summer/sub/b.jpg"), junk=2, left_out=1
        )
        node.close()

    run(test())


def test_what_is_looked_at_is_what_is_passed_on(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "Summer", {"a.jpg": 5000, "._a.jpg": 30, "sub/desktop.ini": 4})

    async def test() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            made = await share(giver, folder)
            assert (made.files, made.bytes) == (1, 5000)
            command = BeginGet(made.link, str(tmp_path / "got"))
            (row,) = await carry_out(getter, command, unheard)
            assert row.name == "Summer"
            await until(getter, lambda row: row.whole)
            (again,) = await carry_out(getter, command, unheard)
            assert again.transfer == row.transfer

    run(test())
    assert set(tree(tmp_path / "got")) == {"Summer/a.jpg"}


def test_a_file_of_such_a_name_is_passed_on_if_it_is_meant(tmp_path: Path) -> None:
    make_files(tmp_path, {"desktop.ini": 4})

    async def test() -> None:
        node = open_node(tmp_path)
        found = await carry_out(node, LookThrough((str(tmp_path / "desktop.ini"),)), unheard)
        assert found.names == ("desktop.ini",)
        node.close()

    run(test())


@pytest.mark.parametrize("paths", [("nowhere",), ("empty",)])
def test_what_cannot_be_shared_is_said_at_once(tmp_path: Path, paths: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()

    async def test() -> None:
        node = open_node(tmp_path)
        try:
            with pytest.raises((PathMissing, NothingToShare)):
                await carry_out(node, LookThrough(tuple(str(tmp_path / path) for path in paths)), unheard)
        finally:
            node.close()

    run(test())


def test_a_link_says_what_it_leads_to(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "Summer", {"a.jpg": 5})

    async def test() -> None:
        async with running(tmp_path) as node:
            by_link = await share(node, folder)
            read = await carry_out(node, ReadLink(by_link.link), unheard)
            assert (read.kind, read.title, read.bytes) == (LinkKind.SHARE, "Summer", 5)
            assert read.here is not None
            me = await carry_out(node, ShowPerson(), unheard)
            person = await carry_out(node, ReadLink(me.link), unheard)
            assert (person.kind, person.title, person.here) == (LinkKind.PERSON, me.name, me.person)
            magnet = await carry_out(node, ReadLink("magnet:?xt=urn:btih:" + "ab" * 20 + "&dn=Big"), unheard)
            assert (magnet.kind, magnet.title, magnet.bytes) == (LinkKind.PUBLIC, "Big", None)
            for wrong in ("https://example.org", "passalong:share/abc", "passalong:other/abc"):
                with pytest.raises((NotALink, LinkCut, LinkForOther)):
                    await carry_out(node, ReadLink(wrong), unheard)

    run(test())
