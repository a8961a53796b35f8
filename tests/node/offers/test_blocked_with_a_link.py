"""Whoever is blocked gets nothing with a link that they still have; others do."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from desktop.errors import PersonBlocked
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import AddShare, BlockPerson, Get
from tests.node.offers.circle import acquaint, circle, until
from tests.node.peers import get, make_files, run, share, the_row, unheard


def test_nothing_is_offered_to_somebody_blocked(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("ann", "ben")]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 50_000})

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            await carry_out(ann, BlockPerson(id_text(ben.person)), unheard)
            command = AddShare((str(folder),), to=(id_text(ben.person),), until_sent=0)
            with pytest.raises(PersonBlocked):
                await carry_out(ann, command, unheard)
            assert ann.transfers is not None
            assert not ann.transfers.rows()

    run(work())


def test_somebody_blocked_is_not_let_in_and_others_are(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("ann", "ben", "cat")]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 50_000})

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            shared = await share(ann, folder)
            await carry_out(ann, BlockPerson(id_text(ben.person)), unheard)
            asked = asyncio.ensure_future(get(ben, Get(shared.link, str(tmp_path / "ben's"))))
            assert ben.transfers is not None
            await until(ben, lambda: bool(ben.transfers.rows()))  # type: ignore[union-attr]  # asserted above
            assert (await get(cat, Get(shared.link, str(tmp_path / "cat's")))).bytes == 50_000
            assert the_row(ben).done == 0
            asked.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asked

    run(work())
