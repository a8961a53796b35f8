"""What a contact may not do with offers, whatever their program says."""

import os
from pathlib import Path
from typing import Any

from desktop import limits
from desktop.ids import ObjectId, ShareId
from desktop.net import peering
from desktop.node.node import Node
from desktop.share.offers import OfferState
from tests.node.offers.circle import acquaint, circle, given, offer, offers_of, people_of, received, until
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


def test_names_and_words_of_others_become_plain(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            hostile = an_offer(
                title="\x1b[31mred\u202egpj.exe", names=("../../etc/passwd\n", "<b>x</b>"), text="a\nb\x07"
            )
            await heard(ben, ann, hostile)
            await until(ben, lambda: bool(received(ben)))
            (came,) = received(ben)
            assert (came.title, came.text) == ("[31mredgpj.exe", "a b")
            assert came.names == ("../../etc/passwd", "<b>x</b>")  # shown as text, and never a path

    run(work())


def test_nobody_fills_the_list_or_speaks_for_others(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben", tmp_path / "cat"]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"a": 10})

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            await offer(ann, folder, ben)
            (own,) = given(ann)
            await heard(ann, cat, peering.OfferState(own.offer, "finished"))
            # Only the giver may take it back.
            await heard(ann, ben, peering.OfferState(own.offer, "withdrawn"))
            await heard(ann, ben, peering.OfferState(own.offer, "nonsense"))
            await heard(ben, cat, peering.Helpers(own.share, (people_of(cat).own_reach(),)))
            for _ in range(limits.OFFERS_OPEN + 20):
                await heard(ben, cat, an_offer())
            await until(ben, lambda: len(received(ben)) == limits.OFFERS_OPEN + 1)
            assert given(ann)[0].state is OfferState.OFFERED
            share = ShareId(ObjectId(own.share))
            assert not offers_of(ben).sources(share)
            assert not offers_of(ben).may_have(share, people_of(cat).own_reach().endpoint)
            assert not offers_of(ann).may_have(share, people_of(cat).own_reach().endpoint)

    run(work())
