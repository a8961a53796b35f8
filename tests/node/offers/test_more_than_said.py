"""A pass that turns out to be more than was said stops before anything is written; both sides are told."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.events import TransferChanged, TransferState
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import BeginGet, Resume
from desktop.reasons import MoreThanSaid
from desktop.share.links import read_share_link, write_share_link
from desktop.share.shares import Share
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.offers import standing_of_offer
from desktop.ui.words.reasons import sentence_of_reason
from tests.node.offers.circle import (
    accept,
    acquaint,
    circle,
    given,
    offer,
    offers,
    offers_of,
    people_of,
    received,
    until,
    until_offered,
)
from tests.node.peers import make_files, run, share, the_row, tree, two_nodes, unheard, until_failed

SIZES = {"a.txt": 30, "b.bin": 200_000}
WHOLE = sum(SIZES.values())


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    homes = [tmp_path / name for name in ("ann", "ben", "cat")]
    acquaint(homes)
    make_files(tmp_path / "holiday", SIZES)
    return homes


async def lie(ann: Node, folder: Path, to: Node, besides: Node, **said: int) -> Share:
    """Offer a folder honestly to one, and to another as less than it is."""
    await offer(ann, folder, besides)
    assert ann.transfers is not None
    (share,) = ann.transfers.going_by(given(ann)[0].share)
    await offers_of(ann).offer(replace(share, **said), ["holiday/a.txt"], [to.person], "")  # type: ignore[arg-type]
    return share


def given_to(ann: Node, ben: Node) -> str:
    (found,) = [one.trouble for one in given(ann) if one.person == ben.person]
    return found


@pytest.mark.parametrize(("said", "auto_accept"), [({"size": 5}, False), ({"files": 1}, True)])
def test_it_stops_and_both_are_told(
    homes: list[Path], tmp_path: Path, said: dict[str, int], *, auto_accept: bool
) -> None:
    expected = MoreThanSaid(
        size=WHOLE, said_size=said.get("size", WHOLE), files=2, said_files=said.get("files", 2)
    )

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            ben.profile.change_settings(downloads=str(tmp_path / "in"))
            await people_of(ben).edit(ann.person, auto_accept=auto_accept)
            await lie(ann, tmp_path / "holiday", ben, cat, **said)
            came = await until_offered(ben)
            if not auto_accept:
                await accept(ben, came, tmp_path / "in")
            assert (await until_failed(ben)).reason == expected
            await until(ann, lambda: given_to(ann, ben) == "more-than-said")
            (told,) = [one for one in await offers(ann) if one.person == id_text(ben.person)]
            assert "more than you said" in standing_of_offer(told, ENGLISH)
            assert "Nothing of it was written" in sentence_of_reason(expected)
            await asks_again_in_vain(ben)
        async with circle(*homes[:2]) as (ann, ben):  # nor does it come after a restart
            assert (await until_failed(ben)).reason == expected

    run(work())
    assert tree(tmp_path / "in") == {}


async def asks_again_in_vain(ben: Node) -> None:
    """Resume it, and see that it asks for the details again and stops again."""
    with ben.hub.listen() as told:
        await carry_out(ben, Resume(id_text(the_row(ben).transfer)), unheard)
        seen = []
        async with asyncio.timeout(20):
            async for event in told.events():
                if isinstance(event, TransferChanged):
                    seen.append(event.row.state)
                if TransferState.WAITING in seen and seen[-1] is TransferState.FAILED:
                    return


def test_somebody_who_said_less_does_not_spoil_what_another_offers(homes: list[Path], tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            share = await lie(ann, tmp_path / "holiday", ben, cat, size=5)
            await accept(ben, await until_offered(ben), tmp_path / "in")
            await until_failed(ben)
            await accept(cat, await until_offered(cat), tmp_path / "cat's")
            await until(cat, lambda: the_row(cat).whole)
            # Cat has it, and offers the very same as what it is.
            offered = await offers_of(cat).offer(replace(share, origin=share.public_id), [], [ben.person], "")
            await until(ben, lambda: len(received(ben)) == 2)
            (honest,) = [one for one in received(ben) if one.offer == offered[0].offer]
            await accept(ben, honest, tmp_path / "in")
            await until(ben, lambda: the_row(ben).whole)
            await until(cat, lambda: given(cat)[0].state == "finished")

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(tmp_path / "holiday")


def test_a_link_that_said_less_is_held_to_it_too(tmp_path: Path) -> None:
    folder = make_files(tmp_path / "holiday", SIZES)

    async def work() -> None:
        async with two_nodes(tmp_path) as (giver, getter):
            link = read_share_link((await share(giver, folder)).link)
            lie = write_share_link(replace(link, size=5))
            await carry_out(getter, BeginGet(lie, str(tmp_path / "in")), unheard)
            assert isinstance((await until_failed(getter)).reason, MoreThanSaid)

    run(work())
    assert tree(tmp_path / "in") == {}
