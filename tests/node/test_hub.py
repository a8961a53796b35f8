"""Every listener hears everything, and one that does not listen costs nobody anything."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from desktop.events import Event, ShareArrived, TransferRemoved
from desktop.ids import ObjectId, ShareId
from desktop.node.hub import Hub

SUBJECTS = [ObjectId(bytes([number]) * 32) for number in range(3)]

events = st.builds(ShareArrived, st.sampled_from(SUBJECTS), st.integers(0, 100)) | st.builds(
    TransferRemoved, st.sampled_from(SUBJECTS), st.just(ShareId(SUBJECTS[0]))
)


def removed(number: int) -> TransferRemoved:
    return TransferRemoved(SUBJECTS[number], ShareId(SUBJECTS[number]))


@given(st.lists(events))
def test_a_slow_listener_hears_the_newest_of_each_subject(told: list[Event]) -> None:
    async def listen() -> list[Event]:
        hub = Hub()
        with hub.listen() as heard:
            for event in told:
                hub.tell(event)
            found = []
            while (heard_next := await heard.next_within(0)) is not None:
                found.append(heard_next)
            return found

    newest = {event.subject: event for event in told}
    assert asyncio.run(listen()) == list(newest.values())


async def _first_heard(hub: Hub, event: Event) -> Event:
    with hub.listen() as heard:
        asyncio.get_running_loop().call_soon(hub.tell, event)
        async for found in heard.events():
            return found
    raise AssertionError


def test_whoever_waits_is_woken() -> None:
    event = removed(0)
    assert asyncio.run(asyncio.wait_for(_first_heard(Hub(), event), 5)) == event


def test_an_event_told_between_two_looks_is_not_lost() -> None:
    async def listen() -> None:
        hub = Hub()
        with hub.listen() as heard:
            hub.tell(removed(0))
            hub.tell(removed(1))
            assert await heard.next_within(5) == removed(0)
            assert await heard.next_within(5) == removed(1)
            assert await heard.next_within(0.001) is None

    asyncio.run(listen())


def test_both_ways_of_listening_may_be_mixed() -> None:
    async def listen() -> list[Event | None]:
        hub = Hub()
        with hub.listen() as heard:
            for number in range(3):
                hub.tell(removed(number))
            return [
                await heard.next_within(0),
                await anext(heard.events()),
                await heard.next_within(0),
                await heard.next_within(0),
            ]

    found = asyncio.run(asyncio.wait_for(listen(), 5))
    assert found == [removed(0), removed(1), removed(2), None]


def test_nobody_hears_anything_after_leaving() -> None:
    async def listen() -> None:
        hub = Hub()
        with hub.listen() as first, hub.listen() as second:
            pass
        hub.tell(removed(0))
        assert await first.next_within(0) is None
        assert await second.next_within(0) is None

    asyncio.run(listen())
