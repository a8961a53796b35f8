"""Which devices are whose. Every function works inside the caller's transaction."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from desktop.ids import DeviceId, PersonId
from desktop.share.records.device import DeviceRecord
from desktop.share.store.schema import DEVICES


def save_device(connection: Connection, record: DeviceRecord) -> None:
    """Keep the newest device record of each device."""
    statement = record.statement
    new = insert(DEVICES).values(
        device=statement.device, person=statement.person, created=statement.created, wire=record.wire
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
