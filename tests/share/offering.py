"""An offer as tests begin with it."""

from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.share.offers import Direction, Offer, OfferId, OfferState


def an_offer(direction: Direction) -> Offer:
    return Offer(
        offer=OfferId(bytes(32)),
        person=PersonId(bytes(32)),
        direction=direction,
        share=ShareId(ObjectId(bytes(32))),
        title="holiday",
        size=1,
        files=1,
        names=(),
        infohash_v2=bytes(32),
        secret=bytes(16),
        text="",
        state=OfferState.OFFERED,
        trouble="",
        is_told=direction is Direction.IN,
        at=Seconds(0),
    )
