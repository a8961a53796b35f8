"""From what is typed to whom or what it means."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.errors import IdAmbiguous
from desktop.ids import PersonId, find_by_prefix

if TYPE_CHECKING:
    from desktop.node.people.service import PeopleService


def find_person(people: "PeopleService", text: str, others: Iterable[PersonId] = ()) -> PersonId:
    """Return whom an id, the beginning of one, or an exact name means. Raises IdUnknown, IdAmbiguous."""
    contacts = people.contacts()
    named = [contact.person for contact in contacts if contact.name == text]
    if len(named) > 1:
        raise IdAmbiguous(what="person", text=text)
    known = [contact.person for contact in contacts]
    return named[0] if named else PersonId(find_by_prefix("person", text, [*known, *others]))
