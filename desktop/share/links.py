"""`passalong:` links: what a person copies to another, byte by byte in `docs/protocol.md`. Pure."""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from desktop import keys, limits
from desktop.errors import LinkCut, LinkForOther, LinkTooNew, NotALink
from desktop.ids import ID_BYTES, ObjectId, PersonId, ShareId
from desktop.reach import Reach

SCHEME: Final = "passalong:"
_VERSION: Final = 1
_CHECK_BYTES: Final = 4
SECRET_BYTES: Final = 16
NO_SECRET: Final = bytes(SECRET_BYTES)
"""In the link to a public share."""

_Id = Meta(min_length=ID_BYTES, max_length=ID_BYTES)
_Secret = Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)
_PersonSecret = Meta(min_length=ID_BYTES, max_length=ID_BYTES)


class _Versioned(msgspec.Struct, array_like=True, frozen=True):
    version: Annotated[int, Meta(ge=1)]


class _ShareLink(msgspec.Struct, array_like=True, frozen=True):
    version: int
    share: Annotated[bytes, _Id]
    secret: Annotated[bytes, _Secret]
    infohash_v2: Annotated[bytes, _Id]
    size: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    title: Annotated[str, Meta(max_length=limits.TITLE_LENGTH)]
    addresses: Annotated[
        tuple[tuple[str, Annotated[int, Meta(ge=1, le=65535)]], ...], Meta(max_length=limits.LINK_ADDRESSES)
    ]
    reach: Reach | None


class _PersonLink(msgspec.Struct, array_like=True, frozen=True):
    version: int
    person: Annotated[bytes, _Id]
    secret: Annotated[bytes, _PersonSecret]
    name: Annotated[str, Meta(max_length=limits.PERSON_NAME_LENGTH)]
    reach: Reach


@dataclass(frozen=True, slots=True)
class ShareLink:
    """Leads to a share. Whoever has it may get it.

    A public one is asked for at `addresses` first; any other through a tunnel to the device at `reach`.
    """

    share: ShareId
    secret: bytes
    infohash_v2: bytes
    size: int
    title: str
    addresses: tuple[tuple[str, int], ...] = ()
    reach: Reach | None = None

    @property
    def is_public(self) -> bool:
        return self.secret == NO_SECRET


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Leads to a person, who can be called at `reach`: each use makes a contact request."""

    person: PersonId
    secret: bytes
    name: str
    reach: Reach


def is_link(text: str) -> bool:
    return text[: len(SCHEME)].lower() == SCHEME


def write_share_link(link: ShareLink) -> str:
    addresses = link.addresses[: limits.LINK_ADDRESSES]
    return _write(
        "share",
        _ShareLink(
            _VERSION,
            link.share,
            link.secret,
            link.infohash_v2,
            link.size,
            link.title,
            addresses,
            link.reach,
        ),
    )


def read_share_link(text: str) -> ShareLink:
    """Return where a link leads. Raises NotALink, LinkCut, LinkTooNew or LinkForOther."""
    link = _read("share", text, _ShareLink)
    if (link.secret == NO_SECRET) is not (link.reach is None):
        raise LinkCut
    return ShareLink(
        ShareId(ObjectId(link.share)),
        link.secret,
        link.infohash_v2,
        link.size,
        link.title,
        link.addresses,
        link.reach,
    )


def write_person_link(link: PersonLink) -> str:
    return _write("person", _PersonLink(_VERSION, link.person, link.secret, link.name, link.reach))


def read_person_link(text: str) -> PersonLink:
    """Return whom a link leads to. Raises NotALink, LinkCut, LinkTooNew or LinkForOther."""
    link = _read("person", text, _PersonLink)
    return PersonLink(PersonId(link.person), link.secret, link.name, link.reach)


def _write(kind: str, link: msgspec.Struct) -> str:
    payload = msgspec.msgpack.encode(link)
    return f"{SCHEME}{kind}/{_encoded(_check(kind, payload) + payload)}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _read[T: msgspec.Struct](kind: str, text: str, shape: type[T]) -> T:
    text = text.strip()
    if len(text) > limits.LINK_LENGTH or not is_link(text):
        raise NotALink(text=text[:80], what=kind)
    found, slash, code = text[len(SCHEME) :].partition("/")
    if not slash:
        raise LinkCut
    if found != kind:
        raise LinkForOther(wanted=kind, found=found[:20])
    payload = _checked(kind, code)
    try:
        # The version alone first: what follows it may be shaped otherwise in a version to come.
        version = msgspec.msgpack.decode(payload, type=_Versioned).version
        if version > _VERSION:
            raise LinkTooNew
        return msgspec.msgpack.decode(payload, type=shape)
    except ValueError as error:
        raise LinkCut from error


def _checked(kind: str, code: str) -> bytes:
    """Return the payload if not a character of it is missing or changed."""
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise LinkCut from error
    check, payload = data[:_CHECK_BYTES], data[_CHECK_BYTES:]
    if _check(kind, payload) != check or _encoded(data) != code:  # some bits of the last character are idle
        raise LinkCut
    return payload


def _check(kind: str, payload: bytes) -> bytes:
    return keys.digest(keys.Label.LINK_CHECK, kind.encode() + b"\0" + payload)[:_CHECK_BYTES]
