"""Address books: ours, which contacts keep for us, and theirs, which we keep. Lives on the node's loop."""

import asyncio
from typing import Final

from desktop import limits
from desktop.clock import Seconds, whole_seconds
from desktop.errors import RecordRefused
from desktop.ids import PersonId
from desktop.net.calls.hello import Peer
from desktop.net.peering import AskBook, KeepBook, YourBook
from desktop.node.people.conversation import Conversation
from desktop.node.people.directory import Directory
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.share.address_book import AddressBook, BookDevice, BookEntry, open_book, seal_book
from desktop.share.people import Contact, NewContact, PeerDevice, Standing
from desktop.share.records.device import decode_device_record

_QUIET_SECONDS: Final = 2.0
"""Changes within these are told at once."""


class Books:
    """Has our book kept by everybody we know, gives others theirs back, and asks for ours."""

    def __init__(self, tools: PeopleTools, directory: Directory, switchboard: Switchboard) -> None:
        self._tools = tools
        self._directory = directory
        self._switchboard = switchboard
        self._changed = asyncio.Event()
        self._came: asyncio.Future[AddressBook | None] | None = None

    def start(self) -> None:
        self._tools.presence.follow(self.note_change)
        self._tools.tasks.start("people: address book", self._tell_changes())

    def note_change(self) -> None:
        """Have everybody keep the book as it is now."""
        self._changed.set()

    async def have_kept(self, conversation: Conversation) -> None:
        """Have whoever was just reached keep our book, if there is anybody in it."""
        book = await self._sealed()
        if book is not None:
            conversation.say(KeepBook(book))

    async def keep(self, peer: Peer, book: KeepBook) -> None:
        """Keep a contact's book for them."""
        if self._directory.is_contact(peer.person):
            keep, now = self._tools.store.people.keep_book, whole_seconds(self._tools.clock)
            await self._tools.desk.run(keep, peer.person, peer.device, book.sealed, now)

    async def give_back(self, conversation: Conversation) -> None:
        peer = conversation.peer
        sealed = await self._tools.desk.run(self._tools.store.people.book, peer.person, peer.device)
        conversation.say(YourBook(sealed or b""))

    # --- recovering -------------------------------------------------------------------------------

    async def ask(self, person: PersonId) -> AddressBook | None:
        """Return our book as somebody connected has kept it, None if they have none that is ours."""
        self._came = asyncio.get_running_loop().create_future()
        self._switchboard.say(person, AskBook())
        return await self._came

    def hear(self, book: YourBook) -> None:
        """Take in our own book, if we have asked for it."""
        if self._came is not None and not self._came.done():
            self._came.set_result(open_book(self._tools.identity_seed(), book.sealed))

    # --- our own ----------------------------------------------------------------------------------

    async def _tell_changes(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(_QUIET_SECONDS)
            self._changed.clear()
            book = await self._sealed()
            if book is not None:
                for contact in tuple(self._directory.contacts.values()):
                    self._switchboard.say(contact.person, KeepBook(book))

    async def _sealed(self) -> bytes | None:
        known = [
            contact for contact in self._directory.contacts.values() if contact.standing is not Standing.ASKED
        ]
        entries = tuple(self._entry(contact) for contact in known)
        if not entries:
            return None
        desk, devices = self._tools.desk, self._tools.store.devices
        own = [device.record for device in await desk.run(devices.own)]
        book = AddressBook(
            name=self._tools.name(),
            entries=entries,
            own_devices=tuple(own[: limits.OWN_DEVICES]),
            revocations=await desk.run(devices.revocations),
        )
        return seal_book(self._tools.identity_seed(), book)

    def _entry(self, contact: Contact) -> BookEntry:
        devices = [device for device in self._directory.devices() if device.person == contact.person]
        return BookEntry(
            person=contact.person,
            name=contact.name,
            note=contact.note,
            verified=contact.verified,
            auto_accept=contact.auto_accept,
            blocked=contact.standing is Standing.BLOCKED,
            devices=tuple(BookDevice(device.record, device.reach) for device in devices),
        )


def contact_in(entry: BookEntry) -> NewContact:
    """Return somebody in a book as they are to be written down."""
    return NewContact(
        person=PersonId(entry.person),
        standing=Standing.BLOCKED if entry.blocked else Standing.CONTACT,
        name=entry.name,
        note=entry.note,
        verified=entry.verified,
        auto_accept=entry.auto_accept,
    )


def devices_in(entry: BookEntry) -> list[PeerDevice]:
    """Return the computers of somebody in a book, those whose records are sound."""
    found = []
    for device in entry.devices:
        try:
            statement = decode_device_record(device.record).statement
        except RecordRefused:
            continue
        if statement.person == entry.person and statement.endpoint == device.reach.endpoint:
            found.append(
                PeerDevice(
                    device=statement.device,
                    person=statement.person,
                    endpoint=statement.endpoint,
                    record=device.record,
                    reach=device.reach,
                    seen=Seconds(0),
                    said=Seconds(0),
                )
            )
    return found
