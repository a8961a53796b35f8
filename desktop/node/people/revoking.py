"""Computers that are ended: one's own, which contacts are told of, and theirs. Lives on the node's loop."""

import logging

from desktop.errors import RecordRefused
from desktop.events import PersonChanged
from desktop.ids import DeviceId, PersonId
from desktop.net.peering import Revocations
from desktop.node.people.conversation import Conversation
from desktop.node.people.directory import Directory
from desktop.node.people.listeners import Listeners
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.address_book import AddressBook
from desktop.share.records.revocation import Revocation, decode_revocation

logger = logging.getLogger(__name__)


class Revoking:
    """Tells which computers of this person are ended, and has nothing to do with ended ones of others."""

    def __init__(
        self, tools: PeopleTools, directory: Directory, switchboard: Switchboard, listeners: Listeners
    ) -> None:
        self._tools = tools
        self._store = tools.store.devices
        self._directory = directory
        self._switchboard = switchboard
        self._listeners = listeners

    async def tell(self, conversation: Conversation) -> None:
        """Tell whoever was just reached."""
        revocations = await self._tools.desk.run(self._store.revocations)
        if revocations:
            conversation.say(Revocations(revocations))

    async def tell_all(self) -> None:
        """Tell everybody connected."""
        revocations = await self._tools.desk.run(self._store.revocations)
        for person in tuple(self._directory.contacts):
            self._switchboard.say(person, Revocations(revocations))

    async def hear(self, person: PersonId, message: Revocations) -> None:
        """Take in which of their computers somebody has ended; what else they say changes nothing."""
        for said in _sound(person, message.revocations):
            device = said.statement.device
            if not self._directory.is_ended(person, device) and await self._keep(said):
                self._end(person, device)

    async def take_over(self, book: AddressBook) -> None:
        """Know this person's own computers again, and which are ended, from one's own address book."""
        for wire in book.own_devices:
            try:
                await self._tools.desk.run(self._tools.store.admit_device, wire)
            except RecordRefused as error:
                logger.info("a device record was refused: %s", error.why)
        for said in _sound(self._tools.person, book.revocations):
            await self._keep(said)

    async def _keep(self, said: Revocation) -> bool:
        return await self._tools.desk.run(self._store.end, said)

    def _end(self, person: PersonId, device: DeviceId) -> None:
        """Have nothing to do with a computer any more, at once."""
        endpoint = self._directory.end(person, device)
        if endpoint is not None:
            self._listeners.left(endpoint)
            self._switchboard.drop(endpoint)
        self._tools.hub.tell(PersonChanged(person))


def _sound(person: PersonId, wires: tuple[bytes, ...]) -> list[Revocation]:
    """Return the revocations of a person's devices that this person has signed."""
    found = []
    for wire in wires:
        try:
            said = decode_revocation(wire)
        except RecordRefused as error:
            logger.info("a revocation was refused: %s", error.why)
            continue
        if said.statement.person == person:
            found.append(said)
    return found
