"""What a contact may not do with offers, whatever their program says."""

import asyncio
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desktop import limits
from desktop.ids import ObjectId, ShareId
from desktop.net import peering
from desktop.node.node import Node
from desktop.share.offers import OfferState
from tests.begun import begun
from tests.node.offers.circle import (
    accept,
    acquaint,
    circle,
    given,
    may_have,
    offer,
    offers_of,
    people_of,
    received,
    sources,
    until,
    until_offered,
)
from tests.node.peers import make_files, run


def an_offer(**changes: Any) -> peering.Offer:
    fields: dict[str, Any] = {
        "offer": os.urandom(32),
        "share": os.urandom(32),
        "title": "holiday",
        "size": 5,
        "files": 1,
        "names": ("a.txt",),
        "infohash_v2": os.urandom(32),
        "secret": os.urandom(16),
        "text": "",
    }
    return peering.Offer(**(fields | changes))


async def heard(node: Node, person: Node, message: peering.Message) -> None:
    await offers_of(node).heard(person.person, message)


async def stored(node: Node) -> set[bytes]:
    return {offer.offer for offer in await node.desk.run(node.store.offers.offers)}


async def until_all_is_heard(node: Node, speaker: Node) -> None:
    """Wait until everything that somebody has said so far was heard: messages keep their order."""
    people_of(speaker).say(node.person, peering.Card("said last", b""))
    await until(node, lambda: people_of(node).name_of(speaker.person) == "said last")


def test_names_and_words_of_others_become_plain(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            hostile = an_offer(
                title="\x1b[31mred\u202egpj.exe", names=("../../etc/passwd\n", "<b>x</b>"), text="a\nb\x07"
            )
            await heard(ben, ann, hostile)
            (came,) = received(ben)
            assert (came.title, came.text) == ("[31mredgpj.exe", "a b")
            assert came.names == ("../../etc/passwd", "<b>x</b>")  # shown as text, and never a path

    run(work())


def test_nobody_speaks_for_others(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben", tmp_path / "cat"]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 10})

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            await offer(ann, folder, ben)
            await until_offered(ben)
            (own,) = given(ann)
            await heard(ann, cat, peering.OfferState(own.offer, "finished"))
            await heard(
                ann, ben, peering.OfferState(own.offer, "withdrawn")
            )  # only the giver may take it back
            await heard(ann, ben, peering.OfferState(own.offer, "nonsense"))
            await heard(ben, cat, peering.Helpers(own.share, (people_of(cat).own_reach(),)))
            assert given(ann)[0].state is OfferState.OFFERED
            share = ShareId(ObjectId(own.share))
            assert not sources(ben, share)
            assert not may_have(ben, share, people_of(cat).own_reach().endpoint)
            assert not may_have(ann, share, people_of(cat).own_reach().endpoint)

    run(work())


@pytest.mark.parametrize("auto_accept", [False, True])
def test_nobody_fills_the_list(tmp_path: Path, auto_accept: bool) -> None:  # noqa: FBT001 - a parameter
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)
    unasked = limits.OFFERS_UNASKED if auto_accept else 0

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            ben.profile.change_settings(downloads=str(tmp_path / "in"))
            await people_of(ben).edit(ann.person, auto_accept=auto_accept)
            for _ in range(limits.OFFERS_OPEN + unasked + 20):
                people_of(ann).say(ben.person, an_offer())
            await until_all_is_heard(ben, ann)
            states = Counter(offer.state for offer in received(ben))
            assert states[OfferState.OFFERED] == limits.OFFERS_OPEN
            assert states[OfferState.ACCEPTED] == unasked
            assert len(await stored(ben)) == limits.OFFERS_OPEN + unasked

    run(work())


def test_from_several_computers_at_once_nobody_fills_the_list_either(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            twice = an_offer()
            several = [twice, twice, *(an_offer() for _ in range(limits.OFFERS_OPEN + 20))]
            await asyncio.gather(*(heard(ben, ann, one) for one in several))
            assert len(received(ben)) == len(await stored(ben)) == limits.OFFERS_OPEN

    run(work())


def test_much_is_not_got_unasked(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            ben.profile.change_settings(downloads=str(tmp_path / "in"))
            await people_of(ben).edit(ann.person, auto_accept=True)
            half = an_offer(size=limits.OFFERS_UNASKED_BYTES // 2)
            for message in (half, an_offer(size=half.size + 1), an_offer(size=half.size)):
                await heard(ben, ann, message)
            states = Counter(offer.state for offer in received(ben))
            assert states == {OfferState.ACCEPTED: 2, OfferState.OFFERED: 1}

    run(work())


def test_an_offer_of_somebody_just_removed_is_not_taken(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            await people_of(ben).edit(ann.person, auto_accept=True)
            coming = begun(heard(ben, ann, an_offer()))  # and not written down yet
            await people_of(ben).parting.remove(ann.person)
            await coming
            await heard(ben, ann, an_offer())  # said before they were removed, and heard after
            assert not received(ben)
            assert not await stored(ben)

    run(work())


@pytest.mark.parametrize("same_torrent", [True, False])
def test_an_offer_that_names_our_own_share_opens_and_ends_nothing(
    tmp_path: Path, *, same_torrent: bool
) -> None:
    homes = [tmp_path / "eve", tmp_path / "ben", tmp_path / "cat"]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 10})

    async def work() -> None:
        async with circle(*homes) as (eve, ben, cat):
            await people_of(ben).edit(eve.person, auto_accept=True)
            await offer(ben, folder, cat)
            (own,), eves = given(ben), people_of(eve).own_reach()
            assert ben.transfers is not None
            (share,) = ben.transfers.going_by(own.share)
            names = {"share": own.share, "secret": own.secret}
            lie = an_offer(**names, infohash_v2=own.infohash_v2) if same_torrent else an_offer(**names)
            await heard(ben, eve, lie)
            (came,) = received(ben)
            assert came.state is (OfferState.FINISHED if same_torrent else OfferState.ACCEPTED)
            await heard(ben, eve, peering.Helpers(own.share, (eves,)))
            assert not offers_of(ben).may_have(share, eves.endpoint)
            assert offers_of(ben).may_have(share, people_of(cat).own_reach().endpoint)
            await offers_of(ben).decline(came)
            assert ben.transfers.going_by(own.share) == [share]
            assert given(ben)[0].state is OfferState.OFFERED

    run(work())


def test_an_offer_that_names_what_somebody_else_gives_hears_nothing_of_it(tmp_path: Path) -> None:
    homes = [tmp_path / "eve", tmp_path / "ben", tmp_path / "cat"]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 10})

    async def work() -> None:
        async with circle(*homes) as (eve, ben, cat):
            ben.profile.change_settings(downloads=str(tmp_path / "in"))
            for node in (eve, cat):
                await people_of(ben).edit(node.person, auto_accept=True)
            await offer(cat, folder, eve)  # so she knows what it is called
            known = await until_offered(eve)
            await heard(ben, eve, an_offer(share=known.share, secret=known.secret))
            assert cat.transfers is not None
            (share,) = cat.transfers.going_by(known.share)
            await offers_of(cat).offer(share, [], [ben.person], "")
            await until(ben, lambda: sum(one.state is OfferState.FINISHED for one in received(ben)) == 1)
            (lie,) = [one for one in received(ben) if one.person == eve.person]
            assert (lie.state, lie.trouble) == (OfferState.ACCEPTED, "")
            await offers_of(ben).decline(lie)
            states = {one.person: one.state for one in received(ben)}
            assert states == {eve.person: OfferState.DECLINED, cat.person: OfferState.FINISHED}
            assert [row.whole for row in ben.transfers.rows()] == [True]  # type: ignore[union-attr]

    run(work())


def test_what_comes_from_two_people_stays_if_one_is_declined(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben", tmp_path / "cat"]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 3_000_000})

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            await offer(ann, folder, cat, ben)
            await accept(cat, await until_offered(cat), tmp_path / "cat's")
            await until(cat, lambda: received(cat)[0].state is OfferState.FINISHED)
            assert cat.transfers is not None
            (share,) = cat.transfers.going_by(received(cat)[0].share)
            await offers_of(cat).offer(share, [], [ben.person], "")
            await until(ben, lambda: len(received(ben)) == 2)
            for node in (ann, cat):
                assert node.swarms is not None
                node.swarms.limit(100, 0)  # so that it is on its way for long enough
            for one in received(ben):
                await accept(ben, one, tmp_path / "in")
            (of_cat,) = [one for one in received(ben) if one.person == cat.person]
            await offers_of(ben).decline(of_cat)
            assert ben.transfers is not None
            assert len(ben.transfers.rows()) == 1
            assert sources(ben, share.public_id) >= {people_of(ann).own_reach().endpoint}

    run(work())
