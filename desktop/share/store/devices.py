"""Which devices are whose, and which are ended.

The functions work inside the caller's transaction.
"""

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop import limits
from desktop.ids import DeviceId, PersonId
from desktop.share.people import OwnDevice
from desktop.share.records.device import DeviceRecord
from desktop.share.records.revocation import Revocation
from desktop.share.store.database import Database
from desktop.share.store.schema import DEVICES, REVOCATIONS


class DevicesStore:
    """A part of the store, with the same rules: every change is one transaction."""

    def __init__(self, database: Database, person: PersonId) -> None:
        self._database = database
        self._person = person

    def own(self) -> list[OwnDevice]:
        """Return the computers of this person that are known here, the newest first."""
        ended = (REVOCATIONS.c.person == DEVICES.c.person) & (REVOCATIONS.c.device == DEVICES.c.device)
        query = (
            select(
                DEVICES.c.device,
                DEVICES.c.wire.label("record"),
                DEVICES.c.since,
                REVOCATIONS.c.at.label("ended"),
            )
            .select_from(DEVICES.outerjoin(REVOCATIONS, ended))
            .where(DEVICES.c.person == self._person)
            .order_by(DEVICES.c.since.desc(), DEVICES.c.device)
        )
        with self._database.read() as connection:
            return [OwnDevice(**row) for row in connection.execute(query).mappings()]

    def end(self, revocation: Revocation) -> bool:
        """End a device for ever; return whether it is: of one person, `limits.REVOCATIONS` at most are."""
        said = revocation.statement
        own = REVOCATIONS.c.person == said.person
        count = select(func.count()).select_from(REVOCATIONS).where(own)
        with self._database.write() as connection:
            if is_ended(connection, said.person, said.device):
                return True
            if connection.execute(count).scalar_one() >= limits.REVOCATIONS:
                return False
            row = {"person": said.person, "device": said.device, "at": said.at, "wire": revocation.wire}
            connection.execute(insert(REVOCATIONS).values(row))
            return True

    def ended(self) -> frozenset[tuple[PersonId, DeviceId]]:
        """Return which devices of whom are ended."""
        with self._database.read() as connection:
            rows = connection.execute(select(REVOCATIONS.c.person, REVOCATIONS.c.device))
            return frozenset((PersonId(row.person), DeviceId(row.device)) for row in rows)

    def revocations(self) -> tuple[bytes, ...]:
        """Return what this person has said to end devices of theirs, oldest first."""
        query = select(REVOCATIONS.c.wire).where(REVOCATIONS.c.person == self._person)
        with self._database.read() as connection:
            ordered = query.order_by(REVOCATIONS.c.at, REVOCATIONS.c.device)
            return tuple(connection.execute(ordered).scalars())


def save_device(connection: Connection, record: DeviceRecord) -> None:
    """Keep the newest device record of each device."""
    statement = record.statement
    new = insert(DEVICES).values(
        device=statement.device,
        person=statement.person,
        created=statement.created,
        wire=record.wire,
        since=statement.created,
    )
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[DEVICES.c.device],
            set_={"created": new.excluded.created, "wire": new.excluded.wire},
            where=(DEVICES.c.person == new.excluded.person) & (DEVICES.c.created < new.excluded.created),
        )
    )


def is_device_of(connection: Connection, device: DeviceId, person: PersonId) -> bool:
    query = select(DEVICES.c.device).where(DEVICES.c.device == device, DEVICES.c.person == person)
    return connection.execute(query).first() is not None


def is_ended(connection: Connection, person: PersonId, device: DeviceId) -> bool:
    query = select(REVOCATIONS.c.device).where(REVOCATIONS.c.person == person, REVOCATIONS.c.device == device)
    return connection.execute(query).first() is not None
