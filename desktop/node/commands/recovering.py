"""The command `recover`: from 24 words and the link of one contact back to one's people."""

import asyncio
from typing import Final

from desktop.errors import NobodyRemembers, NodeBusy
from desktop.ids import PersonId, id_text
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.share.links import read_person_link

_LOOK_SECONDS: Final = 0.5
_PATIENCE: Final = 60.0


async def recover(node: Node, command: protocol.Recover, tell: Tell) -> protocol.RecoverResult:
    """Ask a contact for what they kept, and know everybody again who is in it. Raises NobodyRemembers."""
    del tell
    people = node.people
    if people is None:
        raise NodeBusy
    person = read_person_link(command.link).person
    try:
        async with asyncio.timeout(command.wait or _PATIENCE):
            await people.add(command.link)
            await _until_online(node, person)
            book = await people.books.ask(person)
    except TimeoutError as error:
        answered = person in {contact.person for contact in people.contacts()} and not people.is_asking(
            person
        )
        raise NobodyRemembers(why="unknown" if answered else "not-reached") from error
    if book is None:
        raise NobodyRemembers(why="nothing-kept")
    count = await people.take_over(book)
    if book.name:
        await node.desk.run(node.profile.change_settings, name=book.name)
    return protocol.RecoverResult(
        person=id_text(node.person),
        name=node.profile.settings.name,
        device=id_text(node.device),
        link=node.person_link(),
        people=count,
    )


async def _until_online(node: Node, person: PersonId) -> None:
    assert node.people is not None
    with node.hub.listen() as heard:
        while not node.people.is_online(person):
            await heard.next_within(_LOOK_SECONDS)
