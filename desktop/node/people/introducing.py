"""Introductions: ours, said at somebody's doorbell until it is heard, and those that others say at ours."""

import asyncio
import logging
from typing import Final

from desktop import limits
from desktop.clock import Seconds, whole_seconds
from desktop.errors import RecordRefused
from desktop.net.calls.endpoint import CallEnded, Unreachable
from desktop.net.peering import Card
from desktop.node.people.backoff import Backoff
from desktop.node.people.doorbell import ALPN, Answer, ring
from desktop.node.people.tools import PeopleTools
from desktop.share.links import PersonLink
from desktop.share.people import PeerDevice, Request
from desktop.share.records.address_note import AddressNote
from desktop.share.records.introduction import (
    Introduction,
    IntroductionStatement,
    decode_introduction,
    link_proof,
)
from desktop.text import clean_line

logger = logging.getLogger(__name__)

_DIAL_SECONDS: Final = 10.0


class Introducing:
    """Says who we are to people who do not know this device, and hears who they are."""

    def __init__(self, tools: PeopleTools) -> None:
        self._tools = tools

    async def introduce(self, link: PersonLink, text: str) -> Answer:
        """Ring at the doorbell to which a link leads until it is heard; return what they say to it."""
        backoff = Backoff(self._tools.chance)
        while True:
            try:
                call = await self._tools.endpoint.dial(link.reach, ALPN, seconds=_DIAL_SECONDS)
                said = await ring(call, self._introduction(link, text))
            except (Unreachable, CallEnded):
                said = Answer.NOT_NOW
            if said is not Answer.NOT_NOW:
                return said
            await asyncio.sleep(backoff.failed())

    def read(self, caller: bytes, data: bytes) -> Introduction | None:
        """Return what somebody says of himself, if it is for us and he calls from where he says."""
        try:
            said = decode_introduction(data)
        except RecordRefused as error:
            logger.info("an introduction was refused: %s", error.why)
            return None
        is_ours = said.statement.to == self._tools.person != said.person
        return said if is_ours and said.endpoint == caller == said.statement.reach.endpoint else None

    def has_link(self, said: Introduction) -> bool:
        """Return whether he got our link: the one that holds today."""
        good = link_proof(self._tools.link_secret(), said.endpoint, self._tools.endpoint.endpoint_id)
        return said.statement.proof == good

    def card(self) -> Card:
        """Return what everybody who knows us is told in each call."""
        own, reach = self._tools.presence.shown.side, self._tools.endpoint.reach()
        note = AddressNote.signed_by(own.device_key, reach, whole_seconds(self._tools.clock))
        return Card(self._tools.name(), note.wire, own.device_record)

    def _introduction(self, link: PersonLink, text: str) -> bytes:
        own = self._tools.presence.shown.side
        statement = IntroductionStatement(
            to=link.person,
            device_record=own.device_record,
            name=self._tools.name(),
            text=clean_line(text, limits.INTRODUCTION_TEXT),
            reach=self._tools.endpoint.reach(),
            proof=link_proof(link.secret, own.endpoint, link.reach.endpoint),
            at=whole_seconds(self._tools.clock),
        )
        return Introduction.signed_by(own.device_key, statement).wire


def request_of(said: Introduction, now: Seconds) -> Request:
    """Return the request that an introduction makes."""
    return Request(
        request=said.id,
        person=said.person,
        device=said.device,
        endpoint=said.endpoint,
        record=said.device_record.wire,
        name=clean_line(said.statement.name, limits.PERSON_NAME_LENGTH),
        text=clean_line(said.statement.text, limits.INTRODUCTION_TEXT),
        reach=said.statement.reach,
        at=now,
    )


def device_of(request: Request) -> PeerDevice:
    """Return the computer that somebody rang from."""
    return PeerDevice(
        device=request.device,
        person=request.person,
        endpoint=request.endpoint,
        record=request.record,
        reach=request.reach,
        seen=request.at,
        said=Seconds(0),
    )
