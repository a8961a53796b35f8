"""Publishing: this device's own records, numbered, dated and signed in the transaction that stores them."""

from dataclasses import dataclass, field
from typing import Final

import msgspec
from sqlalchemy import Connection

from desktop import limits
from desktop.clock import Clock, Seconds, day_number, next_hybrid_time, whole_seconds
from desktop.errors import NameNotText, TooMuchToShare
from desktop.ids import DeviceId, GroupId, ObjectId, PersonId
from desktop.keys import Label, SigningKey, digest
from desktop.share.records.envelope import VERSION, Envelope, Record, decode_record
from desktop.share.records.kinds import Body, Kinds, check_body, encode_body
from desktop.share.store.ledger import Admission, head, newest_clock, settle

NEW: Final = ObjectId(b"")
"""About nothing that is there: the record founds an object."""


def private_space(person: PersonId) -> GroupId:
    """Return the group that only the person's own devices write to and read."""
    return GroupId(digest(Label.PRIVATE_SPACE, person))


@dataclass(frozen=True, slots=True)
class Author:
    """This device, writing for its person in the person's private space."""

    person: PersonId
    key: SigningKey
    clock: Clock
    kinds: Kinds
    group: GroupId = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "group", private_space(self.person))

    @property
    def device(self) -> DeviceId:
        return DeviceId(self.key.public)

    def publish(self, connection: Connection, kind: str, about: ObjectId, body: Body) -> Record:
        """Sign and store a record in the caller's transaction. It passes what others will check.

        Raises NameNotText for text that cannot be sent, TooMuchToShare when it is too long for a record.
        """
        created = whole_seconds(self.clock)
        record = Record.signed_by(
            self.key,
            Envelope(
                v=VERSION,
                group=self.group,
                author=self.person,
                device=self.device,
                seq=head(connection, self.group, self.device).seq + 1,
                seen=(),
                kind=kind,
                object=about,
                created=created,
                clock=next_hybrid_time(self.clock, newest_clock(connection)),
                expires=Seconds(0),
                body=_encoded(body),
            ),
        )
        if len(record.wire) > limits.RECORD_BYTES:
            raise TooMuchToShare(what="details", limit=limits.RECORD_BYTES)
        check_body(decode_record(record.wire), self.kinds)
        admission = settle(connection, record, day_number(created), self.kinds)
        assert admission is Admission.STORED, admission  # ours, new, and about something living
        return record


def _encoded(body: Body) -> msgspec.Raw:
    try:
        return encode_body(body)
    except UnicodeEncodeError as error:
        raise NameNotText(path=error.object.encode(errors="replace").decode()) from error
