"""Links are, byte for byte, what docs/protocol.md and its vectors say; another program can rely on both."""

from pathlib import Path
from typing import Final

import msgspec
import pytest

from desktop.errors import AppError
from desktop.ids import ObjectId, PersonId, ShareId
from desktop.keys import Label, derive_key
from desktop.reach import Reach
from desktop.share.links import (
    SECRET_BYTES,
    PersonLink,
    ShareLink,
    read_person_link,
    read_share_link,
    write_person_link,
    write_share_link,
)

SALT_BYTES: Final = 16


class ReachVector(msgspec.Struct, frozen=True):
    endpoint: str
    relay: str | None
    addresses: tuple[tuple[str, int], ...]

    @property
    def value(self) -> Reach:
        return Reach(bytes.fromhex(self.endpoint), self.relay, self.addresses)


class ShareVector(msgspec.Struct, frozen=True):
    share: str
    secret: str
    infohash_v2: str
    size: int
    title: str
    addresses: tuple[tuple[str, int], ...]
    reach: ReachVector | None
    link: str

    @property
    def value(self) -> ShareLink:
        share = ShareId(ObjectId(bytes.fromhex(self.share)))
        secret, infohash = bytes.fromhex(self.secret), bytes.fromhex(self.infohash_v2)
        reach = None if self.reach is None else self.reach.value
        return ShareLink(share, secret, infohash, self.size, self.title, self.addresses, reach)


class PersonVector(msgspec.Struct, frozen=True):
    person: str
    secret: str
    name: str
    endpoint: str
    relay: str | None
    addresses: tuple[tuple[str, int], ...]
    link: str

    @property
    def value(self) -> PersonLink:
        reach = Reach(bytes.fromhex(self.endpoint), self.relay, self.addresses)
        return PersonLink(PersonId(bytes.fromhex(self.person)), bytes.fromhex(self.secret), self.name, reach)


class OtherForm(msgspec.Struct, frozen=True):
    what: str
    link: str


class Refused(msgspec.Struct, frozen=True):
    what: str
    read_as: str
    link: str
    error: str


class Salt(msgspec.Struct, frozen=True):
    secret: str
    salt: str


class Vectors(msgspec.Struct, frozen=True):
    share_links: list[ShareVector]
    person_links: list[PersonVector]
    read_all_the_same: list[OtherForm]
    refused: list[Refused]
    share_salts: list[Salt]


VECTORS = msgspec.json.decode(
    (Path(__file__).parents[2] / "docs" / "vectors" / "links.json").read_bytes(), type=Vectors
)
READERS = {"share": read_share_link, "person": read_person_link}


@pytest.mark.parametrize("vector", VECTORS.share_links, ids=lambda vector: vector.title[:10])
def test_share_links_are_written_and_read_so(vector: ShareVector) -> None:
    assert write_share_link(vector.value) == vector.link
    assert read_share_link(vector.link) == vector.value


@pytest.mark.parametrize("vector", VECTORS.person_links, ids=lambda vector: vector.name)
def test_person_links_are_written_and_read_so(vector: PersonVector) -> None:
    assert write_person_link(vector.value) == vector.link
    assert read_person_link(vector.link) == vector.value


@pytest.mark.parametrize("form", VECTORS.read_all_the_same, ids=lambda form: form.what)
def test_forms_that_are_read_all_the_same(form: OtherForm) -> None:
    assert read_share_link(form.link) == VECTORS.share_links[1].value


@pytest.mark.parametrize("refused", VECTORS.refused, ids=lambda refused: refused.what)
def test_everything_else_is_refused(refused: Refused) -> None:
    with pytest.raises(AppError) as caught:
        READERS[refused.read_as](refused.link)
    assert caught.value.kind == refused.error


@pytest.mark.parametrize("vector", VECTORS.share_salts, ids=lambda vector: vector.secret)
def test_the_salt_of_a_torrent_comes_from_the_secret_of_its_link(vector: Salt) -> None:
    secret = bytes.fromhex(vector.secret)
    assert len(secret) == SECRET_BYTES
    assert derive_key(Label.SHARE_SALT, secret)[:SALT_BYTES].hex() == vector.salt
