"""A computer that its person has ended gets nothing any more, from whoever gives and from whoever helps."""

from pathlib import Path

from desktop.clock import Seconds
from desktop.net.peering import Revocations
from desktop.node.node import Node
from desktop.share.records.revocation import Revocation
from tests.node.offers.circle import (
    accept,
    acquaint,
    circle,
    may_have,
    offer,
    people_of,
    sources,
    until,
    until_offered,
)
from tests.node.peers import make_files, run, the_row

SIZE = 8_000_000


def say_that_it_is_ended(node: Node, *others: Node) -> None:
    """Have a computer say of itself what another one of the same person would say."""
    identity = node.profile.keyring.identity
    said = Revocation.signed_by(identity, node.device, Seconds(1_800_000_000))
    for other in others:
        people_of(node).say(other.person, Revocations((said.wire,)))


def test_tunnels_to_it_end_and_open_no_more(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("ann", "ben", "cat")]
    acquaint(homes)
    folder = make_files(tmp_path / "holiday", {"large": SIZE})

    async def work() -> None:
        async with circle(*homes) as (ann, ben, cat):
            assert ann.swarms is not None
            ann.swarms.limit(200, 0)  # so that it is on its way for long enough
            await offer(ann, folder, ben, cat)
            for node in (ben, cat):
                await accept(node, await until_offered(node), tmp_path / f"{node.person.hex()}")
            share, endpoint = (await until_offered(ben)).share, people_of(ben).own_reach().endpoint
            await until(cat, lambda: may_have(cat, share, endpoint))
            await until(ben, lambda: the_row(ben).done > 0)
            people_of(ben)._listeners._all.clear()  # so that it takes down no tunnel by itself
            say_that_it_is_ended(ben, ann, cat)
            for node in (ann, cat):
                await until(node, lambda node=node: not may_have(node, share, endpoint))  # type: ignore[misc]
                assert endpoint not in sources(node, share)
            await until(ben, lambda: the_row(ben).peers == 0)
            assert the_row(ben).done < SIZE
            assert people_of(ann).is_online(cat.person)
            assert not people_of(ann).is_online(ben.person)

    run(work())
