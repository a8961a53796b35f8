"""What it costs to be connected to many people who say nothing: memory and CPU of `passalong node`.

    python -m benchmarks.contacts [--people N] [--seconds S]

The people are in a process of their own: real endpoints that answer calls, say hello, and answer pings.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks import passalong
from benchmarks.measure import MEGABYTE
from benchmarks.passalong import LAB_NETWORK
from benchmarks.programs import Program, memory_of, module, processor_seconds
from desktop.clock import Seconds, WallClock
from desktop.ids import DeviceId, PersonId
from desktop.keys import SigningKey
from desktop.net.calls.endpoint import CallEnded, CallOptions, Endpoint
from desktop.net.calls.hello import OwnSide
from desktop.net.peering import ALPN, Message
from desktop.node.node import Node
from desktop.node.people.conversation import Conversation, Pace
from desktop.node.people.measure import Measure
from desktop.node.people.meeting import meet
from desktop.node.protocol import NetworkOptions
from desktop.reach import Reach
from desktop.share.people import NewContact, PeerDevice, Standing
from desktop.share.records.device import DeviceRecord, DeviceStatement

_LAB: Final = NetworkOptions(bind="127.0.0.1", no_dht=True, no_lan=True, no_relay=True)
_LIMIT: Final = 60.0
_CPU_GOAL: Final = 0.03
_MEMORY_GOAL: Final = 1.0


class Somebody:
    """One of the people: keys and the record that joins them."""

    def __init__(self, number: int) -> None:
        seeds = [bytes([kind]) * 31 + bytes([number]) for kind in range(4)]
        self.identity, self.device = SigningKey(seeds[0]), SigningKey(seeds[1])
        self.endpoint_seed, self.address = seeds[2], SigningKey(seeds[3])

    @property
    def statement(self) -> DeviceStatement:
        return DeviceStatement(
            person=PersonId(self.identity.public),
            device=DeviceId(self.device.public),
            endpoint=SigningKey(self.endpoint_seed).public,
            address=self.address.public,
            created=Seconds(0),
        )

    @property
    def record(self) -> bytes:
        return DeviceRecord.signed_by(self.identity, self.statement).wire


async def be_there(people: int) -> None:
    """Be so many people, and say where each is called."""
    async with asyncio.TaskGroup() as group:
        addresses = []
        for number in range(people):
            endpoint = await Endpoint.open(
                Somebody(number).endpoint_seed, CallOptions(bind="127.0.0.1"), (ALPN,)
            )
            addresses.append(list(endpoint.reach().addresses[0]))
            group.create_task(_answer(Somebody(number), endpoint))
        print(json.dumps({"event": "ready", "addresses": addresses}), flush=True)


async def _answer(somebody: Somebody, endpoint: Endpoint) -> None:
    own = OwnSide(endpoint.endpoint_id, somebody.device, somebody.record)
    while (call := await endpoint.accept()) is not None:
        try:
            stream, peer = await meet(call, own, lambda _, __: False)
        except CallEnded:
            continue
        await Conversation(call, stream, peer, Pace(), Measure(WallClock())).run(_unheard)


async def _unheard(conversation: Conversation, message: Message) -> None:
    del conversation, message


def know(profile: Path, addresses: list[tuple[str, int]]) -> None:
    """Make a profile that knows the people who are called there."""
    node = Node.open(profile, lambda: None, WallClock(), _LAB)
    for number, address in enumerate(addresses):
        somebody = Somebody(number)
        statement = somebody.statement
        node.store.people.add_contact(
            NewContact(person=statement.person, standing=Standing.CONTACT, name=f"Somebody {number}")
        )
        node.store.people.save_device(
            PeerDevice(
                device=statement.device,
                person=statement.person,
                endpoint=statement.endpoint,
                record=somebody.record,
                reach=Reach(statement.endpoint, None, ((address[0], address[1]),)),
                seen=Seconds(0),
                said=Seconds(0),
            )
        )
    node.close()


def measure(profile: Path, people: int, seconds: float) -> tuple[float, int, float]:
    """Return the seconds until all are connected, bytes of memory, and the part of a core that is used."""
    began = time.perf_counter()
    with passalong.running_node(profile, _LIMIT) as node:
        while True:
            rows = passalong.run(profile, "people", network=LAB_NETWORK, seconds=_LIMIT) if people else []
            if sum(row["online"] for row in rows) == people:
                break
        linked = time.perf_counter() - began
        time.sleep(2)
        spent = processor_seconds(node.pid)
        time.sleep(seconds)
        return linked, memory_of(node.pid)[0], (processor_seconds(node.pid) - spent) / seconds


def main() -> int:
    if sys.argv[1:2] == ["people"]:
        asyncio.run(be_there(int(sys.argv[2])))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contacts")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passalong-contacts-") as place:
        command = module("contacts", "people", str(options.people))
        with Program(command, Path(place) / "people.log") as crowd:
            addresses = crowd.event(_LIMIT)["addresses"]
            know(Path(place) / "alone", [])
            know(Path(place) / "ann", addresses)
            _, before, idle = measure(Path(place) / "alone", 0, options.seconds)
            linked, after, busy = measure(Path(place) / "ann", options.people, options.seconds)
    each = (after - before) / options.people / MEGABYTE
    grown = f"{before / MEGABYTE:.0f} -> {after / MEGABYTE:.0f} MB"
    print(f"{options.people} people, all connected {linked:.1f} s after the start of the node")
    print(f"  memory   {grown}, {each:.2f} MB each; goal < {_MEMORY_GOAL}")
    print(f"  CPU      {idle:.1%} -> {busy:.1%} of a core; goal < {_CPU_GOAL:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
