"""The demo neighbourhood: real nodes on loopback, each with a profile of its own, who know each other.

What goes on among them is real as well: they ask and accept, offer files and get them, over calls.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from desktop.clock import Clock
from desktop.node.lasting import LastingNode, lasting_node
from desktop.node.protocol import (
    AcceptOffer,
    AcceptPerson,
    AddPerson,
    AddShare,
    AnyNews,
    ChangeSettings,
    Demo,
    DemoPerson,
    ListOffers,
    ListRequests,
    NetworkOptions,
    ReadyNews,
    Rename,
    Tell,
    VerifyPerson,
)
from desktop.node.samples import make_sample
from desktop.share.offers import OPEN, Direction, OfferState

LOOPBACK: Final = NetworkOptions(bind="127.0.0.1", no_dht=True, no_lan=True, no_relay=True)
NAMES: Final = ("Amber Kettle", "Ben", "Mira Lindgren", "Osman", "Elif Şahin", "Jo", "Kaya", "林 小雨")
LEAST_PEOPLE: Final = 2
_LOOK_SECONDS: Final = 0.5
_PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One person of the demo, and where their profile is."""

    name: str
    home: Path
    node: LastingNode

    @property
    def profile(self) -> Path:
        return self.home / "profile"

    @property
    def link(self) -> str:
        return self.node.me.link


@asynccontextmanager
async def neighbourhood(folder: Path, people: int, clock: Clock) -> AsyncIterator[list[Neighbour]]:
    """Run so many people, the one who sits here first, as long as the context lasts."""
    async with AsyncExitStack() as stack:
        neighbours = []
        for name in NAMES[: max(people, LEAST_PEOPLE)]:
            home = folder / name
            home.mkdir()
            node = await stack.enter_async_context(lasting_node(home / "profile", LOOPBACK, clock, None))
            await node.carry_out(Rename(name), _unheard)
            settled = ChangeSettings(str(home / "got"), welcomed=True, words_noted=True)
            await node.carry_out(settled, _unheard)
            neighbours.append(Neighbour(name, home, node))
        yield neighbours


@asynccontextmanager
async def lively_neighbourhood(folder: Path, people: int, clock: Clock) -> AsyncIterator[list[Neighbour]]:
    """Run a neighbourhood in which things begin to happen."""
    async with neighbourhood(folder, people, clock) as neighbours:
        living = asyncio.create_task(live(neighbours), name="demo: what happens")
        try:
            yield neighbours
        finally:
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)


async def run_demo(command: Demo, tell: Tell, clock: Clock) -> None:
    """Run a neighbourhood until cancelled; nothing of it is left afterwards."""
    with TemporaryDirectory(prefix="passalong-demo-") as folder:
        async with neighbourhood(Path(folder), command.people, clock) as neighbours:
            await live(neighbours)
            people = tuple(DemoPerson(who.name, str(who.profile), who.link) for who in neighbours)
            me = neighbours[0].node
            tell(ReadyNews(me.me.person, me.me.link, me.swarm_port, people))
            await asyncio.Event().wait()


async def live(neighbours: list[Neighbour]) -> None:
    """Have them get to know each other and pass things on; return once all of it has happened.

    Of those beyond the second, the last only asks to be known, so that there is something to decide.
    """
    me, ben, *others = neighbours
    asking = others.pop() if others else None
    for other in (ben, *others):
        await introduce(me, other)
    me_at_ben = VerifyPerson(ben.node.me.person)
    words = (await me.node.carry_out(me_at_ben, _unheard)).words
    await me.node.carry_out(VerifyPerson(ben.node.me.person, words), _unheard)
    await _share(me, "Mixer gear, 24 teeth")
    await _share(ben, "Street party photos", to=me)
    await accept_all(me)
    await _share(me, "Choir recordings", to=ben)
    if others:
        await _share(others[0], "Spiral vase v3", to=me)
        await _until(me, lambda: _something_is_offered(me))
    if asking is not None:
        command = AddPerson(me.link, "We met at the garden party. I have the ladder.")
        await asking.node.carry_out(command, _unheard)
        await _until(me, lambda: _somebody_asks(me))


async def introduce(one: Neighbour, other: Neighbour) -> None:
    """Make two people contacts: the second asks, and the first says yes."""
    await other.node.carry_out(AddPerson(one.link, f"It is me, {other.name}."), _unheard)
    await _until(one, lambda: _somebody_asks(one))
    await one.node.carry_out(AcceptPerson(other.node.me.person), _unheard)
    await other.node.carry_out(AddPerson(one.link, wait=_PATIENCE), _unheard)


async def accept_all(who: Neighbour) -> None:
    """Wait for an offer, say yes to all that there are, and wait until everything is here."""
    await _until(who, lambda: _something_is_offered(who))
    for offer in await who.node.carry_out(ListOffers(), _unheard):
        if offer.state is OfferState.OFFERED and offer.direction is Direction.IN:
            await who.node.carry_out(AcceptOffer(offer.offer, str(who.home / "got")), _unheard)
    await _until(who, lambda: _nothing_is_on_its_way(who))


async def _until(who: Neighbour, is_so: Callable[[], Awaitable[bool]]) -> None:
    with who.node.hub.listen() as heard:
        while not await is_so():
            await heard.next_within(_LOOK_SECONDS)


async def _somebody_asks(who: Neighbour) -> bool:
    return bool(await who.node.carry_out(ListRequests(), _unheard))


async def _something_is_offered(who: Neighbour) -> bool:
    offers = await who.node.carry_out(ListOffers(), _unheard)
    return any((offer.direction, offer.state) == (Direction.IN, OfferState.OFFERED) for offer in offers)


async def _nothing_is_on_its_way(who: Neighbour) -> bool:
    offers = await who.node.carry_out(ListOffers(), _unheard)
    return not any(offer.state in OPEN and offer.direction is Direction.IN for offer in offers)


async def _share(giver: Neighbour, title: str, to: Neighbour | None = None) -> None:
    folder = await asyncio.to_thread(make_sample, giver.home, title)
    chosen = (to.node.me.person,) if to is not None else ()
    await giver.node.carry_out(AddShare((str(folder),), to=chosen, until_sent=0), _unheard)


def _unheard(news: AnyNews) -> None:
    del news
