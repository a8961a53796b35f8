"""People with computers that write whatever a test wants, also what the rules forbid."""

from dataclasses import dataclass, field
from typing import TypedDict, Unpack

import msgspec

from desktop.clock import HybridTime, Seconds, hybrid_time
from desktop.ids import DeviceId, GroupId, ObjectId, PersonId
from desktop.keys import PublicKey, SigningKey
from desktop.share.records.device import DeviceRecord, DeviceStatement
from desktop.share.records.envelope import VERSION, Envelope, Record
from desktop.share.records.kinds import (
    SHARE,
    TOMBSTONE,
    TRANSFER,
    Body,
    Kind,
    ShareBody,
    TombstoneBody,
    TransferBody,
    encode_body,
)
from desktop.share.shares import Audience, Role
from desktop.share.store.author import private_space
from tests.clocks import TestClock

NOW = Seconds(int(TestClock().now()))
MONTH = 30 * 86_400
NOTE = "note"


class Others(TypedDict, total=False):
    """What a record usually is not told."""

    seq: int
    created: int
    clock: int
    expires: int


class NoteBody(Body, frozen=True):
    text: str


NOTE_KIND = Kind(NOTE, NoteBody, founds=True, longest_life=MONTH)


def share_body(title: str = "holiday", **others: object) -> ShareBody:
    values: dict[str, object] = {
        "origin": None,
        "title": title,
        "name": None,
        "infohash_v1": None,
        "infohash_v2": bytes(32),
        "size": 5,
        "files": 1,
        "audience": Audience.LINK,
        "secret": bytes(16),
        "trackers": (),
        "web_seeds": (),
    }
    return msgspec.convert(list((values | others).values()), ShareBody)


def transfer_body(folder: str = "/here", **others: object) -> TransferBody:
    values: dict[str, object] = {
        "folder": folder,
        "role": Role.SHARE,
        "items": (),
        "place": None,
        "paused": False,
        "only": (),
        "peers": (),
        "finished": None,
        "added": NOW,
    }
    return msgspec.convert(list((values | others).values()), TransferBody)


@dataclass
class Writer:
    """One computer of one person; both are made from a small number."""

    person_number: int = 1
    device_number: int = 1
    group: GroupId | None = None
    seq: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.identity = SigningKey(bytes([self.person_number]) * 32)
        self.key = SigningKey(bytes([self.person_number, self.device_number]) * 16)
        self.person = PersonId(self.identity.public)
        self.device = DeviceId(self.key.public)
        self.space = self.group or private_space(self.person)

    def device_record(self, created: int = NOW) -> bytes:
        statement = DeviceStatement(
            person=self.person,
            device=self.device,
            endpoint=PublicKey(b"e" * 32),
            address=PublicKey(b"a" * 32),
            created=Seconds(created),
        )
        return DeviceRecord.signed_by(self.identity, statement).wire

    def envelope(
        self, kind: str, about: bytes, body: Body | msgspec.Raw, **others: Unpack[Others]
    ) -> Envelope:
        self.seq += 1
        created = others.get("created", NOW)
        return Envelope(
            v=VERSION,
            group=self.space,
            author=self.person,
            device=self.device,
            seq=others.get("seq", self.seq),
            seen=(),
            kind=kind,
            object=ObjectId(about),
            created=Seconds(created),
            clock=HybridTime(others.get("clock", hybrid_time(created * 1000))),
            expires=Seconds(others.get("expires", 0)),
            body=body if isinstance(body, msgspec.Raw) else encode_body(body),
        )

    def write(self, kind: str, about: bytes, body: Body | msgspec.Raw, **others: Unpack[Others]) -> Record:
        return Record.signed_by(self.key, self.envelope(kind, about, body, **others))

    def share(self, about: bytes = b"", title: str = "holiday", **others: Unpack[Others]) -> Record:
        return self.write(SHARE, about, share_body(title), **others)

    def transfer(self, about: bytes, folder: str = "/here", **others: Unpack[Others]) -> Record:
        return self.write(TRANSFER, about, transfer_body(folder), **others)

    def note(self, about: bytes = b"", text: str = "hello", **others: Unpack[Others]) -> Record:
        return self.write(NOTE, about, NoteBody(text), **others)

    def tombstone(self, about: bytes, **others: Unpack[Others]) -> Record:
        return self.write(TOMBSTONE, about, TombstoneBody(), **others)
