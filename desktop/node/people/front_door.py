"""Both sides of a doorbell: hearing whoever rings here, and ringing where this computer is not known yet."""

import asyncio
import contextlib
import math
from typing import Final

from desktop.clock import whole_seconds
from desktop.errors import IdUnknown
from desktop.ids import PersonId
from desktop.keys import KEY_BYTES
from desktop.net.calls.endpoint import Call
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import Answer, Rings, answer
from desktop.node.people.introducing import Introducing, device_of, request_of
from desktop.node.people.register import Register
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
        self._rung: dict[bytes, float] = {}
        self._ringing: dict[PersonId, asyncio.Task[None]] = {}

    # --- hearing ----------------------------------------------------------------------------------

    async def open(self, call: Call) -> None:
        """Hear whoever rings."""
        await answer(call, self._rings, self._hear)

    async def _hear(self, caller: bytes, data: bytes) -> Answer:
        said = self._introducing.read(caller, data)
        if said is None:
            return Answer.WRONG_LINK
        if self._directory.is_ended(said.person, said.device):
            return Answer.WRONG_LINK
        known = self._directory.contacts.get(said.person)
        if known is None and not self._may_ask(said):
            return Answer.WRONG_LINK
        if known is None:
            await self._note_request(said)
        elif known.standing is not Standing.BLOCKED:  # somebody blocked is not told so
            await self._note_known(known, said)
        return Answer.HEARD

    def _may_ask(self, said: Introduction) -> bool:
        return self._tools.hears_strangers() and self._introducing.has_link(said)

    async def _note_request(self, said: Introduction) -> None:
        request = request_of(said, whole_seconds(self._tools.clock))
        if not await self._register.note_request(request):  # asked by us meanwhile
            known = self._directory.contacts.get(said.person)
            if known is not None:
                await self._note_known(known, said)

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
