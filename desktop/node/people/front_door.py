"""Both sides of a doorbell: hearing whoever rings here, and ringing where this computer is not known yet."""

import asyncio
import contextlib
import math
from collections import OrderedDict
from typing import Final

from desktop import limits
from desktop.clock import whole_seconds
from desktop.errors import IdUnknown
from desktop.ids import PersonId
from desktop.keys import KEY_BYTES
from desktop.net.calls.endpoint import REFUSED, Call
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import Answer, answer
from desktop.node.people.introducing import Introducing, device_of, request_of
from desktop.node.people.register import Noting, Register
from desktop.node.people.rings import Rings
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.links import PersonLink
from desktop.share.people import Contact, Standing
from desktop.share.records.introduction import Introduction

_RING_SECONDS: Final = 6 * 3600.0
"""Five rings a day are heard."""


class FrontDoor:
    """Lives on the node's loop."""

    def __init__(
        self,
        tools: PeopleTools,
        directory: Directory,
        register: Register,
        switchboard: Switchboard,
        introducing: Introducing,
    ) -> None:
        self._tools = tools
        self._directory = directory
        self._register = register
        self._switchboard = switchboard
        self._introducing = introducing
        self._rings = Rings(tools.clock)
        self._at_door: OrderedDict[Call, None] = OrderedDict()
        self._rung: dict[bytes, float] = {}
        self._ringing: dict[PersonId, asyncio.Task[None]] = {}

    # --- hearing ----------------------------------------------------------------------------------

    async def open(self, call: Call) -> None:
        """Hear whoever rings; whoever has stood there longest makes way if there are as many as may be.

        An honest program says all it has to say at once, so it is heard before it comes to that.
        """
        if len(self._at_door) >= limits.RINGS_AT_ONCE:
            longest, _ = self._at_door.popitem(last=False)
            longest.close(REFUSED, b"busy")
        self._at_door[call] = None
        try:
            await answer(call, self._hear)
        finally:
            self._at_door.pop(call, None)

    async def _hear(self, caller: bytes, data: bytes) -> Answer:
        said = self._introducing.read(caller, data)
        if said is None or self._directory.is_ended(said.person, said.device):
            return Answer.WRONG_LINK
        known = self._directory.contacts.get(said.person)
        if known is not None:
            return await self._hear_known(known, said)
        return await self._hear_stranger(said)

    async def _hear_known(self, known: Contact, said: Introduction) -> Answer:
        if known.standing is Standing.BLOCKED:
            return Answer.HEARD  # they are not told so
        if not self._rings.allow_known(known.person):
            return Answer.NOT_NOW
        await self._note_known(known, said)
        return Answer.HEARD

    async def _hear_stranger(self, said: Introduction) -> Answer:
        if not (self._tools.hears_strangers() and self._introducing.has_link(said)):
            return Answer.WRONG_LINK
        # Before it is counted: whoever has to wait for a place is heard as soon as there is one.
        if not self._directory.has_room_for(said.person) or not self._rings.allow_with_link(said.person):
            return Answer.NOT_NOW
        noted = await self._register.note_request(request_of(said, whole_seconds(self._tools.clock)))
        known = self._directory.contacts.get(said.person)
        if noted is Noting.KNOWN and known is not None:  # asked by us meanwhile
            await self._note_known(known, said)
        return Answer.NOT_NOW if noted is Noting.FULL else Answer.HEARD

    async def _note_known(self, known: Contact, said: Introduction) -> None:
        """Learn of another computer of somebody we know, or that whom we asked asks us as well."""
        await self._register.learn(device_of(request_of(said, whole_seconds(self._tools.clock))))
        await self._register.drop_request(known.person)
        if known.standing is Standing.ASKED:
            with contextlib.suppress(IdUnknown):  # removed meanwhile
                await self._register.edit(known.person, standing=Standing.CONTACT)

    # --- ringing ----------------------------------------------------------------------------------

    def ring(self, link: PersonLink, words: str) -> None:
        """Introduce ourselves until we are heard, and call from then on until we are let in.

        Once at a time: a newer link of the same person takes the place of the one before.
        """
        self.stop_ringing(link.person)
        ringing = self._ring_until_heard(link, words)
        self._ringing[link.person] = self._tools.tasks.guarded("people: ring", ringing)

    def ring_at_contact(self, endpoint: bytes) -> None:
        """Introduce this computer to a contact who does not know it yet; whoever is known needs no secret."""
        device, now = self._directory.device(endpoint), self._tools.clock.monotonic()
        if device is None or not self._directory.is_contact(device.person):
            return
        if now - self._rung.get(endpoint, -math.inf) > _RING_SECONDS and device.person not in self._ringing:
            self._rung[endpoint] = now
            self.ring(PersonLink(device.person, bytes(KEY_BYTES), "", device.reach), "")

    def rings_at(self, person: PersonId) -> bool:
        """Return whether somebody is still to hear that we would like to know them."""
        return person in self._ringing

    def stop_ringing(self, person: PersonId) -> None:
        ringing = self._ringing.pop(person, None)
        if ringing is not None:
            ringing.cancel()

    async def _ring_until_heard(self, link: PersonLink, words: str) -> None:
        try:
            if await self._introducing.introduce(link, words) is Answer.HEARD:
                self._switchboard.keep(link.reach.endpoint)
            elif self._directory.is_asked(link.person):
                await self._register.edit(link.person, link="")  # it leads nowhere, today or later
        finally:
            if self._ringing.get(link.person) is asyncio.current_task():
                del self._ringing[link.person]
