"""What takes space is measured, and what may go goes."""

from pathlib import Path

from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import FreeStorage, Get, Remove, ShowStorage
from desktop.paths import LOG_FILE
from tests.node.peers import get, make_files, open_node, run, share, two_nodes, unheard


def test_what_was_got_takes_space_and_what_is_shared_is_ones_own(tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            small = await share(giver, make_files(tmp_path / "small", {"a": 1_000}))
            large = await share(giver, make_files(tmp_path / "large", {"b": 50_000}))
            for link in (small.link, large.link):
                await get(getter, Get(link, folder=str(tmp_path / "got")))
            stored = await carry_out(getter, ShowStorage(), unheard)
            assert [(found.name, found.bytes) for found in stored.got] == [
                ("large", 50_000),
                ("small", 1_000),
            ]
            assert stored.got[0].folder == str(tmp_path / "got")
            assert stored.records > 0
            assert not (await carry_out(giver, ShowStorage(), unheard)).got

            await carry_out(getter, Remove(stored.got[0].transfer, delete_files=True), unheard)
            left = await carry_out(getter, ShowStorage(), unheard)
            assert [found.name for found in left.got] == ["small"]
            assert not (tmp_path / "got" / "large").exists()

    run(work())


def test_the_log_and_old_copies_go_and_nothing_else(tmp_path: Path) -> None:
    node = open_node(tmp_path)
    folder = node.profile.folder
    for name in (LOG_FILE, f"{LOG_FILE}.1", "store.db.before-v1", "store.db.damaged-1"):
        (folder / name).write_bytes(b"x" * 100)

    async def work() -> None:
        before = await carry_out(node, ShowStorage(), unheard)
        assert (before.log, before.copies) == (200, 100)
        after = await carry_out(node, FreeStorage(), unheard)
        assert (after.log, after.copies) == (0, 0)
        assert after.records == before.records
        assert after.free is not None

    run(work())
    node.close()
    assert (folder / "store.db.damaged-1").exists()
