"""Keeping calls to people whose programs do not behave, and answering a crowd."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desktop import limits
from desktop.clock import Seconds, WallClock
from desktop.ids import DeviceId, PersonId
from desktop.net.calls.endpoint import Call, Endpoint
from desktop.net.calls.hello import OwnSide, Peer
from desktop.net.peering import ALPN as PEER
from desktop.net.peering import Message
from desktop.node.people.conversation import Conversation
from desktop.node.people.meeting import meet
from desktop.node.people.switchboard import Switchboard, Timing
from desktop.node.tasks import Tasks
from desktop.reach import Reach
from desktop.share.people import NewContact, PeerDevice, Standing
from tests.net.calls.pair import ALPN
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import BRISK, LOOPBACK, Keys, neighbour

DEADLINE = 15.0


@asynccontextmanager
async def endpoint_of(keys: Keys) -> AsyncIterator[Endpoint]:
    opened = await Endpoint.open(keys.endpoint_seed, LOOPBACK, (PEER,))
    try:
        yield opened
    finally:
        await opened.close()


def own_side(keys: Keys, endpoint: Endpoint) -> OwnSide:
    return OwnSide(endpoint.endpoint_id, keys.device, keys.device_record())


@in_loop
async def test_somebody_who_says_hello_and_hangs_up_is_called_ever_more_rarely(tmp_path: Path) -> None:
    eve = Keys("Eve")
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann, endpoint_of(eve) as rude:
        device = PeerDevice(
            device=DeviceId(eve.device.public),
            person=eve.person,
            endpoint=rude.endpoint_id,
            record=eve.device_record(),
            reach=rude.reach(),
            seen=Seconds(0),
            said=Seconds(0),
        )
        known = NewContact(person=eve.person, standing=Standing.CONTACT, name="Eve")
        await ann.service._register.know([(known, [device])])
        came = list[float]()
        async with asyncio.timeout(DEADLINE):
            for _ in range(3):
                call = await rude.accept()
                assert call is not None
                came.append(asyncio.get_running_loop().time())
                await meet(call, own_side(eve, rude), lambda _, __: False)
                call.close(0, b"")
        assert came[1] - came[0] > 0.7
        assert came[2] - came[1] > 1.4


class Nobody:
    """Knows one person, and takes note of nothing."""

    def __init__(self, reach: Reach, person: PersonId) -> None:
        self._reach = reach
        self._person = person

    def caller(self, endpoint: bytes) -> PersonId | None:
        return self._person if endpoint == self._reach.endpoint else None

    def reach(self, endpoint: bytes) -> Reach:
        del endpoint
        return self._reach

    def is_ended(self, person: PersonId, device: DeviceId) -> bool:
        del person, device
        return False

    def refused(self, endpoint: bytes) -> None: ...
    async def met(self, conversation: Conversation) -> None: ...
    async def heard(self, conversation: Conversation, message: Message) -> None: ...
    def left(self, peer: Peer) -> None: ...


class Phone(Endpoint):
    """An endpoint on which somebody gives up in the very moment in which the other answers."""

    board: Switchboard
    last: Call

    async def dial(self, reach: Reach, alpn: bytes, *, seconds: float) -> Call:
        self.last = await super().dial(reach, alpn, seconds=seconds)
        self.board.drop(reach.endpoint)
        return self.last


@in_loop
async def test_a_call_that_nobody_wants_any_more_is_hung_up() -> None:
    ann, ben = Keys("Ann"), Keys("Ben")
    async with endpoint_of(ben) as callee, asyncio.TaskGroup() as group:
        phone, tasks = await Phone.open(ann.endpoint_seed, LOOPBACK, (PEER,)), Tasks(group)
        phone.board = Switchboard(
            phone,
            lambda: own_side(ann, phone),
            Nobody(callee.reach(), ben.person),
            tasks,
            Timing(WallClock(), lambda: 0.0, BRISK),
        )
        phone.board.keep(callee.endpoint_id)
        call = await callee.accept()
        assert call is not None
        await asyncio.wait_for(call.closed(), DEADLINE)
        assert phone.last.is_over
        tasks.cancel_all()
        await phone.close()


@in_loop
async def test_one_stranger_holds_few_calls() -> None:
    ann, eve = Keys("Ann"), Keys("Eve")
    held, came = list[Call](), asyncio.Queue[Call]()

    async def hold(call: Call) -> None:
        held.append(call)
        came.put_nowait(call)
        await call.closed()

    async with endpoint_of(eve) as stranger, asyncio.TaskGroup() as group:
        own, tasks = await Endpoint.open(ann.endpoint_seed, LOOPBACK, (PEER, ALPN)), Tasks(group)
        nobody = Nobody(Reach(bytes(32)), ann.person)
        timing = Timing(WallClock(), lambda: 0.0, BRISK)
        board = Switchboard(own, lambda: own_side(ann, own), nobody, tasks, timing)
        board.start([], {ALPN: hold})
        calls = [await stranger.dial(own.reach(), ALPN, seconds=5) for _ in range(limits.CALLS_OF_ONE + 1)]
        await asyncio.wait_for(calls[-1].closed(), DEADLINE)
        assert [call.is_over for call in calls] == [False] * limits.CALLS_OF_ONE + [True]
        calls[0].close(0, b"")
        await asyncio.wait_for(held[0].closed(), DEADLINE)
        for _ in range(limits.CALLS_OF_ONE):
            came.get_nowait()
        calls.append(await stranger.dial(own.reach(), ALPN, seconds=5))
        await asyncio.wait_for(came.get(), DEADLINE)
        tasks.cancel_all()
        await own.close()
