"""People: whom this person knows, and what becomes of it. Lives on the node's loop."""

import contextlib
from collections.abc import Mapping
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
from desktop.share.links import PersonLink, read_person_link
from desktop.share.people import Contact, ContactChanges, NewContact, PeerDevice, Request, Standing
from desktop.text import clean_line, looks

_LOOK_SECONDS: Final = 5.0


class PeopleService:
    """Holds everybody this person knows. What goes on in calls is told to it by the switchboard."""

    def __init__(self, tools: PeopleTools, directory: Directory, pace: Pace) -> None:
        self._tools = tools
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
        self._register = Register(tools, directory, self.switchboard, self.books)
        self.whereabouts = Whereabouts(tools, directory, self._register, self.switchboard, self._introducing)
        tools.endpoint.trust_relays(directory.relays)
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
            self._tools.tasks.start("people: look around", every(_LOOK_SECONDS, look))
        for contact in self.contacts():
            if contact.standing is Standing.ASKED and contact.link:
                self._door.ring(read_person_link(contact.link), contact.text)

    def wake(self) -> None:
        """Find everybody again after a sleep: no call may have outlived it, and we may be somewhere else."""
        self.whereabouts.tell_if_moved()
        self.switchboard.doubt()

    def own_reach(self) -> Reach:
        """Return where this device can be called."""
        return self._tools.endpoint.reach()

    @property
    def is_answering(self) -> bool:
        """Return whether calls to this computer are taken."""
        return self._tools.endpoint.is_answering

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

    def like_a_contact(self, person: PersonId, name: str) -> Contact | None:
        """Return the contact whose name somebody else's looks like."""
        for contact in self.contacts():
            if contact.person != person and looks(contact.name) == looks(name) != "":
                return contact
        return None

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
            raise LinkOfOwn("person")
        if self._directory.is_blocked(link.person):
            raise PersonBlocked(person=id_text(link.person))
        if link.person in self._directory.requests:
            return await self.accept(link.person)
        if self._directory.is_contact(link.person):
            return self._ask_again(link, words)
        contact = await self._register.add(
            NewContact(
                person=link.person,
                standing=Standing.ASKED,
                name=clean_line(link.name, limits.PERSON_NAME_LENGTH),
                link=text.strip(),
                text=clean_line(words, limits.INTRODUCTION_TEXT),
            )
        )
        if link.person in self._directory.requests:  # they asked while that was written down
            return await self.accept(link.person)
        self._door.ring(link, contact.text)
        return contact

    def _ask_again(self, link: PersonLink, words: str) -> Contact:
        """Ask a contact who is not connected once more: they may have removed us, and have not told.

        It goes on for as long as the node runs. They stay a contact: nobody goes back to being asked.
        """
        if not self.is_online(link.person):
            self._door.ring(link, clean_line(words, limits.INTRODUCTION_TEXT))
        return self.contact(link.person)

    async def accept(self, person: PersonId) -> Contact:
        """Say yes to somebody who asked, and call them. Raises IdUnknown."""
        request = self._request(person)
        new = NewContact(person=person, standing=Standing.CONTACT, name=request.name)
        (contact,) = await self._register.know([(new, [device_of(request)])])
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
        self.books.note_change()
        known = await self._register.know([(contact_in(entry), devices_in(entry)) for entry in book.entries])
        return len(known)

    # --- calls ------------------------------------------------------------------------------------

    def caller(self, endpoint: bytes) -> PersonId | None:
        return self._directory.caller(endpoint)

    def reach(self, endpoint: bytes) -> Reach:
        return self._directory.reach(endpoint)

    def is_ended(self, person: PersonId, device: DeviceId) -> bool:
        return self._directory.is_ended(person, device)

    def refused(self, endpoint: bytes) -> None:
        self._door.ring_at_contact(endpoint)

    def left(self, peer: Peer) -> None:
        device = self._directory.device_of(peer.device)
        if device is not None:
            self._listeners.left(device.endpoint)
        self._tools.tasks.guarded("people: somebody left", self._note_leaving(peer))

    async def _note_leaving(self, peer: Peer) -> None:
        now = whole_seconds(self._tools.clock)
        try:
            await self._register.change_device(peer.device, lambda known: replace(known, seen=now))
        finally:
            self._tools.hub.tell(PersonChanged(peer.person))

    async def heard(self, conversation: Conversation, message: Message) -> None:
        """Take in what somebody says, to the end: until then they are listened to no further."""
        person = conversation.peer.person
        match message:
            case Card():
                await self._note_card(conversation, message)
            case KeepBook():
                await self.books.keep(conversation.peer, message)
            case AskBook():
                await self.books.give_back(conversation)
            case YourBook():
                self.books.hear(person, message)
            case Revocations():
                await self.revoking.hear(person, message)
            case _:
                await self._listeners.heard(person, message)

    async def met(self, conversation: Conversation) -> None:
        """Note who was reached, and say what everybody is told who has just been."""
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
            with contextlib.suppress(IdUnknown):  # removed meanwhile
                await self.edit(peer.person, standing=Standing.CONTACT)
        await self.revoking.tell(conversation)
        conversation.say(self._introducing.card())
        await self.books.have_kept(conversation)
        self._tools.hub.tell(PersonChanged(peer.person))
        self._listeners.met(peer.person)

    async def _note_card(self, conversation: Conversation, card: Card) -> None:
        """Learn where the device that says it is called, and what somebody is called now."""
        await self.whereabouts.hear(conversation, card)
        contact = self._directory.contacts.get(conversation.peer.person)
        clean = clean_line(card.name, limits.PERSON_NAME_LENGTH)
        if clean and contact is not None and clean != contact.name:
            with contextlib.suppress(IdUnknown):  # removed meanwhile
                await self.edit(contact.person, name=clean, name_before=self._name_before(contact, clean))

    def _name_before(self, contact: Contact, new: str) -> str:
        """Return the name by which to tell whose the `new` one is, if it is to be looked at twice."""
        before = contact.name_before or contact.name
        is_odd = contact.verified or bool(contact.name_before) or self.like_a_contact(contact.person, new)
        return before if is_odd and new != before else ""

    def _request(self, person: PersonId) -> Request:
        found = self._directory.requests.get(person)
        if found is None:
            raise IdUnknown(what="request", text=id_text(person))
        return found
