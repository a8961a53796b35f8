"""One call between two who know each other: heard, silent, nonsense, and somebody who does not read."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from desktop import limits
from desktop.clock import WallClock
from desktop.ids import DeviceId, PersonId
from desktop.net.calls.endpoint import Stream
from desktop.net.calls.frames import read_frame, write_frame
from desktop.net.calls.hello import Peer
from desktop.net.peering import Card, KeepBook, Message, Ping, Pong, read_message, write_message
from desktop.node.people.conversation import Conversation, Pace
from desktop.node.people.measure import Measure
from tests.clocks import TestClock
from tests.net.calls.pair import call_between, endpoint
from tests.net.torrent.swarm import in_loop

ANN = Peer(PersonId(bytes(32)), DeviceId(bytes(32)), b"", 1)
CALM = Pace(ping=60, silence=60)
DEADLINE = 10


@asynccontextmanager
async def talk(
    pace: Pace, measure: Measure | None = None
) -> AsyncIterator[tuple[Conversation, asyncio.Task[None], list[Message], Stream]]:
    """Yield a conversation as it runs, what it hears, and the other side's bare stream."""
    heard: list[Message] = []

    async def hear(_: Conversation, message: Message) -> None:
        heard.append(message)

    async with endpoint() as one, endpoint() as other, call_between(one, other) as (near, far):
        stream = await near.open_stream()
        await write_frame(stream, write_message(Ping()))
        kept = measure or Measure(WallClock())
        conversation = Conversation(far, await far.accept_stream(), ANN, pace, kept)
        running = asyncio.ensure_future(conversation.run(hear))
        try:
            yield conversation, running, heard, stream
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def said(stream: Stream) -> Message | None:
    async with asyncio.timeout(DEADLINE):
        return read_message(await read_frame(stream, limits.PEER_FRAME_BYTES))


@in_loop
async def test_a_ping_is_answered_and_messages_are_heard_in_order() -> None:
    async with talk(CALM) as (conversation, _, heard, stream):
        assert await said(stream) == Pong()
        cards = [Card(name, b"") for name in ("Ann", "Anna", "Annabel")]
        for card in cards:
            await write_frame(stream, write_message(card))
        await write_frame(stream, write_message(Ping()))
        assert await said(stream) == Pong()
        assert heard == cards
        conversation.say(cards[0])
        assert await said(stream) == cards[0]


@in_loop
async def test_what_a_later_version_says_changes_nothing() -> None:
    async with talk(CALM) as (_, running, heard, stream):
        await write_frame(stream, msgspec.msgpack.encode([99, "whatever"]))
        await write_frame(stream, write_message(Ping()))
        assert [await said(stream), await said(stream)] == [Pong(), Pong()]
        assert (heard, running.done()) == ([], False)


@in_loop
async def test_somebody_silent_is_asked_and_then_gone() -> None:
    async with talk(Pace(ping=0.1, silence=0.5)) as (conversation, running, _, stream):
        assert [await said(stream), await said(stream)] == [Pong(), Ping()]
        await asyncio.wait_for(running, DEADLINE)
        assert conversation.call.is_over


@pytest.mark.parametrize("nonsense", [b"\xc1", b"\x91" * 5_000, b"\x91\x06", bytes(range(40))])
def test_nonsense_ends_the_call(nonsense: bytes) -> None:
    @in_loop
    async def work() -> None:
        async with talk(CALM) as (conversation, running, heard, stream):
            await write_frame(stream, nonsense)
            await asyncio.wait_for(running, DEADLINE)
            assert (conversation.call.is_over, heard) == (True, [])

    work()


@in_loop
async def test_a_frame_beyond_the_limit_ends_the_call_unread() -> None:
    async with talk(CALM) as (conversation, running, _, stream):
        await stream.write((limits.PEER_FRAME_BYTES + 1).to_bytes(4, "big"))
        await asyncio.wait_for(running, DEADLINE)
        assert conversation.call.is_over


@in_loop
async def test_somebody_who_never_reads_is_hung_up_on() -> None:
    async with talk(CALM) as (conversation, running, _, _):
        for _ in range(1_000):
            conversation.say(KeepBook(bytes(limits.BOOK_BYTES)))
        await asyncio.wait_for(running, DEADLINE)
        assert conversation.call.is_over


@in_loop
async def test_somebody_who_says_much_waits_for_themselves_and_is_heard_to_the_end() -> None:
    clock = WallClock()
    async with talk(CALM, Measure(clock, at_once=10, a_second=40)) as (_, running, heard, stream):
        began = clock.monotonic()
        cards = [Card(f"Ann {number}", b"") for number in range(29)]
        for card in cards:
            await write_frame(stream, write_message(card))
        await write_frame(stream, write_message(Ping()))
        assert [await said(stream), await said(stream)] == [Pong(), Pong()]
        assert clock.monotonic() - began >= 0.5  # thirty messages, ten of them at once
        assert (heard, running.done()) == (cards, False)


@in_loop
async def test_whoever_floods_cannot_even_send_what_is_not_read() -> None:
    async with talk(CALM, Measure(TestClock(), at_once=10, a_second=0.001)) as (
        conversation,
        _,
        heard,
        stream,
    ):
        book = write_message(KeepBook(bytes(limits.BOOK_BYTES)))
        sent = 0
        with contextlib.suppress(TimeoutError):
            while sent < 1_000:
                async with asyncio.timeout(0.5):
                    await write_frame(stream, book)
                sent += 1
        assert sent * len(book) < 8 * limits.MIB
        assert (len(heard), conversation.call.is_over) == (0, False)
