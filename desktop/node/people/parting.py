"""Parting from people: knowing somebody no more, or hearing nothing of them. Lives on the node's loop."""

from asyncio import Lock
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from desktop.errors import IdUnknown
from desktop.ids import PersonId, id_text
from desktop.node.people.directory import Directory
from desktop.node.people.front_door import FrontDoor
from desktop.node.people.listeners import Listeners
from desktop.node.people.register import Register
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.people import Contact, NewContact, Standing


class Parting:
    """Whoever is parted from hears nothing more, and does not find this computer any more."""

    def __init__(
        self,
        tools: PeopleTools,
        directory: Directory,
        register: Register,
        switchboard: Switchboard,
        door: FrontDoor,
        listeners: Listeners,
    ) -> None:
        self._tools = tools
        self._directory = directory
        self._register = register
        self._switchboard = switchboard
        self._door = door
        self._listeners = listeners
        self._one_at_a_time = Lock()

    async def remove(self, person: PersonId) -> None:
        """Know them no more; they may ask again. Raises IdUnknown."""
        await self._tools.tasks.wholly("people: remove", self._remove(person))

    async def block(self, person: PersonId) -> Contact:
        """Hear nothing of them from now on, whatever they are called."""
        return await self._tools.tasks.wholly("people: block", self._block(person))

    async def unblock(self, person: PersonId) -> None:
        """Forget them altogether: they may ask again, and so may we. Raises IdUnknown."""
        if self._contact(person).standing is Standing.BLOCKED:
            await self._register.remove(person, self._end)

    # Both are done whole: whoever is parted from does not find this computer though nobody waits for it.

    async def _remove(self, person: PersonId) -> None:
        async with self._address_renewed(person):
            await self._register.remove(person, self._end)

    async def _block(self, person: PersonId) -> Contact:
        if person in self._directory.contacts:
            async with self._address_renewed(person):
                blocked = await self._register.edit(person, standing=Standing.BLOCKED)
                self._end(person, self._directory.endpoints_of(person))
            await self._register.drop_request(person)
        else:  # who has only asked was never told how this computer is found
            new = NewContact(person=person, standing=Standing.BLOCKED, name=self._directory.name_of(person))
            (blocked,) = await self._register.know([(new, [])])
            self._end(person, self._directory.endpoints_of(person))  # asked by us meanwhile
        return blocked

    @asynccontextmanager
    async def _address_renewed(self, person: PersonId) -> AsyncIterator[None]:
        """Part from somebody inside, and be found under another key by all others after. Raises IdUnknown.

        The key is on the disk first: a crash before they are forgotten leaves one that is new without need,
        which harms nobody, and there is nothing to remember. It is shown last: they may be connected.
        """
        async with self._one_at_a_time:  # so that the key shown last is the newest
            if self._contact(person).standing is Standing.BLOCKED:  # then it was renewed
                yield
                return
            renewed = await self._tools.desk.run(self._tools.presence.renew)
            yield
            self._tools.presence.show(renewed)

    def _end(self, person: PersonId, endpoints: Collection[bytes]) -> None:
        """End all that goes on with somebody, at once."""
        self._door.stop_ringing(person)
        self._listeners.gone(person, endpoints)
        for endpoint in endpoints:
            self._switchboard.drop(endpoint)

    def _contact(self, person: PersonId) -> Contact:
        found = self._directory.contacts.get(person)
        if found is None:
            raise IdUnknown(what="person", text=id_text(person))
        return found
