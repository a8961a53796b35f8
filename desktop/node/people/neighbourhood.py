"""People on the same local network: who is known is called at once, others are listed if they show it."""

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop import limits
from desktop.errors import WrongUse
from desktop.events import NearbyChanged
from desktop.ids import PersonId
from desktop.net.nearby import Nearby, Seen
from desktop.node.people.service import PeopleService
from desktop.node.people.tools import PeopleTools
from desktop.share.links import read_person_link
from desktop.text import clean_line

logger = logging.getLogger(__name__)

_AGAIN_SECONDS: Final = 30.0
_ANSWER_SECONDS: Final = 4.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody nearby who lets everybody here see them."""

    person: PersonId
    name: str
    link: str


class Neighbourhood:
    """Lives on the node's loop. `own_link` gives this person's link, None unless they show themselves."""

    def __init__(
        self,
        tools: PeopleTools,
        people: PeopleService,
        bind: str | None,
        own_link: Callable[[], str | None],
    ) -> None:
        self._tools = tools
        self._people = people
        self._own_link = own_link
        self._nearby = Nearby(bind, self.see, self.lose)
        self._seen: dict[str, Seen] = {}
        self._told: list[Neighbour] = []
        self._began = -math.inf
        self._is_over = False

    def start(self) -> None:
        self._began = self._tools.clock.monotonic()
        self._tools.tasks.start("nearby", self._show())

    async def has_looked(self) -> None:
        """Return once everybody around has had time to answer: the node may have come up a moment ago."""
        await asyncio.sleep(max(self._began + _ANSWER_SECONDS - self._tools.clock.monotonic(), 0))

    async def stop(self) -> None:
        self._is_over = True
        await self._nearby.stop()

    async def show_anew(self) -> None:
        """Show the link from now on, or no longer."""
        reach = self._people.own_reach()
        await self._nearby.show(reach.endpoint, _port(reach.addresses), self._own_link())

    async def move(self) -> None:
        """Show and watch in the networks of now: zeroconf keeps to those that there were when it began."""
        await self._nearby.stop()
        for name in tuple(self._seen):
            self.lose(name)
        if self._is_over:
            return
        try:
            await self._begin()
        except OSError as error:
            logger.warning("nobody can be found nearby: %s", error)

    async def _begin(self) -> None:
        reach = self._people.own_reach()
        await self._nearby.start(reach.endpoint, _port(reach.addresses), self._own_link())

    def neighbours(self) -> list[Neighbour]:
        """Return those nearby whom this person does not know yet, by name."""
        known = {contact.person for contact in self._people.contacts()} | {self._tools.person}
        found = {}
        for seen in self._seen.values():
            neighbour = _neighbour(seen)
            if neighbour is not None and neighbour.person not in known:
                found[neighbour.person] = neighbour
        return sorted(found.values(), key=lambda neighbour: (neighbour.name, neighbour.person))

    def see(self, seen: Seen) -> None:
        """Take in that a device is here, and call it if it is somebody's whom we know."""
        self._seen[seen.name] = seen
        endpoint = next((at for at in self._people.endpoints() if seen.is_device(at)), None)
        if endpoint is not None:
            self._people.whereabouts.notice(endpoint, seen.addresses)
        self._tell_if_changed()

    def lose(self, name: str) -> None:
        self._seen.pop(name, None)
        self._tell_if_changed()

    def _tell_if_changed(self) -> None:
        """Tell once of what is different now: devices are seen again and again."""
        now = self.neighbours()
        if now != self._told:
            self._told = now
            self._tools.hub.tell(NearbyChanged())

    async def _show(self) -> None:
        try:
            await self._begin()
        except OSError as error:  # another network may take multicast: see `move`
            logger.warning("nobody can be found nearby: %s", error)
        while True:  # whoever was called in vain and is still here may answer by now
            await asyncio.sleep(_AGAIN_SECONDS)
            for seen in tuple(self._seen.values()):
                self.see(seen)


def _port(addresses: tuple[tuple[str, int], ...]) -> int:
    return addresses[0][1] if addresses else 0


def _neighbour(seen: Seen) -> Neighbour | None:
    """Return whom a device shows, if it is that person's."""
    if seen.link is None:
        return None
    try:
        link = read_person_link(seen.link)
    except WrongUse:
        return None
    if not seen.is_device(link.reach.endpoint):
        return None
    return Neighbour(link.person, clean_line(link.name, limits.PERSON_NAME_LENGTH), seen.link)
