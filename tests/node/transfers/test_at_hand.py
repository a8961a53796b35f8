"""Transfers are found by the share that they are about, however many there are."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.node.transfers.at_hand import AtHand
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Phase, TransferMachine
from desktop.share.shares import Audience, Role, Share, Transfer

SHARE = Share(
    share=ObjectId(bytes(32)),
    origin=None,
    title="x",
    name="x",
    infohash_v1=None,
    infohash_v2=bytes(32),
    size=1,
    files=1,
    audience=Audience.LINK,
    secret=bytes(16),
    trackers=(),
    web_seeds=(),
    ends=None,
    created=Seconds(0),
    person=PersonId(bytes(32)),
)


def a_live(number: int, origin: int) -> Live:
    share = replace(
        SHARE,
        share=ObjectId(bytes([number] * 32)),
        origin=ShareId(ObjectId(bytes([origin] * 32))),
        infohash_v2=bytes([number] * 32),
    )
    transfer = Transfer(
        share=share.share,
        folder="/here",
        role=Role.GET,
        items=(),
        place=None,
        paused=False,
        only=(),
        peers=(),
        finished=None,
        added=Seconds(0),
        source=None,
    )
    return Live(share, transfer, TransferMachine(Phase.DETAILS, own=False))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=30))
def test_what_came_and_went_is_found_as_if_all_were_looked_through(story: list[tuple[int, int]]) -> None:
    here, plain = AtHand(), dict[bytes, Live]()
    for number, origin in story:
        live = a_live(number, origin)
        if live.key in plain:
            here.drop(plain.pop(live.key))
        else:
            here.put(live)
            plain[live.key] = live
    assert dict(here) == plain
    for origin in range(3):
        share = ShareId(ObjectId(bytes([origin] * 32)))
        assert list(here.of_share(share)) == [one for one in plain.values() if one.share.public_id == share]
    for number in range(6):
        assert here.of_torrent(None, bytes([number] * 32)) is plain.get(bytes([number] * 32))
