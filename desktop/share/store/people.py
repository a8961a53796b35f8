"""People in the store: whom one knows, by records; their computers and who asks, on this computer only."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Unpack

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop import limits
from desktop.clock import Seconds
from desktop.errors import IdUnknown
from desktop.ids import DeviceId, PersonId, id_text
from desktop.share.people import Contact, ContactChanges, NewContact, PeerDevice, Request, may_stand
from desktop.share.records.kinds import CONTACT, TOMBSTONE, ContactBody, TombstoneBody
from desktop.share.store.author import NEW, Author
from desktop.share.store.database import Database
from desktop.share.store.schema import BOOKS, CONTACTS, PEER_DEVICES, REQUESTS

_OF_PERSON: Final = (PEER_DEVICES, REQUESTS, BOOKS)


class PeopleStore:
    """A part of the store, with the same rules: every change is one transaction."""

    def __init__(self, database: Database, author: Author) -> None:
        self._database = database
        self._author = author

    # --- whom one knows ---------------------------------------------------------------------------

    def contacts(self) -> list[Contact]:
        """Return everybody known, newest first."""
        query = select(CONTACTS).order_by(CONTACTS.c.added.desc(), CONTACTS.c.contact)
        with self._database.read() as connection:
            return [Contact(**row) for row in connection.execute(query).mappings()]

    def contact(self, person: PersonId) -> Contact | None:
        with self._database.read() as connection:
            return _contact(connection, person)

    def add_contact(self, new: NewContact) -> Contact:
        """Write somebody down; whoever is known already is changed to what is said now, if they may be."""
        with self._database.write() as connection:
            return self._write_down(connection, new)

    def know(self, new: Iterable[tuple[NewContact, Iterable[PeerDevice]]]) -> list[Contact]:
        """Write people down with their computers; what they have asked is answered by that.

        All or nothing: somebody known without a computer would never be let in.
        """
        found = []
        with self._database.write() as connection:
            for person, devices in new:
                found.append(self._write_down(connection, person))
                for device in devices:
                    _save_device(connection, device)
                connection.execute(delete(REQUESTS).where(REQUESTS.c.person == person.person))
        return found

    def edit_contact(self, person: PersonId, **changes: Unpack[ContactChanges]) -> Contact:
        """Change what is written of somebody; a standing that comes too late changes nothing.

        Raises IdUnknown.
        """
        with self._database.write() as connection:
            old = _require(connection, person)
            new = replace(old, **changes)
            if not may_stand(old.standing, new.standing):
                new = replace(new, standing=old.standing)
            if new != old:
                self._author.publish(connection, CONTACT, old.contact, ContactBody.of(new))
            return new

    def remove_contact(self, person: PersonId) -> None:
        """Forget somebody, their computers, and what is kept for them. Raises IdUnknown."""
        with self._database.write() as connection:
            known = _require(connection, person)
            self._author.publish(connection, TOMBSTONE, known.contact, TombstoneBody())
            for table in _OF_PERSON:
                connection.execute(delete(table).where(table.c.person == person))
        self._database.purge_log()

    def _write_down(self, connection: Connection, new: NewContact) -> Contact:
        known = _contact(connection, new.person)
        if known is None:
            self._author.publish(connection, CONTACT, NEW, ContactBody.of(new))
        elif may_stand(known.standing, new.standing):
            self._author.publish(connection, CONTACT, known.contact, ContactBody.of(new))
        return _require(connection, new.person)

    # --- of this computer only --------------------------------------------------------------------

    def devices(self) -> list[PeerDevice]:
        """Return the computers of everybody, those reached last first."""
        query = select(PEER_DEVICES).order_by(PEER_DEVICES.c.seen.desc(), PEER_DEVICES.c.device)
        with self._database.read() as connection:
            return [PeerDevice(**row) for row in connection.execute(query).mappings()]

    def save_device(self, device: PeerDevice) -> list[DeviceId]:
        """Keep a computer as it is now, and no more than `limits.PERSON_DEVICES` of each person.

        Return those that it took the place of: the ones seen longest ago.
        """
        with self._database.write() as connection:
            return _save_device(connection, device)

    def remove_device(self, device: DeviceId) -> None:
        with self._database.write() as connection:
            connection.execute(delete(PEER_DEVICES).where(PEER_DEVICES.c.device == device))

    def requests(self) -> list[Request]:
        """Return who waits for an answer, newest first."""
        query = select(REQUESTS).order_by(REQUESTS.c.at.desc(), REQUESTS.c.person)
        with self._database.read() as connection:
            return [Request(**row) for row in connection.execute(query).mappings()]

    def save_request(self, request: Request) -> bool:
        """Keep one request of each person, the newest, and no more than `limits.REQUESTS` of all.

        Return whether it was kept: none that waits makes way for one that comes later.
        """
        row = {name: getattr(request, name) for name in REQUESTS.c.keys()}  # noqa: SIM118 - likewise
        others = select(func.count()).select_from(REQUESTS).where(REQUESTS.c.person != request.person)
        with self._database.write() as connection:
            if connection.execute(others).scalar_one() >= limits.REQUESTS:
                return False
            connection.execute(
                insert(REQUESTS)
                .values(row)
                .on_conflict_do_update(index_elements=[REQUESTS.c.person], set_=row)
            )
            return True

    def drop_request(self, person: PersonId) -> None:
        with self._database.write() as connection:
            connection.execute(delete(REQUESTS).where(REQUESTS.c.person == person))

    def keep_book(self, person: PersonId, device: DeviceId, sealed: bytes, at: Seconds) -> None:
        """Keep an address book for somebody in place of the one that the same computer of theirs gave before.

        Those of `limits.BOOKS` computers are kept: a new one, which asks for the book of a lost one, may have
        told its own first.
        """
        row = {"person": person, "device": device, "sealed": sealed, "at": at}
        own = BOOKS.c.person == person
        newest = select(BOOKS.c.device).where(own).order_by(BOOKS.c.at.desc()).limit(limits.BOOKS)
        with self._database.write() as connection:
            connection.execute(
                insert(BOOKS)
                .values(row)
                .on_conflict_do_update(index_elements=[BOOKS.c.person, BOOKS.c.device], set_=row)
            )
            connection.execute(delete(BOOKS).where(own, BOOKS.c.device.not_in(newest)))

    def book(self, person: PersonId, besides: DeviceId) -> bytes | None:
        """Return the newest address book that is kept for somebody, of another computer than `besides`."""
        others = (BOOKS.c.person == person) & (BOOKS.c.device != besides)
        newest = select(BOOKS.c.sealed).where(others).order_by(BOOKS.c.at.desc()).limit(1)
        with self._database.read() as connection:
            return connection.execute(newest).scalar()


def _contact(connection: Connection, person: PersonId) -> Contact | None:
    """Return what is written of a person; the newest, should two computers have written at once."""
    query = select(CONTACTS).where(CONTACTS.c.person == person)
    newest = query.order_by(CONTACTS.c.added.desc(), CONTACTS.c.contact).limit(1)
    row = connection.execute(newest).mappings().first()
    return None if row is None else Contact(**row)


def _save_device(connection: Connection, device: PeerDevice) -> list[DeviceId]:
    row = {name: getattr(device, name) for name in PEER_DEVICES.c.keys()}  # noqa: SIM118 - no mapping
    connection.execute(
        insert(PEER_DEVICES)
        .values(row)
        .on_conflict_do_update(index_elements=[PEER_DEVICES.c.device], set_=row)
    )
    of_person, device_column = PEER_DEVICES.c.person == device.person, PEER_DEVICES.c.device
    others = select(device_column).where(of_person, device_column != device.device)
    latest_first = others.order_by(PEER_DEVICES.c.seen.desc(), device_column)
    surplus = connection.execute(latest_first.offset(limits.PERSON_DEVICES - 1)).scalars().all()
    connection.execute(delete(PEER_DEVICES).where(device_column.in_(surplus)))
    return list(surplus)


def _require(connection: Connection, person: PersonId) -> Contact:
    found = _contact(connection, person)
    if found is None:
        raise IdUnknown(what="person", text=id_text(person))
    return found
