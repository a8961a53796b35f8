"""The demo is no stage set: its people are real nodes that know each other and pass files."""

from pathlib import Path

from desktop.clock import WallClock
from desktop.node.demo import live, neighbourhood
from desktop.node.protocol import ListOffers, ListPeople, ListRequests, ListTransfers, Standing
from desktop.node.samples import SAMPLES, make_sample
from desktop.share.offers import Direction, OfferState
from tests.node.peers import run, unheard


def test_every_sample_is_files_that_can_be_shared(tmp_path: Path) -> None:
    for title in SAMPLES:
        assert any(path.is_file() for path in make_sample(tmp_path, title).rglob("*"))
    assert (tmp_path / "Street party photos" / "夏の夜.png").read_bytes().startswith(b"\x89PNG")


def test_neighbours_know_each_other_and_pass_things(tmp_path: Path) -> None:
    async def work() -> None:
        async with neighbourhood(tmp_path, 4, WallClock()) as people:
            await live(people)
            me, ben, mira, osman = people
            known = {known.name: known.state for known in await me.node.carry_out(ListPeople(), unheard)}
            assert known == {"Ben": Standing.VERIFIED, "Mira Lindgren": Standing.UNVERIFIED}
            (request,) = await me.node.carry_out(ListRequests(), unheard)
            assert request.name == osman.name
            offers = await me.node.carry_out(ListOffers(), unheard)
            stand = {(offer.direction, offer.title): offer.state for offer in offers}
            assert stand[Direction.IN, "Street party photos"] is OfferState.FINISHED
            assert stand[Direction.IN, "Spiral vase v3"] is OfferState.OFFERED
            assert len(await me.node.carry_out(ListTransfers(), unheard)) == 3
            assert (me.home / "got" / "Street party photos" / "夏の夜.png").is_file()
            assert ben.profile != mira.profile

    run(work())
