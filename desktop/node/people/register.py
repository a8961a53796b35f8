"""Writing down whom one knows: to the store first, then to the directory, then told to whoever listens."""

from dataclasses import replace
from typing import Unpack

from desktop.events import PersonChanged
from desktop.ids import PersonId
from desktop.node.people.books import Books
from desktop.node.people.directory import Directory
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.people import Contact, ContactChanges, NewContact, PeerDevice
from desktop.share.records.device import newest_record


class Register:
    """Lives on the node's loop."""

    def __init__(
        self, tools: PeopleTools, directory: Directory, switchboard: Switchboard, books: Books
    ) -> None:
        self._tools = tools
        self._store = tools.store.people
        self._directory = directory
        self._switchboard = switchboard
        self._books = books

    async def add(self, new: NewContact) -> Contact:
        """Write somebody down; whoever is known already is changed to what is said now."""
        contact = await self._tools.desk.run(self._store.add_contact, new)
        self._note(contact)
        return contact

    async def edit(self, person: PersonId, **changes: Unpack[ContactChanges]) -> Contact:
        """Change what is known of somebody. Raises IdUnknown."""
        contact = await self._tools.desk.run(self._store.edit_contact, person, **changes)
        if person in self._directory.contacts:  # else they were removed while this was written
            self._note(contact)
        return contact

    async def learn(self, device: PeerDevice) -> None:
        """Know a computer of somebody known, and keep a call to it; the newest record about it counts.

        One that is ended is not known again, nor is one of somebody whom we know no more.
        """
        if not self._is_welcome(device):
            return
        known = self._directory.device(device.endpoint)
        if known is not None and known.device == device.device:
            device = replace(device, record=newest_record(device.record, known.record))
        await self._tools.desk.run(self._store.save_device, device)
        if self._is_welcome(device):  # still, now that it is written
            self._directory.note_device(device)
            if self._directory.caller(device.endpoint) is not None:  # not of somebody blocked
                self._switchboard.keep(device.endpoint)

    async def drop_request(self, person: PersonId) -> None:
        await self._tools.desk.run(self._store.drop_request, person)
        if self._directory.requests.pop(person, None) is not None:
            self._tools.hub.tell(PersonChanged(person))

    def _is_welcome(self, device: PeerDevice) -> bool:
        is_ended = self._directory.is_ended(device.person, device.device)
        return device.person in self._directory.contacts and not is_ended

    def _note(self, contact: Contact) -> None:
        self._directory.note(contact)
        self._books.note_change()
        self._tools.hub.tell(PersonChanged(contact.person))
