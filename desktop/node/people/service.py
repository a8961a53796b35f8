"""People: whom this person knows, and what becomes of it. Lives on the node's loop."""

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Final, Unpack

from desktop import limits
from desktop.clock import Seconds, whole_seconds
from desktop.errors import IdUnknown, LinkOfOwn, PersonBlocked
from desktop.events import PersonChanged
from desktop.ids import DeviceId, PersonId, id_text
from desktop.net.calls.hello import Peer
from desktop.net.peering import AskBook, Card, KeepBook, Message, Revocations, YourBook
from desktop.node.people.books import Books, contact_in, devices_in
from desktop.node.people.conversation import Conversation, Pace
from desktop.node.people.directory import Directory
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.front_door import FrontDoor
from desktop.node.people.introducing import Introducing, device_of
from desktop.node.people.listeners import Listener, Listeners
from desktop.node.people.parting import Parting
from desktop.node.people.paths import Paths
from desktop.node.people.register import Register
from desktop.node.people.revoking import Revoking
from desktop.node.people.switchboard import Switchboard, TakeCall, Timing
from desktop.node.people.tools import PeopleTools
from desktop.node.people.whereabouts import Whereabouts
from desktop.node.tasks import every
from desktop.reach import Reach
from desktop.share.address_book import AddressBook
from desktop.share.links import read_person_link
from desktop.share.people import Contact, ContactChanges, NewContact, PeerDevice, Request, Standing
from desktop.text import clean_line

_LOOK_SECONDS: Final = 5.0


class PeopleService:
    """Holds everybody this person knows. What goes on in calls is told to it by the switchboard."""

    def __init__(self, tools: PeopleTools, directory: Directory, pace: Pace) -> None:
        self._tools = tools
        self._store = tools.store.people
        self._directory = directory
        self._introducing = Introducing(tools)
        self._listeners = Listeners()
        self.switchboard = Switchboard(
            tools.endpoint,
            lambda: tools.presence.shown.side,
            self,
            tools.tasks,
            Timing(tools.clock, tools.chance, pace),
        )
        self.paths = Paths(directory, self.switchboard, tools.hub)
        self.books = Books(tools, directory, self.switchboard)
        self.whereabouts = Whereabouts(tools, directory, self.switchboard, self._introducing)
        self._register = Register(tools, directory, self.switchboard, self.books)
        self._door = FrontDoor(tools, directory, self._register, self.switchboard, self._introducing)
        self.revoking = Revoking(tools, directory, self.switchboard, self._listeners)
        self.parting = Parting(
            tools, directory, self._register, self.switchboard, self._door, self._listeners
        )

    def start(self, others: Mapping[bytes, TakeCall]) -> None:
        """Call everybody, and ring again where nobody has heard yet.

        `others` take calls of other protocols than these.
        """
        self.switchboard.start(self._directory.endpoints(), {DOORBELL: self._door.open, **others})
        self.books.start()
        for look in (self.whereabouts.tell_if_moved, self.paths.tell_changes):
            self._do("people: look around", every(_LOOK_SECONDS, look))
        for contact in self.contacts():
            if contact.standing is Standing.ASKED:
                self._door.ring(read_person_link(contact.link), contact.text)

    def own_reach(self) -> Reach:
        """Return where this device can be called."""
        return self._tools.endpoint.reach()

    def is_online(self, person: PersonId) -> bool:
        return self.switchboard.is_online(person)

    def say(self, person: PersonId, message: Message) -> bool:
        """Say something to all computers of a person that are connected; return whether any is."""
        return self.switchboard.say(person, message)

    def endpoints(self) -> list[bytes]:
        """Return where those may be called from whom we know."""
        return self._directory.endpoints()

    def is_shut_out(self, endpoint: bytes) -> bool:
        """Return whether this is a computer of somebody who is blocked, or one that somebody has ended."""
        return self._directory.is_shut_out(endpoint)

    def name_of(self, person: PersonId) -> str:
        """Return what somebody is called, as far as that is known."""
        return self._directory.name_of(person)

    def last_seen(self, person: PersonId) -> Seconds | None:
        """Return when somebody was last connected, None if never."""
        return self._directory.last_seen(person)

    def device_of(self, device: DeviceId) -> PeerDevice | None:
        """Return what is known of somebody's computer."""
        return self._directory.device_of(device)

    def is_asking(self, person: PersonId) -> bool:
        """Return whether somebody is still to hear that we would like to know them."""
        return self._door.rings_at(person)

    def listen(self, listener: Listener) -> None:
        self._listeners.add(listener)

    # --- asking -----------------------------------------------------------------------------------

    def contacts(self) -> list[Contact]:
        """Return everybody known, newest first."""
        return sorted(self._directory.contacts.values(), key=lambda contact: contact.added, reverse=True)

    def has_to_do_with(self, person: PersonId) -> bool:
        """Return whether somebody is known, and not blocked."""
        return person in self._directory.contacts and not self._directory.is_blocked(person)

    def contact(self, person: PersonId) -> Contact:
        """Return what is known of somebody. Raises IdUnknown."""
        found = self._directory.contacts.get(person)
        if found is None:
            raise IdUnknown(what="person", text=id_text(person))
        return found

    def requests(self) -> list[Request]:
        """Return who waits for an answer, newest first."""
        return sorted(self._directory.requests.values(), key=lambda request: request.at, reverse=True)

    # --- what the person does ---------------------------------------------------------------------

    async def add(self, text: str, words: str = "") -> Contact:
        """Ask the person whom a link leads to; return how we stand with them. Goes on until they hear it.

        Raises LinkOfOwn, PersonBlocked, and what reading a link raises.
        """
        link = read_person_link(text)
        if link.person == self._tools.person:
            raise LinkOfOwn
        if self._directory.is_blocked(link.person):
            raise PersonBlocked(person=id_text(link.person))
        if link.person in self._directory.requests:
            return await self.accept(link.person)
        if self._directory.is_contact(link.person):
            return self.contact(link.person)
        contact = await self._register.add(
            NewContact(
                person=link.person,
                standing=Standing.ASKED,
                name=clean_line(link.name, limits.PERSON_NAME_LENGTH),
                link=text.strip(),
                text=clean_line(words, limits.INTRODUCTION_TEXT),
            )
        )
        self._door.ring(link, contact.text)
        return contact

    async def accept(self, person: PersonId) -> Contact:
        """Say yes to somebody who asked, and call them. Raises IdUnknown."""
        request = self._request(person)
        new = NewContact(person=person, standing=Standing.CONTACT, name=request.name)
        contact = await self._register.add(new)
        await self._register.drop_request(person)
        await self._register.learn(device_of(request))
        return contact

    async def decline(self, person: PersonId) -> None:
        """Forget that they asked; they are told nothing. Raises IdUnknown."""
        self._request(person)
        await self._register.drop_request(person)

    async def edit(self, person: PersonId, **changes: Unpack[ContactChanges]) -> Contact:
        """Change what is known of somebody. Raises IdUnknown."""
        return await self._register.edit(person, **changes)

    async def take_over(self, book: AddressBook) -> int:
        """Know everybody again who is in one's own address book, and oneself; return how many others."""
        await self.revoking.take_over(book)
        for entry in book.entries:
            await self._register.add(contact_in(entry))
            for device in devices_in(entry):
                if self._directory.device(device.endpoint) is None:  # else we know it better by now
                    await self._register.learn(device)
        return len(book.entries)

    # --- calls ------------------------------------------------------------------------------------

    def caller(self, endpoint: bytes) -> PersonId | None:
        return self._directory.caller(endpoint)

    def reach(self, endpoint: bytes) -> Reach:
        return self._directory.reach(endpoint)

    def is_ended(self, person: PersonId, device: DeviceId) -> bool:
        return self._directory.is_ended(person, device)

    def refused(self, endpoint: bytes) -> None:
        self._door.ring_at_contact(endpoint)

    def met(self, conversation: Conversation) -> None:
        """Begin what is said to everybody who has just been reached."""
        self._do("people: met somebody", self._note_meeting(conversation))

    def left(self, peer: Peer) -> None:
        device = self._directory.device_of(peer.device)
        if device is not None:
            self._listeners.left(device.endpoint)
        self._do("people: somebody left", self._note_leaving(peer))

    async def _note_leaving(self, peer: Peer) -> None:
        device = self._directory.device_of(peer.device)
        if device is not None:
            seen = replace(device, seen=whole_seconds(self._tools.clock))
            self._directory.note_device(seen)
            await self._tools.desk.run(self._store.save_device, seen)
        self._tools.hub.tell(PersonChanged(peer.person))

    async def heard(self, conversation: Conversation, message: Message) -> None:
        """Take in what somebody says."""
        person = conversation.peer.person
        match message:
            case Card():
                self._do("people: a card", self._note_card(conversation, message))
            case KeepBook():
                self._do("people: a book", self.books.keep(conversation.peer, message))
            case AskBook():
                self._do("people: a book", self.books.give_back(conversation))
            case YourBook():
                self.books.hear(message)
            case Revocations():
                self._do("people: ended computers", self.revoking.hear(person, message))
            case _:
                await self._listeners.heard(person, message)

    async def _note_meeting(self, conversation: Conversation) -> None:
        peer, endpoint = conversation.peer, conversation.call.remote
        self._door.stop_ringing(peer.person)
        await self._register.learn(
            PeerDevice(
                device=peer.device,
                person=peer.person,
                endpoint=endpoint,
                record=peer.device_record,
                reach=self._directory.reach(endpoint),
                seen=whole_seconds(self._tools.clock),
                said=self._directory.said(peer.device),
            )
        )
        if self._directory.is_asked(peer.person):
            await self.edit(peer.person, standing=Standing.CONTACT)
        await self.revoking.tell(conversation)
        conversation.say(self._introducing.card())
        await self.books.have_kept(conversation)
        self._tools.hub.tell(PersonChanged(peer.person))
        self._listeners.met(peer.person)

    async def _note_card(self, conversation: Conversation, card: Card) -> None:
        """Learn what somebody is called now, and where the device that says it is called."""
        person = conversation.peer.person
        clean = clean_line(card.name, limits.PERSON_NAME_LENGTH)
        if clean and person in self._directory.contacts:
            await self.edit(person, name=clean)
        self.whereabouts.hear(conversation, card)

    def _request(self, person: PersonId) -> Request:
        found = self._directory.requests.get(person)
        if found is None:
            raise IdUnknown(what="request", text=id_text(person))
        return found

    def _do(self, name: str, work: Coroutine[None, None, None]) -> None:
        self._tools.tasks.start(name, work)
