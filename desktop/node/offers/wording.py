"""Between passes of files as we keep them and as they are said. What somebody else wrote becomes plain."""

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.net import peering
from desktop.share.offers import Direction, Offer, OfferId, OfferState
from desktop.text import clean_line

_KIND_LENGTH = 40


def message_of(offer: Offer) -> peering.Offer:
    return peering.Offer(
        offer=offer.offer,
        share=offer.share,
        title=offer.title,
        size=offer.size,
        files=offer.files,
        names=offer.names,
        infohash_v2=offer.infohash_v2,
        secret=offer.secret,
        text=offer.text,
    )


def offer_of(person: PersonId, message: peering.Offer, now: Seconds) -> Offer:
    """Return what somebody offers, as it stands when it is first heard."""
    return Offer(
        offer=OfferId(message.offer),
        person=person,
        direction=Direction.IN,
        share=ShareId(ObjectId(message.share)),
        title=clean_line(message.title, limits.TITLE_LENGTH),
        size=message.size,
        files=message.files,
        names=tuple(clean_line(name, limits.OFFER_NAME_LENGTH) for name in message.names),
        infohash_v2=message.infohash_v2,
        secret=message.secret,
        text=clean_line(message.text, limits.OFFER_TEXT),
        state=OfferState.OFFERED,
        trouble="",
        is_told=True,
        at=now,
    )


def kind_of(text: str) -> str:
    """Return the kind of a reason as it may be said and kept: a short word."""
    return clean_line(text, _KIND_LENGTH)
