"""After a sleep: noticed by the clocks, dead calls are hung up and dialled anew, and good ones go on."""

import asyncio
from pathlib import Path

import pytest

from desktop.clock import Seconds
from desktop.ids import DeviceId
from desktop.net.calls.endpoint import Call, Endpoint
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN as PEER
from desktop.node.people.conversation import Pace
from desktop.node.people.meeting import meet
from desktop.node.waking import Waking
from desktop.share.people import NewContact, PeerDevice, Standing
from tests.clocks import TestClock
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import LOOPBACK, Keys, Neighbour, befriend, neighbour, two

CALM = Pace(ping=60.0, silence=60.0, proof=0.3)
"""Without a reason to doubt a call, nobody would notice in time for these tests."""
DEADLINE = 15.0


@pytest.mark.parametrize(
    ("wall", "monotonic", "has_slept"),
    [(2, 2, False), (4, 4, False), (3600, 2, True), (3600, 3600, True), (2, 3600, True), (-3600, 2, False)],
)
def test_a_sleep_is_noticed_by_either_clock(wall: float, monotonic: float, *, has_slept: bool) -> None:
    clock, woken = TestClock(), list[bool]()
    waking = Waking(clock, lambda: woken.append(True))
    clock.seconds += wall
    clock.elapsed += monotonic
    waking.look()
    assert bool(woken) is has_slept
    clock.advance(2)
    waking.look()
    assert len(woken) == has_slept


def fallen_asleep(clock: TestClock, node: Neighbour) -> None:
    """Let the node wake after a night."""
    waking = Waking(clock, node.service.wake)
    clock.seconds += 8 * 3600
    waking.look()


@in_loop
async def test_a_call_that_outlived_the_sleep_goes_on(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        (before,) = ann.service.switchboard.conversations(ben.person)
        fallen_asleep(TestClock(), ann)
        assert await before.is_there()
        assert ann.service.switchboard.conversations(ben.person) == [before]


async def answered(mute: Endpoint, keys: Keys) -> Call:
    """Take the next call, say hello, and nothing from then on."""
    call = await mute.accept()
    assert call is not None
    await meet(call, OwnSide(mute.endpoint_id, keys.device, keys.device_record()), lambda _, __: False)
    return call


@in_loop
async def test_a_dead_call_is_hung_up_and_dialled_at_once(tmp_path: Path) -> None:
    eve = Keys("Eve")
    mute = await Endpoint.open(eve.endpoint_seed, LOOPBACK, (PEER,))
    try:
        async with neighbour(tmp_path / "ann", Keys("Ann"), CALM) as ann, asyncio.timeout(DEADLINE):
            device = PeerDevice(
                device=DeviceId(eve.device.public),
                person=eve.person,
                endpoint=mute.endpoint_id,
                record=eve.device_record(),
                reach=mute.reach(),
                seen=Seconds(0),
                said=Seconds(0),
            )
            known = NewContact(person=eve.person, standing=Standing.CONTACT, name="Eve")
            await ann.service._register.know([(known, [device])])
            first = await answered(mute, eve)
            await ann.until(lambda: ann.sees(eve.person))
            fallen_asleep(TestClock(), ann)
            await first.closed()
            await answered(mute, eve)
            await ann.until(lambda: ann.sees(eve.person))
    finally:
        await mute.close()
