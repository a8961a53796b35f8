"""Commands about people: whom one knows, who asks, and what one says to it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from desktop import limits
from desktop.clock import moment
from desktop.errors import (
    BadArgument,
    IdAmbiguous,
    LinkOfOwn,
    NoCodeInPicture,
    NodeBusy,
    NotOnNetwork,
    VerificationWrong,
)
from desktop.events import ProfileChanged
from desktop.ids import PersonId, find_by_prefix, id_text
from desktop.node import protocol
from desktop.node.commands.finding import find_person
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.profile.words import are_same_words, verification_words
from desktop.share.codes.reading import read_code
from desktop.share.links import read_person_link
from desktop.share.people import Contact, ContactChanges, Standing
from desktop.text import clean_line

if TYPE_CHECKING:
    from desktop.node.people.service import PeopleService

_LOOK_SECONDS: Final = 1.0
_KNOWN: Final = frozenset({protocol.Standing.UNVERIFIED, protocol.Standing.VERIFIED})
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})


async def list_people(node: Node, command: protocol.ListPeople, tell: Tell) -> list[protocol.ContactResult]:
    del command, tell
    people = _people(node)
    return [
        protocol.ContactResult(
            person=id_text(contact.person),
            name=contact.name,
            state=_state(contact),
            online=people.is_online(contact.person),
            note=contact.note,
            auto_accept=contact.auto_accept,
            text=contact.text,
            added=moment(contact.added),
            seen=_seen(people, contact.person),
            path=protocol.PathNow(people.paths.to(contact.person)),
            wrong_link=contact.has_wrong_link,
            name_before=contact.name_before,
            alike=_like_a_contact(people, contact.person, contact.name) if contact.name_before else None,
        )
        for contact in people.contacts()
    ]


async def list_nearby(node: Node, command: protocol.ListNearby, tell: Tell) -> list[protocol.NearbyResult]:
    del tell
    if command.show is not None:
        await node.desk.run(node.profile.change_settings, show_nearby=command.show)
        node.hub.tell(ProfileChanged())
        if node.neighbourhood is not None:
            await node.neighbourhood.show_anew()
    if node.neighbourhood is None:
        if command.show is None:
            raise NotOnNetwork
        return []  # it is written down, for whenever this computer looks around
    if command.show is None:
        await node.neighbourhood.has_looked()
    return [
        protocol.NearbyResult(person=id_text(found.person), name=found.name, link=found.link)
        for found in node.neighbourhood.neighbours()
    ]


async def look_at_link(node: Node, command: protocol.LookAtLink, tell: Tell) -> protocol.LinkedPersonResult:
    """See whom a link leads to; nobody is asked. Raises LinkOfOwn, and what reading a link raises."""
    del tell
    people = _people(node)
    text = await _link_of(node, command.link)
    link = read_person_link(text)
    if link.person == node.person:
        raise LinkOfOwn("person")
    known = next((contact for contact in people.contacts() if contact.person == link.person), None)
    return protocol.LinkedPersonResult(
        person=id_text(link.person),
        name=known.name if known else clean_line(link.name, limits.PERSON_NAME_LENGTH),
        link=text.strip(),
        state=_state(known) if known else None,
        asks=any(request.person == link.person for request in people.requests()),
        alike=_alike(people, text),
    )


async def add_person(node: Node, command: protocol.AddPerson, tell: Tell) -> protocol.StandingResult:
    """Ask somebody; with `wait`, return once they have answered or the time is over."""
    del tell
    people = _people(node)
    link = await _link_of(node, command.link)
    alike = _alike(people, link)
    is_here = people.is_online(read_person_link(link).person)
    contact = await people.add(link, command.text)
    try:
        with node.hub.listen() as heard:
            async with asyncio.timeout(command.wait or 0):
                while not _is_answered(people, contact.person):
                    await heard.next_within(_LOOK_SECONDS)
    except TimeoutError:
        pass  # it is written down, and whichever node runs goes on asking
    found = _standing(people.contact(contact.person), alike)
    asked_again = alike is not None and alike.known and found.state in _KNOWN and not is_here
    return msgspec.structs.replace(
        found, asked_again=asked_again, heard=not people.is_asking(contact.person) and not found.wrong_link
    )


async def list_requests(
    node: Node, command: protocol.ListRequests, tell: Tell
) -> list[protocol.RequestResult]:
    del command, tell
    people = _people(node)
    return [
        protocol.RequestResult(
            request=id_text(request.request),
            person=id_text(request.person),
            name=request.name,
            text=request.text,
            at=moment(request.at),
            alike=_like_a_contact(people, request.person, request.name),
        )
        for request in people.requests()
    ]


async def accept(node: Node, command: protocol.AcceptPerson, tell: Tell) -> protocol.StandingResult:
    del tell
    people = _people(node)
    return _standing(await people.accept(_asking(people, command.who)))


async def decline(node: Node, command: protocol.DeclinePerson, tell: Tell) -> protocol.StandingResult:
    del tell
    people = _people(node)
    person = _asking(people, command.who)
    await people.decline(person)
    return _gone(person, protocol.Standing.DECLINED)


async def verify(node: Node, command: protocol.VerifyPerson, tell: Tell) -> protocol.VerificationResult:
    """Give the words that both see; note that they were the same. Raises VerificationWrong."""
    del tell
    people = _people(node)
    contact = people.contact(find_person(people, command.who))
    words = verification_words(node.person, contact.person)
    if command.words:
        typed = " ".join(command.words)
        if len(typed.split()) != len(words):
            raise BadArgument(name="WORDS", text=typed, fits="all 8 words, in their order")
        if not are_same_words(typed, words):
            raise VerificationWrong(person=id_text(contact.person))
        contact = await people.edit(contact.person, verified=True, name_before="")
    return protocol.VerificationResult(person=id_text(contact.person), state=_state(contact), words=words)


async def change(node: Node, command: protocol.ChangePerson, tell: Tell) -> protocol.StandingResult:
    """Note something about somebody, for one's own eyes, or whether what they offer is got unasked."""
    del tell
    people = _people(node)
    person = find_person(people, command.who)
    changes: ContactChanges = {}
    if command.note is not None:
        changes["note"] = clean_line(command.note, limits.CONTACT_NOTE)
    if command.auto_accept is not None:
        changes["auto_accept"] = command.auto_accept
    return _standing(await people.edit(person, **changes))


async def remove(node: Node, command: protocol.RemovePerson, tell: Tell) -> protocol.StandingResult:
    del tell
    people = _people(node)
    person = find_person(people, command.who)
    await people.parting.remove(person)
    return _gone(person, protocol.Standing.REMOVED)


async def block(node: Node, command: protocol.BlockPerson, tell: Tell) -> protocol.StandingResult:
    del tell
    people = _people(node)
    asking = [request.person for request in people.requests()]
    return _standing(await people.parting.block(find_person(people, command.who, asking)))


async def unblock(node: Node, command: protocol.UnblockPerson, tell: Tell) -> protocol.StandingResult:
    del tell
    people = _people(node)
    person = find_person(people, command.who)
    await people.parting.unblock(person)
    left = [contact for contact in people.contacts() if contact.person == person]
    return _standing(left[0]) if left else _gone(person, protocol.Standing.REMOVED)


async def _link_of(node: Node, text: str) -> str:
    """Return a link as it was typed, that of somebody nearby whose id it is, or the one in a picture.

    Raises NoCodeInPicture.
    """
    if Path(text).suffix.lower() == ".svg":
        raise NoCodeInPicture(path=text, what="drawing")
    if await asyncio.to_thread(_is_picture, text):
        return await read_code(Path(text))
    nearby = node.neighbourhood.neighbours() if node.neighbourhood is not None else []
    found = [neighbour.link for neighbour in nearby if id_text(neighbour.person).startswith(text)]
    return found[0] if len(found) == 1 and len(text) >= limits.ID_PREFIX_LENGTH else text


def _is_picture(text: str) -> bool:
    return Path(text).suffix.lower() in _PICTURES and Path(text).is_file()


def _is_answered(people: "PeopleService", person: PersonId) -> bool:
    """Return whether there is nothing to wait for any more, be it that the link leads nowhere."""
    now = people.contact(person)
    return now.has_wrong_link or not (now.standing is Standing.ASKED or people.is_asking(person))


def _people(node: Node) -> "PeopleService":
    if node.people is None:
        raise NodeBusy
    return node.people


def _asking(people: "PeopleService", text: str) -> PersonId:
    """Return who asked, by name or the id of request or person. Raises IdUnknown, IdAmbiguous."""
    named = [request.person for request in people.requests() if request.name == text]
    if len(named) > 1:
        raise IdAmbiguous(what="request", text=text)
    if named:
        return named[0]
    asking: dict[bytes, PersonId] = {}
    for request in people.requests():
        asking |= {request.request: request.person, request.person: request.person}
    return asking[find_by_prefix("request", text, asking)]


def _alike(people: "PeopleService", text: str) -> protocol.Likeness | None:
    """Return what to look at twice before somebody is added."""
    link = read_person_link(text)
    known = next((contact for contact in people.contacts() if contact.person == link.person), None)
    if known is not None:
        return protocol.Likeness(known=True, name=known.name)
    return _like_a_contact(people, link.person, link.name)


def _like_a_contact(people: "PeopleService", person: PersonId, name: str) -> protocol.Likeness | None:
    """Return the contact whose name somebody else's looks like."""
    alike = people.like_a_contact(person, name)
    return None if alike is None else protocol.Likeness(known=False, name=alike.name)


def _seen(people: "PeopleService", person: PersonId) -> str | None:
    """Return when somebody was last connected; whoever came from an address book never was, here."""
    seen = people.last_seen(person)
    return moment(seen) if seen else None


def _standing(contact: Contact, alike: protocol.Likeness | None = None) -> protocol.StandingResult:
    return protocol.StandingResult(
        person=id_text(contact.person),
        state=_state(contact),
        alike=alike,
        wrong_link=contact.has_wrong_link,
    )


def _gone(person: PersonId, state: protocol.Standing) -> protocol.StandingResult:
    return protocol.StandingResult(person=id_text(person), state=state)


def _state(contact: Contact) -> protocol.Standing:
    match contact.standing:
        case Standing.ASKED:
            return protocol.Standing.REQUESTED
        case Standing.BLOCKED:
            return protocol.Standing.BLOCKED
        case Standing.CONTACT:
            return protocol.Standing.VERIFIED if contact.verified else protocol.Standing.UNVERIFIED
