"""Passing files to people one knows: from the question to the last word of both sides."""

import asyncio
import os
from pathlib import Path

import pytest

from desktop import limits
from desktop.errors import IdUnknown, OfferOver
from desktop.ids import id_text
from desktop.net import peering
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import AddShare, ListTransfers, Remove, RemovePerson, Resume
from desktop.share.offers import OfferState
from desktop.share.shares import Audience
from tests.begun import begun
from tests.node.offers.circle import (
    accept,
    acquaint,
    circle,
    decline,
    given,
    may_have,
    offer,
    offers,
    offers_of,
    people_of,
    received,
    sources,
    until,
    until_offered,
)
from tests.node.peers import make_files, open_node, rows, run, running, tree, unheard

SIZES = {"a.txt": 30, "pictures/b.jpg": 200_000}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_files(tmp_path / "holiday", SIZES)


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    homes = [tmp_path / name for name in ("ann", "ben", "cat")]
    acquaint(homes)
    return homes


def test_what_is_offered_and_accepted_arrives(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            shared = await offer(ann, folder, ben, text="from the lake")
            assert (shared.link, shared.magnet, len(shared.offers)) == (None, None, 1)
            came = await until_offered(ben)
            assert (came.title, came.size, came.files, came.text) == ("holiday", 200_030, 2, "from the lake")
            assert came.names == ("holiday/a.txt", "holiday/pictures/b.jpg")
            assert not await rows(ben, ListTransfers())  # nothing is fetched unasked
            await accept(ben, came, tmp_path / "in")
            await until(ann, lambda: given(ann)[0].state is OfferState.FINISHED)
            assert [told.state for told in await offers(ben)] == ["finished"]

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_declined_is_told_and_nothing_can_be_fetched(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            await decline(ben, await until_offered(ben))
            await until(ann, lambda: given(ann)[0].state is OfferState.DECLINED)
            share = given(ann)[0].share
            assert not may_have(ann, share, people_of(ben).own_reach().endpoint)

    run(work())
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize("taken_back", [True, False])
def test_nothing_is_accepted_that_is_over(
    homes: list[Path], folder: Path, tmp_path: Path, *, taken_back: bool
) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            came = await until_offered(ben)
            if taken_back:
                (row,) = await rows(ann, ListTransfers())
                await rows(ann, Remove(row.transfer))
                await until(ben, lambda: received(ben)[0].state is OfferState.WITHDRAWN)
            else:
                await decline(ben, came)
            with pytest.raises(OfferOver) as caught:
                await accept(ben, came, tmp_path / "in")
            assert caught.value.what == ("withdrawn" if taken_back else "declined")

    run(work())
    assert not (tmp_path / "in").exists()


def test_taken_back_before_the_answer(homes: list[Path], folder: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            await until_offered(ben)
            (row,) = await rows(ann, ListTransfers())
            await rows(ann, Remove(row.transfer))
            await until(ben, lambda: received(ben)[0].state is OfferState.WITHDRAWN)
            await until(ann, lambda: given(ann)[0].is_told)

    run(work())
    assert tree(folder).keys() == SIZES.keys()


def test_what_is_said_while_the_other_is_away_is_heard_later(
    homes: list[Path], folder: Path, tmp_path: Path
) -> None:
    async def work() -> None:
        at_home = open_node(homes[1])
        ben_is = at_home.person
        at_home.close()
        async with running(homes[0]) as ann:
            await carry_out(ann, AddShare((str(folder),), to=(id_text(ben_is),)), unheard)
            (told,) = await offers(ann)
            assert (told.state, told.online) == ("offered", False)
        async with circle(*homes[:2]) as (ann, ben):
            await until_offered(ben)
        async with running(homes[1]) as ben:  # the answer finds nobody there
            await accept(ben, received(ben)[0], tmp_path / "in")
        async with circle(*homes[:2]) as (ann, ben):
            await until(ann, lambda: given(ann)[0].state is OfferState.FINISHED)
            assert received(ben)[0].state is OfferState.FINISHED

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_auto_accepted_only_where_that_was_chosen(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            ben.profile.change_settings(downloads=str(tmp_path / "in"))
            await people_of(ben).edit(ann.person, auto_accept=True)
            await offer(ann, folder, ben, cat)
            await until(ben, lambda: bool(received(ben)) and received(ben)[0].state is OfferState.FINISHED)
            assert (await until_offered(cat)).state is OfferState.OFFERED

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_those_who_have_it_help_the_others(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            await offer(ann, folder, ben, cat)
            share = (await until_offered(ben)).share
            await accept(ben, await until_offered(ben), tmp_path / "ben's")
            await accept(cat, await until_offered(cat), tmp_path / "cat's")
            await until(ann, lambda: {one.state for one in given(ann)} == {OfferState.FINISHED})
            ben_at, cat_at = people_of(ben).own_reach().endpoint, people_of(cat).own_reach().endpoint
            await until(ben, lambda: may_have(ben, share, cat_at))
            await until(cat, lambda: may_have(cat, share, ben_at))
            assert ben_at in sources(cat, share)

    run(work())
    assert tree(tmp_path / "ben's" / "holiday") == tree(tmp_path / "cat's" / "holiday") == tree(folder)


def test_with_somebody_removed_nothing_goes_on(homes: list[Path], folder: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            share = (await until_offered(ben)).share
            endpoint = people_of(ben).own_reach().endpoint
            assert may_have(ann, share, endpoint)
            await carry_out(ann, RemovePerson(id_text(ben.person)), unheard)
            assert not may_have(ann, share, endpoint)
            assert not await offers(ann)

    run(work())


def test_a_share_for_people_is_announced_nowhere(homes: list[Path], folder: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            assert ann.transfers is not None
            assert ann.swarms is not None
            ((share, _),) = await ann.desk.run(ann.store.shares)
            assert share.audience is Audience.PEOPLE
            assert ann.swarms.private.has(share.share)
            assert not ann.swarms.public.has(share.share)

    run(work())


def test_nobody_known_by_that_name(homes: list[Path], folder: Path) -> None:
    async def work() -> None:
        async with running(homes[0]) as ann:
            with pytest.raises(IdUnknown):
                await carry_out(ann, AddShare((str(folder),), to=("nobody",)), unheard)
            assert not await rows(ann, ListTransfers())

    run(work())


def test_trouble_where_it_is_got_is_told_to_both_sides(
    homes: list[Path], folder: Path, tmp_path: Path
) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            came = await until_offered(ben)
            (tmp_path / "in").touch()
            await offers_of(ben).accept(came, tmp_path / "in")  # a file by now, so nothing can be put into it
            await until(ann, lambda: given(ann)[0].trouble == "no-permission")
            assert received(ben)[0].trouble == "no-permission"
            assert given(ann)[0].state is OfferState.ACCEPTED
            (tmp_path / "in").unlink()
            (row,) = await rows(ben, ListTransfers())
            await rows(ben, Resume(row.transfer))
            await until(ann, lambda: given(ann)[0].state is OfferState.FINISHED)
            assert given(ann)[0].trouble == ""

    run(work())


def test_taken_back_while_it_is_accepted_stays_taken_back(
    homes: list[Path], folder: Path, tmp_path: Path
) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            came = await until_offered(ben)
            taken_back = peering.OfferState(came.offer, OfferState.WITHDRAWN)
            await asyncio.gather(
                offers_of(ben).accept(came, tmp_path / "in"), offers_of(ben).heard(ann.person, taken_back)
            )
            assert received(ben)[0].state is OfferState.WITHDRAWN
            (row,) = await rows(ben, ListTransfers())
            await rows(ben, Resume(row.transfer))  # whatever its transfer tells now
            assert received(ben)[0].state is OfferState.WITHDRAWN
            assert [stored.state for stored in await ben.desk.run(ben.store.offers.offers)] == ["withdrawn"]

    run(work())


def test_an_answer_to_what_was_answered_meanwhile_changes_nothing(
    homes: list[Path], folder: Path, tmp_path: Path
) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            came = await until_offered(ben)
            assert (await offers_of(ben).decline(came)).state is OfferState.DECLINED
            assert (await offers_of(ben).accept(came, tmp_path / "in")).state is OfferState.DECLINED
            assert not await rows(ben, ListTransfers())

    run(work())


def test_accepting_goes_on_when_nobody_waits_for_it(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            accepting = begun(offers_of(ben).accept(await until_offered(ben), tmp_path / "in"))
            accepting.cancel()  # as Ctrl+C does
            await until(ann, lambda: given(ann)[0].state is OfferState.FINISHED)

    run(work())
    assert tree(tmp_path / "in" / "holiday") == tree(folder)


def test_what_is_here_already_is_finished_at_once(homes: list[Path], folder: Path, tmp_path: Path) -> None:
    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            await offer(ann, folder, ben)
            await accept(ben, await until_offered(ben), tmp_path / "in")
            await until(ann, lambda: given(ann)[0].state is OfferState.FINISHED)
            (share, _), *_ = await ann.desk.run(ann.store.shares)
            await offers_of(ann).offer(share, ("holiday",), [ben.person], "once more")
            await until(ben, lambda: len(received(ben)) == 2)
            again = next(one for one in received(ben) if one.text)
            assert (await offers_of(ben).accept(again, tmp_path / "in")).state is OfferState.FINISHED

    run(work())


def test_what_is_over_for_long_gives_way_here_as_in_the_store(
    homes: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OFFERS_OVER", 2)

    async def work() -> None:
        async with circle(*homes[:2]) as (ann, ben):
            for _ in range(4):
                message = peering.Offer(
                    offer=os.urandom(32),
                    share=os.urandom(32),
                    title="holiday",
                    size=5,
                    files=1,
                    names=(),
                    infohash_v2=os.urandom(32),
                    secret=os.urandom(16),
                    text="",
                )
                await offers_of(ben).heard(ann.person, message)
            for came in received(ben):
                await offers_of(ben).decline(came)
            kept = {one.offer for one in received(ben)}
            assert len(kept) == 2
            assert kept == {one.offer for one in await ben.desk.run(ben.store.offers.offers)}

    run(work())
