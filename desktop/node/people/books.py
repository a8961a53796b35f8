"""Address books: ours, which contacts keep for us, and theirs, which we keep. Lives on the node's loop."""

import asyncio
from collections import defaultdict
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
from desktop.share.address_book import AddressBook, BookDevice, BookEntry, SealedBook, open_book, seal_book
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
        self._came: dict[PersonId, asyncio.Future[AddressBook | None]] = {}
        self._book: tuple[str, SealedBook] | None = None
        """As it was sealed last, under our name of then; None if it is different now."""
        self._changes = 0
        """How often it has become different."""

    def start(self) -> None:
        self._tools.presence.follow(self.note_change)
        self._tools.tasks.start("people: address book", self._tell_changes())

    def note_change(self) -> None:
        """Have everybody keep the book as it is now."""
        self.note_device_change()
        self._changed.set()

    def note_device_change(self) -> None:
        """Seal it anew for whoever is reached next: nobody is told of each address that changes."""
        self._book = None
        self._changes += 1

    async def left_out(self) -> int:
        """Return how many people found no room in the book."""
        return (await self._sealed()).left_out

    async def have_kept(self, conversation: Conversation) -> None:
        """Have whoever was just reached keep our book, if there is anybody in it."""
        if self._known():
            conversation.say(KeepBook((await self._sealed()).sealed))

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
        came: asyncio.Future[AddressBook | None] = asyncio.get_running_loop().create_future()
        self._came[person] = came
        self._switchboard.say(person, AskBook())
        return await came

    def hear(self, person: PersonId, book: YourBook) -> None:
        """Take in our own book from somebody whom we have asked for it."""
        came = self._came.pop(person, None)
        if came is not None and not came.done():
            came.set_result(open_book(self._tools.identity_seed(), book.sealed))

    # --- our own ----------------------------------------------------------------------------------

    async def _tell_changes(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(_QUIET_SECONDS)
            self._changed.clear()
            if self._known():
                book = KeepBook((await self._sealed()).sealed)
                for contact in tuple(self._directory.contacts.values()):
                    self._switchboard.say(contact.person, book)

    def _known(self) -> list[Contact]:
        known = self._directory.contacts.values()
        return [contact for contact in known if contact.standing is not Standing.ASKED]

    async def _sealed(self) -> SealedBook:
        name, changes = self._tools.name(), self._changes
        if self._book is not None and self._book[0] == name:
            return self._book[1]
        desk, devices = self._tools.desk, self._tools.store.devices
        own = [device.record for device in await desk.run(devices.own)]
        revocations = await desk.run(devices.revocations)
        book = AddressBook(
            name=name,
            entries=self._entries(),
            own_devices=tuple(own[: limits.OWN_DEVICES]),
            revocations=revocations,
        )
        sealed = seal_book(self._tools.identity_seed(), book)
        if changes == self._changes:  # else it is different by now
            self._book = (name, sealed)
        return sealed

    def _entries(self) -> tuple[BookEntry, ...]:
        devices: dict[PersonId, list[PeerDevice]] = defaultdict(list)
        for device in sorted(self._directory.devices(), key=lambda device: device.seen, reverse=True):
            devices[device.person].append(device)
        return tuple(_entry(contact, devices[contact.person]) for contact in self._known())


def _entry(contact: Contact, devices: list[PeerDevice]) -> BookEntry:
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
