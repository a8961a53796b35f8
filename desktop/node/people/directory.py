"""Everybody we know, kept at hand: who may call from which endpoint, and how to call them.

The store is the truth; this is what answers at once, without asking the disk.
"""

from collections.abc import Iterable
from dataclasses import replace

from desktop import limits
from desktop.clock import Seconds
from desktop.ids import DeviceId, PersonId
from desktop.reach import Reach
from desktop.share.links import read_person_link
from desktop.share.people import Contact, PeerDevice, Request, Standing


class Directory:
    """Lives on the node's loop."""

    def __init__(
        self,
        contacts: Iterable[Contact],
        devices: Iterable[PeerDevice],
        requests: Iterable[Request],
        ended: Iterable[tuple[PersonId, DeviceId]] = (),
    ) -> None:
        self.contacts: dict[PersonId, Contact] = {}
        self.requests = {request.person: request for request in requests}
        self._ended = set(ended)
        self._ended_at: set[bytes] = set()
        self._devices: dict[bytes, PeerDevice] = {}
        self._asked: dict[bytes, tuple[PersonId, Reach]] = {}
        for device in devices:
            self.note_device(device)
        for contact in contacts:
            self.note(contact)

    def note(self, contact: Contact) -> None:
        """Know this of a person from now on."""
        self.contacts[contact.person] = contact
        if contact.standing is Standing.ASKED:
            for endpoint in [at for at, (asked, _) in self._asked.items() if asked == contact.person]:
                del self._asked[endpoint]  # that of a link before this one
        if contact.standing is Standing.ASKED and contact.link:
            reach = read_person_link(contact.link).reach
            self._asked[reach.endpoint] = (contact.person, reach)

    def note_device(self, device: PeerDevice) -> None:
        """Know a computer of somebody, unless it is ended."""
        if self.is_ended(device.person, device.device):
            self._ended_at.add(device.endpoint)
            return
        self._devices[device.endpoint] = device
        self._asked.pop(device.endpoint, None)

    def end(self, person: PersonId, device: DeviceId) -> bytes | None:
        """Know a computer of somebody no more, for ever; return where it was called, None if it was not."""
        self._ended.add((person, device))
        known = self.device_of(device)
        if known is None or known.person != person:
            return None
        del self._devices[known.endpoint]
        self._ended_at.add(known.endpoint)
        return known.endpoint

    def forget_device(self, device: PeerDevice) -> None:
        self._devices.pop(device.endpoint, None)

    def note_reach(self, reach: Reach) -> None:
        """Call a device there from now on, as long as this computer runs."""
        device = self._devices.get(reach.endpoint)
        if device is not None:
            self._devices[reach.endpoint] = replace(device, reach=reach)
        elif reach.endpoint in self._asked:
            self._asked[reach.endpoint] = (self._asked[reach.endpoint][0], reach)

    def forget(self, person: PersonId) -> None:
        self.contacts.pop(person, None)
        for endpoint in self.endpoints_of(person):
            self._devices.pop(endpoint, None)
            self._asked.pop(endpoint, None)

    # --- asking -----------------------------------------------------------------------------------

    def caller(self, endpoint: bytes) -> PersonId | None:
        """Return who may call from this endpoint."""
        person = self._person_at(endpoint)
        contact = self.contacts.get(person) if person is not None else None
        return None if contact is None or contact.standing is Standing.BLOCKED else contact.person

    def is_shut_out(self, endpoint: bytes) -> bool:
        """Return whether this is a computer of somebody who is blocked, or one that somebody has ended."""
        person = self._person_at(endpoint)
        return endpoint in self._ended_at or (person is not None and self.is_blocked(person))

    def is_ended(self, person: PersonId, device: DeviceId) -> bool:
        """Return whether somebody has ended a computer of theirs."""
        return (person, device) in self._ended

    def reach(self, endpoint: bytes) -> Reach:
        device = self._devices.get(endpoint)
        if device is not None:
            return device.reach
        return self._asked[endpoint][1] if endpoint in self._asked else Reach(endpoint)

    def device(self, endpoint: bytes) -> PeerDevice | None:
        return self._devices.get(endpoint)

    def devices(self) -> list[PeerDevice]:
        return list(self._devices.values())

    def relays(self) -> set[str]:
        """Return the relays at which people known have said, signed, that they are called."""
        return {
            device.reach.relay
            for device in self._devices.values()
            if device.reach.relay is not None and device.said and self.caller(device.endpoint) is not None
        }

    def said(self, device: DeviceId) -> Seconds:
        """Return when a device said the newest that we know of where it is called."""
        known = self.device_of(device)
        return known.said if known is not None else Seconds(0)

    def device_of(self, device: DeviceId) -> PeerDevice | None:
        return next((known for known in self._devices.values() if known.device == device), None)

    def last_seen(self, person: PersonId) -> Seconds | None:
        return max(
            (device.seen for device in self._devices.values() if device.person == person), default=None
        )

    def endpoints_of(self, person: PersonId) -> list[bytes]:
        known = [device.endpoint for device in self._devices.values() if device.person == person]
        return known + [endpoint for endpoint, (asked, _) in self._asked.items() if asked == person]

    def endpoints(self) -> list[bytes]:
        """Return where we may be called from, and call."""
        return [at for at in (*self._devices, *self._asked) if self.caller(at) is not None]

    def name_of(self, person: PersonId) -> str:
        known = self.contacts.get(person) or self.requests.get(person)
        return known.name if known is not None else ""

    def has_room_for(self, person: PersonId) -> bool:
        """Return whether the request of a stranger can be written down."""
        return person in self.requests or len(self.requests) < limits.REQUESTS

    def is_asked(self, person: PersonId) -> bool:
        contact = self.contacts.get(person)
        return contact is not None and contact.standing is Standing.ASKED

    def is_contact(self, person: PersonId) -> bool:
        contact = self.contacts.get(person)
        return contact is not None and contact.standing is Standing.CONTACT

    def is_blocked(self, person: PersonId) -> bool:
        contact = self.contacts.get(person)
        return contact is not None and contact.standing is Standing.BLOCKED

    def _person_at(self, endpoint: bytes) -> PersonId | None:
        device = self._devices.get(endpoint)
        if device is not None:
            return device.person
        return self._asked[endpoint][0] if endpoint in self._asked else None
