"""What others cause, by a call or a message, ends their own call at most: never the node."""

import logging
from pathlib import Path

import pytest

from desktop.errors import IdUnknown, StoreFull
from desktop.ids import PersonId
from desktop.net.peering import Card, KeepBook, Message
from desktop.net.peering import Helpers as Anything
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Neighbour, befriend, two

WORD = Anything(bytes(32), ())


class Ear:
    """Listens to people, and fails at the first that is said."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.heard_of: list[Message] = []

    def met(self, person: PersonId) -> None: ...
    def left(self, endpoint: bytes) -> None: ...
    def gone(self, person: PersonId) -> None: ...

    async def heard(self, person: PersonId, message: Message) -> None:
        del person
        self.heard_of.append(message)
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure


def call_of(one: Neighbour, other: Neighbour) -> object:
    """Return the call that goes between two now, None if none does."""
    conversations = one.service.switchboard.conversations(other.person)
    return conversations[0].call if conversations else None


@pytest.mark.parametrize("failure", [IdUnknown(what="person", text="x"), ZeroDivisionError()])
def test_a_message_that_cannot_be_taken_in_ends_its_call_and_they_meet_again(
    failure: Exception, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    @in_loop
    async def work() -> None:
        async with two(tmp_path) as (ann, ben):
            await befriend(ann, ben)
            ear, before = Ear(failure), call_of(ann, ben)
            ann.service.listen(ear)
            ben.service.say(ann.person, WORD)
            await ann.until(lambda: call_of(ann, ben) not in (None, before))
            await ann.until(lambda: ben.service.say(ann.person, WORD) and len(ear.heard_of) > 1)

    work()
    assert [record.levelno for record in caplog.records if record.name == "desktop.node.tasks"] == [
        logging.WARNING if isinstance(failure, IdUnknown) else logging.ERROR
    ]


@in_loop
async def test_a_card_that_crosses_a_removal_changes_nothing(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        ben.service.say(ann.person, Card("Benedict", b""))
        await ann.service.parting.remove(ben.person)
        await ben.until(lambda: not ben.sees(ann.person))
        assert ann.service.contacts() == []


@in_loop
async def test_a_full_disk_while_somebody_comes_and_goes_leaves_the_node_running(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        ann.store._database.frozen = StoreFull(path=str(tmp_path))
        ben.service.say(ann.person, KeepBook(b"sealed"))
        await ann.until(lambda: not ann.sees(ben.person))
        ann.store._database.frozen = None
        await ann.until(lambda: ann.sees(ben.person))


@in_loop
async def test_what_somebody_says_is_heard_in_order_and_one_after_the_other(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        under_way, order = set[bytes](), list[bytes]()

        class Slow(Ear):
            async def heard(self, person: PersonId, message: Message) -> None:
                assert isinstance(message, Anything)
                assert not under_way
                under_way.add(message.share)
                await ann.service.edit(person, note=message.share.hex())
                under_way.remove(message.share)
                order.append(message.share)

        ann.service.listen(Slow())
        words = [bytes([number]) * 32 for number in range(50)]
        for word in words:
            ben.service.say(ann.person, Anything(word, ()))
        await ann.until(lambda: len(order) == len(words))
        assert order == words
