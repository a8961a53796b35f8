"""Writing down whom one knows: to the store first, then to the directory, then told to whoever listens."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Unpack

from desktop.events import PersonChanged, RequestCame
from desktop.ids import DeviceId, PersonId
from desktop.node.people.books import Books
from desktop.node.people.directory import Directory
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.people import Contact, ContactChanges, NewContact, PeerDevice, Request
from desktop.share.records.device import newest_record


class Noting(Enum):
    """What came of writing a request down."""

    WRITTEN = auto()
    KNOWN = auto()
    """They are no stranger any more, so nothing was written."""
    FULL = auto()
    """As many wait for an answer as may."""


class Register:
    """Lives on the node's loop.

    One change after the other, each to its end though whoever asked for it waits no more: so the directory
    never knows what the store has forgotten, or the other way round.
    """

    def __init__(
        self, tools: PeopleTools, directory: Directory, switchboard: Switchboard, books: Books
    ) -> None:
        self._tools = tools
        self._store = tools.store.people
        self._directory = directory
        self._switchboard = switchboard
        self._books = books
        self._lock = asyncio.Lock()

    # --- whom one knows ---------------------------------------------------------------------------

    async def add(self, new: NewContact) -> Contact:
        """Write somebody down; whoever is known already is changed to what is said now."""
        return await self._tools.tasks.wholly("people: add", self._add(new))

    async def know(self, new: Sequence[tuple[NewContact, Iterable[PeerDevice]]]) -> list[Contact]:
        """Write people down with their computers, all or none, and keep calls to them."""
        return await self._tools.tasks.wholly("people: know", self._know(new))

    async def edit(self, person: PersonId, **changes: Unpack[ContactChanges]) -> Contact:
        """Change what is known of somebody. Raises IdUnknown."""
        return await self._tools.tasks.wholly("people: edit", self._edit(person, changes))

    async def remove(self, person: PersonId, part: Callable[[PersonId, list[bytes]], None]) -> None:
        """Forget somebody, and `part` from them and where they are called in the same moment.

        Raises IdUnknown.
        """
        await self._tools.tasks.wholly("people: remove", self._remove(person, part))

    async def _add(self, new: NewContact) -> Contact:
        async with self._lock:
            contact = await self._tools.desk.run(self._store.add_contact, new)
            self._note(contact)
            return contact

    async def _know(self, new: Sequence[tuple[NewContact, Iterable[PeerDevice]]]) -> list[Contact]:
        async with self._lock:
            # A computer that is known already is known better than whoever is written down anew could tell.
            people = [
                (person, [device for device in devices if self._is_new(device)]) for person, devices in new
            ]
            contacts = await self._tools.desk.run(self._store.know, people)
            for contact, (_, devices) in zip(contacts, people, strict=True):
                self._directory.requests.pop(contact.person, None)
                self._note(contact)
                for device in devices:
                    self._directory.note_device(device)
                    self._keep(device)
            return contacts

    async def _edit(self, person: PersonId, changes: ContactChanges) -> Contact:
        async with self._lock:
            contact = await self._tools.desk.run(self._store.edit_contact, person, **changes)
            self._note(contact)
            return contact

    async def _remove(self, person: PersonId, part: Callable[[PersonId, list[bytes]], None]) -> None:
        async with self._lock:
            await self._tools.desk.run(self._store.remove_contact, person)
            endpoints = self._directory.endpoints_of(person)
            self._directory.forget(person)  # before parting: they may call again at once
            part(person, endpoints)
            self._books.note_change()
            self._tools.hub.tell(PersonChanged(person))

    def _note(self, contact: Contact) -> None:
        self._directory.note(contact)
        self._books.note_change()
        self._tools.hub.tell(PersonChanged(contact.person))

    # --- their computers --------------------------------------------------------------------------

    async def learn(self, device: PeerDevice) -> None:
        """Know a computer of somebody known, and keep a call to it; the newest record about it counts.

        One that is ended is not known again, nor is one of somebody whom we know no more.
        """
        await self._tools.tasks.wholly("people: a computer", self._learn(device))

    async def change_device(self, device: DeviceId, change: Callable[[PeerDevice], PeerDevice]) -> None:
        """Change what is known of a computer, if it is still known."""
        await self._tools.tasks.wholly("people: a computer", self._change_device(device, change))

    async def _learn(self, device: PeerDevice) -> None:
        async with self._lock:
            if device.person not in self._directory.contacts or self._is_ended(device):
                return
            known = self._directory.device(device.endpoint)
            if known is not None and known.device == device.device:
                device = replace(device, record=newest_record(device.record, known.record))
            if known is not None and replace(known, seen=device.seen) == device:
                self._directory.note_device(device)  # when it was seen is written once it leaves
            else:
                await self._save(device)
            self._keep(device)

    async def _change_device(self, device: DeviceId, change: Callable[[PeerDevice], PeerDevice]) -> None:
        async with self._lock:
            known = self._directory.device_of(device)
            if known is not None and (changed := change(known)) != known:
                await self._save(changed)

    async def _save(self, device: PeerDevice) -> None:
        dropped = await self._tools.desk.run(self._store.save_device, device)
        known = self._directory.device(device.endpoint)
        if known is None or (known.record, known.reach) != (device.record, device.reach):
            self._books.note_device_change()
        self._directory.note_device(device)
        for other in filter(None, map(self._directory.device_of, dropped)):
            self._directory.forget_device(other)
            self._switchboard.drop(other.endpoint)

    def _keep(self, device: PeerDevice) -> None:
        """Keep a call to a computer, unless it has been ended or its person blocked, meanwhile or before."""
        if not self._is_ended(device) and self._directory.caller(device.endpoint) is not None:
            self._switchboard.keep(device.endpoint)

    def _is_new(self, device: PeerDevice) -> bool:
        return self._directory.device(device.endpoint) is None and not self._is_ended(device)

    def _is_ended(self, device: PeerDevice) -> bool:
        return self._directory.is_ended(device.person, device.device)

    # --- who asks ---------------------------------------------------------------------------------

    async def note_request(self, request: Request) -> Noting:
        """Write down which stranger asks, if there is room; return what came of it."""
        return await self._tools.tasks.wholly("people: a request", self._note_request(request))

    async def drop_request(self, person: PersonId) -> None:
        await self._tools.tasks.wholly("people: a request", self._drop_request(person))

    async def _note_request(self, request: Request) -> Noting:
        async with self._lock:
            if request.person in self._directory.contacts:
                return Noting.KNOWN
            if not await self._tools.desk.run(self._store.save_request, request):
                return Noting.FULL
            self._directory.requests[request.person] = request
            self._tools.hub.tell(RequestCame(request.person))
            return Noting.WRITTEN

    async def _drop_request(self, person: PersonId) -> None:
        async with self._lock:
            await self._tools.desk.run(self._store.drop_request, person)
            if self._directory.requests.pop(person, None) is not None:
                self._tools.hub.tell(PersonChanged(person))
